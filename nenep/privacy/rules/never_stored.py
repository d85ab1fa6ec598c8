"""The do-not-store list as data, for the test that enforces it and for the page that tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LIST = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class NeverStored:
    """One subject: the words of identifiers and the phrases of labels that would betray it."""

    name: str
    why: str
    source: str
    words: frozenset[str]
    phrases: frozenset[str]


@cache
def never_stored() -> Sequence[NeverStored]:
    """Every subject, in the order of the file."""
    rows = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return tuple(_entry(row) for row in rows)


def betrayed_by(identifier: str) -> str | None:
    """The word of the list that stands in a column, a box or a key, as a whole word or words."""
    said = f"_{identifier.lower().strip('_')}_"
    words = (word for row in never_stored() for word in sorted(row.words))
    return next((word for word in words if f"_{word}_" in said), None)


def betrayed_in(label: str) -> str | None:
    """The phrase of the list that stands in a label."""
    said = " ".join(label.lower().split())
    phrases = (phrase for row in never_stored() for phrase in sorted(row.phrases))
    return next((phrase for phrase in phrases if phrase in said), None)


def _entry(row: dict[str, Any]) -> NeverStored:
    words, phrases = frozenset(row["words"]), frozenset(row["phrases"])
    return NeverStored(row["name"], row["why"], row["source"], words, phrases)
