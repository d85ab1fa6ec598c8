"""The record of one meeting as its papers need it: what was entered, nothing else."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from nenep.documents.rules.codes import PaperType
from nenep.meetings.rules.roll import Mark, Tally
from nenep.meetings.rules.votes import Threshold
from nenep.people.rules.standing import Standing
from nenep.rulebook.rules.agendas import ItemKind, Section

OFFICIAL_MEMBERS = "đảng viên chính thức"
ADOPTION_QUESTION = "Thông qua biên bản và nghị quyết"


@dataclass(frozen=True)
class Someone:
    """A person by name; ``office`` as the cell says it ("Bí thư chi bộ"), if any."""

    name: str
    office: str = ""


@dataclass(frozen=True)
class Guest:
    """Somebody present who is not of the cell; ``superior`` when sent by the superior."""

    name: str
    title: str
    superior: bool


@dataclass(frozen=True)
class RollLine:
    """One person on the roll. ``reason`` is a plain category, never the ground."""

    name: str
    standing: Standing
    official: bool
    due: bool
    mark: Mark | None
    reason: str
    late: bool
    left_early: bool
    arrived_at: time | None = None
    left_at: time | None = None


@dataclass(frozen=True)
class Opinion:
    """What somebody said; without ``speaker`` nobody is named. ``answer`` only if it was given by
    the day of the meeting. The type of an opinion never leaves the cell, so it is not here."""

    speaker: str
    text: str
    minority: bool
    answer: str


@dataclass(frozen=True)
class SteppedOut:
    """Somebody the matter was about, who did not vote on it, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Vote:
    """Totals of a question with the base and threshold of that evening, who counted a ballot and
    who stepped out. ``attempt`` is its number among the votes on the same matter; ``upward`` cites
    what a failed one has to be told to the superior for; ``voters`` are those of the base."""

    question: str
    method: str
    votes_for: int
    votes_against: int
    abstentions: int
    base: int
    threshold: Threshold
    passed: bool
    basis: str
    invalid: int = 0
    must_report: bool = False
    must_refer: bool = False
    upward: str = ""
    attempt: int = 1
    tellers: tuple[str, ...] = ()
    confirmed: bool = True
    stepped_out: tuple[SteppedOut, ...] = ()
    voters: str = OFFICIAL_MEMBERS


@dataclass(frozen=True)
class Item:
    """An agenda item with what was noted, said and voted under it. ``kind`` is None for what
    somebody typed."""

    title: str
    kind: ItemKind | None
    section: Section
    minutes: int
    basis: str
    note: str
    skipped_reason: str
    opinions: tuple[Opinion, ...]
    votes: tuple[Vote, ...]

    @property
    def has_content(self) -> bool:
        return bool(self.note or self.skipped_reason or self.opinions or self.votes)


@dataclass(frozen=True)
class TaskLine:
    """A task with its state at the end of the meeting and what was told or found of it."""

    title: str
    owner: str
    due_on: date
    measure: str
    state: str
    result: str
    year: int | None = None
    """Of a task of a year's assignment, which has its own annex."""


@dataclass(frozen=True)
class ScoreLine:
    """One line of the sheet in words. ``points`` is None where it does not apply or waits."""

    code: str
    title: str
    most: int
    points: int | None
    applies: bool
    waits: bool
    proposed: int | None
    evidence: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class ScoreGroup:
    """A criterion with its lines."""

    code: str
    title: str
    lines: tuple[ScoreLine, ...]

    @property
    def most(self) -> int:
        return sum(line.most for line in self.lines if line.applies)

    @property
    def points(self) -> int:
        return sum(line.points or 0 for line in self.lines)


@dataclass(frozen=True)
class Score:
    """The sheet the cell confirmed. ``waiting`` points may still be added by facts."""

    form: str
    basis: str
    groups: tuple[ScoreGroup, ...]
    points: int
    possible: int
    score: Decimal
    band: str
    waiting: int
    vetoes: tuple[str, ...]

    @property
    def lines(self) -> tuple[ScoreLine, ...]:
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True)
class Decision:
    """The resolution or conclusion: its type's key, its subject, the vote that adopted it."""

    type_key: str
    subject: str
    vote: Vote | None


@dataclass(frozen=True)
class Amended:
    """A text changed when the minutes were read: where it stands, both wordings, who asked, and
    the vote on it (None: agreed by raised hands, uncounted)."""

    place: str
    before: str
    after: str
    asked_by: str
    vote: Vote | None


@dataclass(frozen=True)
class Record:
    """One evening. ``sealing`` is False for drafts, whose number stays blank and which say so."""

    kind: str
    month: date
    topic: str
    planned_on: date
    planned_at: time
    held_on: date | None
    started_at: time | None
    ended_at: time | None
    minutes: int | None
    place: str
    seat: str
    unit_name: str
    superior_name: str
    issuer_code: str
    types: tuple[PaperType, ...]
    issued_on: date | None
    chair: Someone | None
    secretary: Someone | None
    presenter: Someone | None
    signer: Someone | None
    guests: tuple[Guest, ...]
    roll: tuple[RollLine, ...]
    tally: Tally
    items: tuple[Item, ...]
    other_opinions: tuple[Opinion, ...]
    other_votes: tuple[Vote, ...]
    adoption_votes: tuple[Vote, ...]
    read_back: bool
    amended: tuple[Amended, ...]
    conclusion: str
    reviewed: tuple[TaskLine, ...]
    implementation: str
    assigned: tuple[TaskLine, ...]
    coverage: str
    """Of a meeting that assigned the tasks of a year: how many members have one."""
    decision: Decision | None
    score: Score | None
    sealing: bool

    @property
    def day(self) -> date:
        """The day it was held, or is planned."""
        return self.held_on or self.planned_on
