"""Finding the cell that a list names, tolerant of case, spaces and abbreviation, never of doubt."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from nenep.kernel.names import fold, same_name_key, tidy

_LABEL = re.compile(r"^(?:chi bộ|chi bo)\b[\s:.\-–]*", re.IGNORECASE)
_SHORT_LABEL = re.compile(r"^(?:c\.?b|cb)\b[\s:.\-–]*", re.IGNORECASE)
_ABBREVIATIONS = {
    "tdp": "tổ dân phố",
    "tdps": "tổ dân phố số",
    "kp": "khu phố",
    "cty": "công ty",
    "tnhh": "trách nhiệm hữu hạn",
    "hd": "hội đồng",
    "th": "tiểu học",
    "mn": "mầm non",
    "tyt": "trạm y tế",
    "htx": "hợp tác xã",
    "qs": "quân sự",
    "ca": "công an",
}
_NEAREST = 3


@dataclass(frozen=True)
class CellChoice:
    """A cell a row may belong to, with the names it goes by."""

    id: UUID
    name: str
    short: str = ""


@dataclass(frozen=True)
class CellFound:
    """What a written name leads to: one cell or none, how it was written, and what is near."""

    cell: CellChoice | None
    abbreviated: bool = False
    unaccented: bool = False
    nearest: tuple[str, ...] = ()


class CellFinder:
    """All cells below a unit, searchable by the name in a list.

    ``chosen``: what a person answered before for a writing that was not found (folded → cell id).
    """

    def __init__(
        self, choices: Iterable[CellChoice], chosen: Mapping[str, UUID] | None = None
    ) -> None:
        self._choices = tuple(choices)
        self._chosen = chosen or {}
        self._by_id = {choice.id: choice for choice in self._choices}
        self._by_name: dict[str, set[UUID]] = {}
        self._by_short: dict[str, set[UUID]] = {}
        self._by_folded: dict[str, set[UUID]] = {}
        for choice in self._choices:
            self._by_name.setdefault(_key(choice.name), set()).add(choice.id)
            self._by_folded.setdefault(fold(_bare(choice.name)), set()).add(choice.id)
            if choice.short:
                self._by_short.setdefault(_key(choice.short), set()).add(choice.id)
        self._seen: dict[str, CellFound] = {}

    def find(self, written: str) -> CellFound:
        """The one cell meant. Two that fit equally well count as none. Answers are kept: a list
        names the same cell on most of its rows."""
        if written not in self._seen:
            self._seen[written] = self._look_up(tidy(written))
        return self._seen[written]

    def _look_up(self, written: str) -> CellFound:
        if chosen := self._by_id.get(self._chosen.get(fold(written), _NOBODY)):
            return CellFound(chosen)
        short_label = bool(_SHORT_LABEL.match(written))
        if cell := self._only(self._by_name, _key(written)):
            return CellFound(cell, abbreviated=short_label)
        expanded = _key(_expanded(_bare(written)))
        if cell := self._only(self._by_name, expanded) or self._only(self._by_short, _key(written)):
            return CellFound(cell, abbreviated=True)
        if cell := self._only(self._by_folded, fold(_bare(written))):
            return CellFound(cell, abbreviated=short_label, unaccented=True)
        return CellFound(None, nearest=self._near(written))

    def _only(self, index: Mapping[str, set[UUID]], key: str) -> CellChoice | None:
        ids = index.get(key, set())
        return self._by_id[next(iter(ids))] if key and len(ids) == 1 else None

    def _near(self, written: str) -> tuple[str, ...]:
        by_folded = {fold(_bare(choice.name)): choice.name for choice in self._choices}
        close = get_close_matches(fold(_bare(written)), by_folded, n=_NEAREST, cutoff=0.5)
        return tuple(by_folded[key] for key in close)


_NOBODY = UUID(int=0)


def _bare(name: str) -> str:
    """The name without the word for "cell" before it."""
    return _SHORT_LABEL.sub("", _LABEL.sub("", tidy(name))).rstrip(" .,;:")


def _key(name: str) -> str:
    return same_name_key(_bare(name)) if _bare(name) else ""


def _expanded(name: str) -> str:
    words = re.sub(r"([a-zđ]+)\.?\s*(\d+)", r"\1 \2", name.casefold()).replace(".", " ").split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)
