"""Reads the corpus: what invented people wrote, by kind of cell. Data, never judgement."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

import yaml

from nenep.demo.story.facts import CellKind, OpinionKind

_CORPUS = Path(__file__).with_name("corpus")
T = TypeVar("T")

_SHELVES: Mapping[CellKind, tuple[str, ...]] = {
    CellKind.VILLAGE: ("residential", "rural", "village"),
    CellKind.HAMLET: ("residential", "rural"),
    CellKind.RESIDENTIAL_GROUP: ("residential", "urban"),
    CellKind.SCHOOL: ("school",),
    CellKind.HEALTH_STATION: ("health",),
    CellKind.AGENCY: ("agency",),
    CellKind.STATE_ENTERPRISE: ("enterprise", "rubber"),
    CellKind.PRIVATE_ENTERPRISE: ("enterprise", "garment"),
    CellKind.COOPERATIVE: ("cooperative",),
    CellKind.POLICE: ("forces", "police"),
    CellKind.MILITARY: ("forces", "military"),
}


@dataclass(frozen=True)
class TaskText:
    topic: str
    text: str
    measure: str
    done: str
    part: str


@dataclass(frozen=True)
class OpinionText:
    kind: OpinionKind
    text: str
    reply: str


class Deck(Generic[T]):
    """Texts in shuffled order, none twice before all were used once."""

    def __init__(self, rng: Random, texts: Iterable[T]) -> None:
        self._rng = rng
        self._all = tuple(texts)
        self._left: list[T] = []

    @property
    def size(self) -> int:
        return len(self._all)

    def draw(self, avoid: Container[T] = ()) -> T:
        """The next text; one to avoid is put back under the pile."""
        for _ in range(len(self._all)):
            text = self._next()
            if text not in avoid:
                return text
            self._left.insert(0, text)
        return text

    def _next(self) -> T:
        if not self._left:
            self._left = list(self._all)
            self._rng.shuffle(self._left)
        return self._left.pop()


@cache
def tasks_for(kind: CellKind) -> tuple[TaskText, ...]:
    """Every task fit to this kind of cell."""
    return tuple(
        TaskText(topic, *_fields(line, 4))
        for shelf in ("common", *_SHELVES[kind])
        for topic, lines in _lists(f"tasks.{shelf}").items()
        for line in lines
    )


@cache
def opinions_for(kind: CellKind) -> tuple[OpinionText, ...]:
    """Opinions common to all cells and those of this kind."""
    by_shelf = _shelves("opinions")
    return tuple(
        OpinionText(OpinionKind(opinion), *_fields(line, 2))
        for shelf in ("common", *_SHELVES[kind])
        for opinion, lines in by_shelf.get(shelf, {}).items()
        for line in lines
    )


@cache
def notes_for(kind: CellKind) -> Mapping[str, tuple[str, ...]]:
    """Notes by topic; ``political`` gathers those of this kind of cell."""
    notes = _lists("notes")
    political = [n for shelf in _SHELVES[kind] for n in notes.get(f"political_{shelf}", ())]
    common = {t: tuple(n) for t, n in notes.items() if not t.startswith("political_")}
    return {**common, "political": tuple(political)}


def season(month: int) -> str:
    """What the ward does in a month of the year."""
    return _words("words")["season"][str(month)]


def reason(key: str) -> str:
    """Why a meeting moved or was not held."""
    return _words("words")["reasons"][key]


def place(kind: CellKind) -> str:
    """Where cells of this kind meet."""
    return _words("words")["places"][kind.value]


def conclusions(topic: str) -> Sequence[str]:
    """Sentences of conclusions from which tasks of this topic follow."""
    return _lists("conclusions")[topic]


@cache
def topics_for(kind: CellKind) -> tuple[str, ...]:
    """Topics of thematic meetings fit to this kind of cell."""
    return tuple(
        t for shelf in ("common", *_SHELVES[kind]) for t in _lists("topics").get(shelf, ())
    )


def evening(part: str) -> Sequence[str]:
    """``votes``, ``admission_votes``, ``official_votes``, ``guests``, ``answers``, ``subjects``,
    ``dropped``."""
    return _lists("evening")[part]


def name_parts(part: str) -> Sequence[str]:
    """Family, middle and given names by sex, and those of the upland peoples."""
    return _lists("names")[part]


def links(part: str) -> Sequence[str]:
    """``comments`` of the residence cell, ``workplaces`` outside the organisation."""
    return _lists("links")[part]


def remedy_texts() -> Mapping[str, Sequence[str]]:
    """Remedies by criterion."""
    return _shelves("scores")["remedies"]


def fewer_points_because(criterion: str) -> Sequence[str]:
    """Reasons people gave for fewer points on a line of the criterion."""
    return _shelves("scores")["judgement_reasons"][criterion]


def yearly_tasks(kind: str) -> Sequence[tuple[str, str]]:
    """Title and measure of what a member is given for a year, by the kind of cell."""
    pairs = (_fields(line, 2) for line in _lists("years")[kind])
    return [(title, measure) for title, measure in pairs]


def _fields(line: str, count: int) -> Sequence[str]:
    parts = [part.strip() for part in line.split(" | ")]
    if len(parts) > count:
        raise ValueError(f"too many fields in the corpus: {line}")
    return parts + [""] * (count - len(parts))


@cache
def _lists(name: str) -> Mapping[str, Sequence[str]]:
    read: Mapping[str, Sequence[str]] = yaml.load(_text(name), yaml.CSafeLoader)
    return read


@cache
def _words(name: str) -> Mapping[str, Mapping[str, str]]:
    read: Mapping[str, Mapping[str, str]] = yaml.load(_text(name), yaml.CSafeLoader)
    return read


@cache
def _shelves(name: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    read: Mapping[str, Mapping[str, Sequence[str]]] = yaml.load(_text(name), yaml.CSafeLoader)
    return read


def _text(name: str) -> str:
    return (_CORPUS / f"{name}.yaml").read_text(encoding="utf-8")
