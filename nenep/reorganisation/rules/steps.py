"""The steps of a plan as an office writes them: nothing is looked up yet.

A unit is named by its 14-digit code on the effective date, or by the ``key`` that a ``found`` step
of the same plan gives it. All steps take effect on the same day; their order is for the reader.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from nenep.kernel.partial_dates import UNKNOWN, PartialDate

UnitRef: TypeAlias = str
OWN_HABIT = ""


@dataclass(frozen=True)
class PersonRef:
    """A member, by card number or by full name and birth date (as far as it is known); chosen on
    screen, by ``id``."""

    card: str = ""
    name: str = ""
    born: PartialDate = UNKNOWN
    id: str = ""

    def __str__(self) -> str:
        if self.id:
            return f"đ/c {self.name}"
        if self.card:
            return f"thẻ {self.card}"
        return f"{self.name} ({self.born})" if self.born.known else self.name


@dataclass(frozen=True)
class Found:
    """A new unit under ``under``; ``code`` may be one that becomes free in the same plan."""

    key: str
    name: str
    kind: str
    under: UnitRef
    code: str = ""
    short: str = ""
    cell_type: str = ""


@dataclass(frozen=True)
class Merge:
    """Units end and everything they had goes to ``into``, which may be one of them.

    ``series`` names the unit whose meeting habit ``into`` takes; empty: it keeps its own.
    """

    units: tuple[UnitRef, ...]
    into: UnitRef
    series: UnitRef = OWN_HABIT


@dataclass(frozen=True)
class Part:
    """Where some members (and subordinate units) of a split unit go; ``rest``: all others."""

    unit: UnitRef
    members: tuple[PersonRef, ...] = ()
    units: tuple[UnitRef, ...] = ()
    rest: bool = False


@dataclass(frozen=True)
class Split:
    """A unit is divided. It lives on when it is one of the parts; otherwise it ends, and
    ``records`` (else the part with the rest) keeps what it wrote."""

    unit: UnitRef
    parts: tuple[Part, ...]
    records: UnitRef = ""


@dataclass(frozen=True)
class Move:
    """The unit stands under another superior."""

    unit: UnitRef
    under: UnitRef


@dataclass(frozen=True)
class Rename:
    unit: UnitRef
    name: str
    short: str = ""


@dataclass(frozen=True)
class Recode:
    unit: UnitRef
    code: str


@dataclass(frozen=True)
class ChangeKind:
    """The unit becomes another kind (or type of cell)."""

    unit: UnitRef
    kind: str
    cell_type: str = ""


@dataclass(frozen=True)
class Dissolve:
    """The unit ends; ``successor`` keeps its records. Members whom no other step places go to
    ``members_to``; without it each of them must be placed."""

    unit: UnitRef
    successor: UnitRef
    members_to: UnitRef = ""


@dataclass(frozen=True)
class MoveMembers:
    """Members of one unit go to another; ``rest``: all whom no other step places."""

    source: UnitRef
    target: UnitRef
    members: tuple[PersonRef, ...] = ()
    rest: bool = False


Act: TypeAlias = (
    Found | Merge | Split | Move | Rename | Recode | ChangeKind | Dissolve | MoveMembers
)


@dataclass(frozen=True)
class Step:
    """One act with the place in the file where it was written ("dòng 12"); "" when built on
    screen."""

    act: Act
    where: str = ""


@dataclass(frozen=True)
class PlanText:
    """A plan as written, before anything is looked up."""

    title: str
    decision: str
    decided_on: date | None
    effective_on: date
    steps: tuple[Step, ...]


STEP_NAMES: dict[str, str] = {
    "found": "Thành lập",
    "merge": "Sáp nhập",
    "split": "Chia tách",
    "move": "Chuyển cấp trên trực tiếp",
    "rename": "Đổi tên",
    "recode": "Đổi mã",
    "change_kind": "Đổi loại hình",
    "dissolve": "Giải thể",
    "move_members": "Chuyển đảng viên",
}
KINDS: dict[type[object], str] = {
    Found: "found",
    Merge: "merge",
    Split: "split",
    Move: "move",
    Rename: "rename",
    Recode: "recode",
    ChangeKind: "change_kind",
    Dissolve: "dissolve",
    MoveMembers: "move_members",
}


def kind_of(act: Act) -> str:
    """The word of the format for this act."""
    return KINDS[type(act)]


def named_in(act: Act) -> tuple[UnitRef, ...]:
    """Every unit the act names, each once, empty references left out."""
    names: list[UnitRef] = []
    match act:
        case Found():
            names = [act.under]
        case Merge():
            names = [*act.units, act.into, act.series]
        case Split():
            parts = [name for part in act.parts for name in (part.unit, *part.units)]
            names = [act.unit, *parts, act.records]
        case Move():
            names = [act.unit, act.under]
        case Dissolve():
            names = [act.unit, act.successor, act.members_to]
        case MoveMembers():
            names = [act.source, act.target]
        case Rename() | Recode() | ChangeKind():
            names = [act.unit]
    return tuple(dict.fromkeys(name for name in names if name))


def changed_in(act: Act) -> tuple[UnitRef, ...]:
    """The units that the act changes or that members leave: their superior rearranges them."""
    match act:
        case Found():
            return ()
        case Merge():
            return act.units
        case MoveMembers():
            return (act.source,)
        case Split():
            return (act.unit, *(name for part in act.parts for name in part.units))
        case Move() | Rename() | Recode() | ChangeKind() | Dissolve():
            return (act.unit,)
