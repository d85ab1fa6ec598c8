"""The shapes of what else is on record about a Party life. Plain data, like :mod:`facts`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TransferFact:
    """A transfer of Party activities, from the letter to the reception."""

    person: str
    unit: str
    to_unit: str
    introduced_on: date
    closed_on: date | None = None
    until: date | None = None
    """The last day of a temporary one; ``None`` for an official one."""


@dataclass(frozen=True)
class StayFact:
    """A member of another cell who takes part here. ``until`` exclusive."""

    person: str
    host: str
    since: date
    until: date


@dataclass(frozen=True)
class ExemptionFact:
    """Exempt for a time, under a provision; never why. ``until`` exclusive."""

    person: str
    cell: str
    since: date
    until: date
    provision: str
    decision: str


@dataclass(frozen=True)
class LinkFact:
    """A working member known to the cell of the place of residence (Regulation 213)."""

    key: str
    cell: str
    person: str
    """Empty for somebody whose workplace is not of this organisation."""
    name: str
    workplace: str
    home: str
    """Key of the workplace's cell, or empty."""
    since: date
    comment: str
    """Of last year; empty where none was given."""
    until: date | None = None


@dataclass(frozen=True)
class BadgeFact:
    person: str
    unit: str
    years: int
    on: date


@dataclass(frozen=True)
class GroupPlaceFact:
    person: str
    cell: str
    group: str
    since: date
    until: date | None


@dataclass(frozen=True)
class TermFact:
    """A term of a unit's committee, with the number of members its congress decided on."""

    unit: str
    label: str
    size: int
    since: date
    until: date


@dataclass(frozen=True)
class TallyFact:
    person: str
    office: str
    votes: int
    elected: bool


@dataclass(frozen=True)
class ElectionFact:
    key: str
    unit: str
    kind: str
    held_on: date
    convened: int
    issued: int
    valid: int
    tallies: tuple[TallyFact, ...]


@dataclass(frozen=True)
class PlaceFact:
    """What a village or residential group was from ``since`` to ``until`` (exclusive)."""

    locality: str
    name: str
    kind: str
    unit: str
    led_by: str
    """Empty where no cell leads it."""
    since: date
    until: date | None = None


@dataclass(frozen=True)
class ResidenceFact:
    person: str
    cell: str
    locality: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Records:
    transfers: tuple[TransferFact, ...]
    stays: tuple[StayFact, ...]
    exemptions: tuple[ExemptionFact, ...]
    links: tuple[LinkFact, ...]
    badges: tuple[BadgeFact, ...]
    groups: tuple[GroupPlaceFact, ...]
    terms: tuple[TermFact, ...]
    elections: tuple[ElectionFact, ...]
    places: tuple[PlaceFact, ...]
    residences: tuple[ResidenceFact, ...]
