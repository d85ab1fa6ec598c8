"""The shapes of the invented story. Plain data: what happened, never how it is stored.

Everything refers to everything else by a readable key (``lang-dak-may``, ``lang-dak-may/p03``,
``lang-dak-may/2026-10/t2``), so that a second load finds what the first one wrote.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from nenep.demo.story.calendar import CONFIRMED_UNTIL
from nenep.demo.story.records import Records


class CellKind(StrEnum):
    """The kinds of cell a ward has (domain §1.3, §4); the loader maps them to the structure's."""

    VILLAGE = "village"
    HAMLET = "hamlet"
    RESIDENTIAL_GROUP = "residential_group"
    SCHOOL = "school"
    HEALTH_STATION = "health_station"
    AGENCY = "agency"
    STATE_ENTERPRISE = "state_enterprise"
    PRIVATE_ENTERPRISE = "private_enterprise"
    COOPERATIVE = "cooperative"
    POLICE = "police"
    MILITARY = "military"


RESIDENTIAL = frozenset({CellKind.VILLAGE, CellKind.HAMLET, CellKind.RESIDENTIAL_GROUP})


class UnitKind(StrEnum):
    """What a unit is: those above the cell, the cell, and the group inside a large one."""

    PROVINCE = "province"
    FORMER_CITY = "former_city"
    DISTRICT = "district"
    GRASSROOTS = "grassroots"
    """A ward, a commune or a city's agencies until 30/6/2025."""
    WARD = "ward"
    COMMUNE = "commune"
    GRASSROOTS_CELL = "grassroots_cell"
    CELL = "cell"
    GROUP = "group"


class Standing(StrEnum):
    """What a person is at a meeting (domain §5.2)."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    EXEMPT = "exempt"
    AWAY = "away"
    HOSTED = "hosted"
    SUSPENDED = "suspended"


DUE = frozenset({Standing.OFFICIAL, Standing.PROBATIONARY, Standing.HOSTED})


class Presence(StrEnum):
    """The mark on the roll. Exempt, away and suspended people are not due."""

    PRESENT = "present"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    NOT_DUE = "not_due"


class AbsenceReason(StrEnum):
    """Categories only: the story holds nobody's ground in words."""

    DUTY = "duty"
    SHIFT = "shift"
    STUDY = "study"
    DISTANCE = "distance"
    PRIVATE = "private"


class OfficeName(StrEnum):
    SECRETARY = "cell_secretary"
    DEPUTY = "deputy_cell_secretary"
    COMMITTEE = "cell_committee_member"
    GROUP_LEADER = "party_group_leader"
    DEPUTY_GROUP_LEADER = "deputy_party_group_leader"
    ABOVE_SECRETARY = "committee_secretary"
    ABOVE_DEPUTY = "deputy_committee_secretary"
    ABOVE_MEMBER = "committee_member"
    FOLLOWER = "assigned_follower"


class OpinionKind(StrEnum):
    QUESTION = "question"
    PROPOSAL = "proposal"
    COUNTER_VIEW = "counter_argument"
    PEOPLES_ISSUE = "peoples_issue"


class Outcome(StrEnum):
    DONE = "done"
    LATE = "late"
    OPEN = "open"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Placement:
    """Under whom a unit stood, ``since`` inclusive, ``until`` exclusive."""

    parent: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class UnitFact:
    key: str
    code: str
    """The 14 digits of today, or of the unit's last day; a Party group has none."""
    name: str
    short: str
    kind: UnitKind
    since: date
    until: date | None = None
    cell_kind: CellKind | None = None
    placements: tuple[Placement, ...] = ()
    former_codes: tuple[tuple[str, date], ...] = ()
    """Earlier codes, each with the first day it no longer held: codes are re-issued at every
    reorganisation."""
    former_names: tuple[tuple[str, str, date], ...] = ()
    """Earlier names, long and short, each with the first day it no longer held."""
    former_kind: UnitKind | None = None
    """What it was until the reorganisation of 1/7/2025, where that changed too."""
    successor: str = ""
    """Who keeps the records of a dissolved unit."""
    decision: str = ""
    """The number of the decision that dissolved it."""
    full: bool = False
    """Does this unit have meetings in the story?"""


@dataclass(frozen=True)
class PersonFact:
    key: str
    name: str
    female: bool
    born: date
    joined: date
    official: date | None
    """The 12-month date; ``None`` while it lies after the demo's today."""
    card: str
    """Twelve digits, or empty before a card was issued."""


