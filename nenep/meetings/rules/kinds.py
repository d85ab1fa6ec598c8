"""The kinds of meeting: who holds them, who is on the roll, which steps they do not have.

A cell meets every month (regular, or combined with a topic), by topics and when something urgent
calls for it; its committee (chi ủy) meets before to prepare; a Party group and a grassroots
committee meet on their own. Only the cell's meetings are scored, sealed as the cell's papers and
reported; what a group or a committee adopts stays as it was adopted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nenep.access.rules import Office
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.rules.stages import Milestone
from nenep.rulebook.rules.agendas import MeetingKind as Kind
from nenep.structure.rules.units import CELL_KINDS
from nenep.structure.rules.units import Kind as UnitKind

__all__ = ["CELL_MEETINGS", "KINDS", "REGULAR_KINDS", "TOPICAL_KINDS", "Kind", "Roll", "rule_of"]


class Roll(StrEnum):
    """Whose roll is laid out: the cell's, its committee's, or that of who sits in the unit."""

    CELL = "cell"
    CELL_COMMITTEE = "cell_committee"
    SITTING = "sitting"


@dataclass(frozen=True)
class KindRule:
    """What is settled for one kind. ``without``: milestones it cannot have. ``chair``: the office
    that usually chairs."""

    units: frozenset[str]
    roll: Roll
    chair: Office
    without: frozenset[Milestone] = frozenset()


_CELLS = frozenset(CELL_KINDS)
_M = Milestone
# Adopted is the last word where nothing is sealed or sent.
_UNSEALED = frozenset({_M.AGREED, _M.SCORED, _M.FINALISED, _M.REPORTED, _M.CONFIRMED, _M.CORRECTED})
_OF_A_CELL = KindRule(_CELLS, Roll.CELL, Office.CELL_SECRETARY)

KINDS: Mapping[Kind, KindRule] = {
    Kind.REGULAR: _OF_A_CELL,
    Kind.THEMATIC: _OF_A_CELL,
    Kind.COMBINED: _OF_A_CELL,
    Kind.EXTRAORDINARY: _OF_A_CELL,
    Kind.CELL_COMMITTEE: KindRule(
        _CELLS,
        Roll.CELL_COMMITTEE,
        Office.CELL_SECRETARY,
        frozenset({_M.AGREED, _M.SCORED, _M.REPORTED, _M.CONFIRMED}),
    ),
    Kind.PARTY_GROUP: KindRule(
        frozenset({UnitKind.GROUP.value}), Roll.SITTING, Office.PARTY_GROUP_LEADER, _UNSEALED
    ),
    Kind.PARTY_COMMITTEE: KindRule(
        frozenset(
            {UnitKind.COMMUNE.value, UnitKind.GRASSROOTS.value, UnitKind.SECTIONAL.value}
            | {UnitKind.UPPER.value}
        ),
        Roll.SITTING,
        Office.COMMITTEE_SECRETARY,
        _UNSEALED,
    ),
}

# One a month: the regular meeting, with or without a topic.
REGULAR_KINDS = (Kind.REGULAR.value, Kind.COMBINED.value)
# With a topic, a presenter and self-reference.
TOPICAL_KINDS = (Kind.THEMATIC.value, Kind.COMBINED.value)
# Of the whole cell; the others prepare them or stand apart.
CELL_MEETINGS = tuple(kind.value for kind, rule in KINDS.items() if rule.roll is Roll.CELL)


def rule_of(kind: str) -> KindRule:
    """What is settled for the kind; raises ``ValueError`` for an unknown one."""
    return KINDS[Kind(kind)]


def kinds_for(unit_kind: str) -> tuple[Kind, ...]:
    """The kinds a unit of that kind may hold, in the order in which a form offers them."""
    return tuple(kind for kind, rule in KINDS.items() if unit_kind in rule.units)


def is_sealed(kind: str, milestones: frozenset[Milestone]) -> bool:
    """Can nothing be changed any more: sealed, or adopted where nothing is ever sealed?"""
    last = _M.ADOPTED if _M.FINALISED in rule_of(kind).without else _M.FINALISED
    return last in milestones


def must_be_holdable(kind: str, unit_kind: str) -> None:
    """Refuse a kind nobody knows, or one this unit does not hold."""
    if kind not in {known.value for known in Kind}:
        raise Invalid("Không có loại sinh hoạt này.", field="kind")
    if unit_kind not in rule_of(kind).units:
        raise Refused(
            "Đơn vị này không họp loại cuộc họp này: chi ủy họp ở chi bộ, tổ đảng họp ở tổ đảng, "
            "cấp ủy họp ở đảng bộ. Chưa lập cuộc họp nào."
        )