@dataclass(frozen=True)
class MembershipFact:
    person: str
    cell: str
    since: date
    until: date | None = None
    came: str = "transfer"
    """``admission``, ``transfer`` or ``reorganisation``."""
    left: str = ""
    """Empty while it lasts, ``transfer``, ``reorganisation``, ``deceased``, ``removal`` or
    ``left``."""


@dataclass(frozen=True)
class StateFact:
    """Exempt, away, hosted or suspended in a cell. ``until`` exclusive. Never a ground."""

    person: str
    cell: str
    kind: Standing
    since: date
    until: date | None
    provision: str = ""


@dataclass(frozen=True)
class OfficeFact:
    person: str
    cell: str
    """The unit of the office: a cell, a group of it, or a committee."""
    office: OfficeName
    since: date
    until: date | None = None
    basis: str = "elected"
    ended: str = ""
    election: str = ""
    """Key of the election, where its tallies are told."""
    decision: str = ""


@dataclass(frozen=True)
class RollMark:
    person: str
    standing: Standing
    presence: Presence
    reason: AbsenceReason | None = None
    late: bool = False


@dataclass(frozen=True)
class NoteFact:
    """What the secretary wrote under one part of the agenda; ``topic`` is a key of the corpus."""

    topic: str
    text: str


@dataclass(frozen=True)
class OpinionFact:
    person: str
    kind: OpinionKind
    text: str
    answer: str = ""
    answered_on: date | None = None
    """The evening itself where the chair replied, later where an answer had to be sought."""
    needs_answer: bool = False
    forwarded_on: date | None = None


@dataclass(frozen=True)
class GuestFact:
    name: str
    title: str
    superior: bool
    """Sent by the superior committee?"""


@dataclass(frozen=True)
class VoteFact:
    question: str
    matter: str
    """``ordinary``, ``admission`` or ``recognition``: decides the threshold."""
    agreed: int
    against: int
    abstained: int


@dataclass(frozen=True)
class TaskReportFact:
    on: date
    text: str
    finished: bool


@dataclass(frozen=True)
class TaskFact:
    key: str
    owner: str
    text: str
    measure: str
    deadline: date
    source: str
    """The sentence of the conclusion the task comes from."""
    reports: tuple[TaskReportFact, ...]
    outcome: Outcome
    settled_on: date | None
    """The meeting at which the cell settled it; ``None`` while open."""
    comment: str = ""
    """Why it was dropped."""


@dataclass(frozen=True)
class Judgement:
    """What people gave on a line of the score sheet that no evidence fills, and why."""

    line: str
    points: int
    reason: str = ""


@dataclass(frozen=True)
class RemedyFact:
    """What the cell will do about a criterion, should one of its lines turn out low."""

    criterion: str
    text: str


@dataclass(frozen=True)
class MeetingFact:
    key: str
    cell: str
    month: date
    """The first day of its month."""
    day_rule_on: date
    """The day the rule or the cell's habit gives."""
    planned_on: date
    reason: str
    """Why it moved off that day, or why it was not held; empty otherwise."""
    held: bool
    draft: bool
    starts: time
    minutes: int
    place: str
    topic: str
    """What the thematic part was about, where one followed the regular meeting that evening."""
    chair: str
    secretary: str
    guests: tuple[GuestFact, ...]
    premeeting_on: date | None
    notified_on: date | None
    papers_on: date | None
    roll: tuple[RollMark, ...]
    notes: tuple[NoteFact, ...]
    opinions: tuple[OpinionFact, ...]
    votes: tuple[VoteFact, ...]
    conclusion: tuple[str, ...]
    resolution: bool
    """Did the cell issue a resolution, or only a conclusion?"""
    subject: str
    tasks: tuple[TaskFact, ...]
    judgements: tuple[Judgement, ...]
    remedies: tuple[RemedyFact, ...]
    finalised_on: date | None
    reported_on: date | None

    @property
    def confirmed_on(self) -> date | None:
        """When the superior's office confirmed the papers; the latest ones wait for it."""
        if self.reported_on is None or self.month > CONFIRMED_UNTIL:
            return None
        return self.reported_on + timedelta(2)


@dataclass(frozen=True)
class Cast:
    people: tuple[PersonFact, ...]
    memberships: tuple[MembershipFact, ...]
    states: tuple[StateFact, ...]
    offices: tuple[OfficeFact, ...]


@dataclass(frozen=True)
class Story:
    today: date
    units: tuple[UnitFact, ...]
    cast: Cast
    """Everybody of the province's part that is told, in the ward and elsewhere."""
    records: Records
    meetings: tuple[MeetingFact, ...]
