"""The meetings of a Party group or of a committee in words and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.meetings.queries import MeetingLine, meetings_of
from nenep.meetings.rules.kinds import kinds_for
from nenep.meetings.rules.stages import STAGE_NAMES
from nenep.meetings.steps import NextAct, kind_name, next_act, page_of
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class SittingLine:
    """One meeting of the list; ``act`` is empty for who only reads."""

    line: MeetingLine
    word: str
    url: str
    act: NextAct | None


@dataclass(frozen=True)
class SittingsPage:
    """Everything ``preparation/unit_meetings.html`` reads. ``kind`` is empty for a cell, whose
    meetings are planned on their own page, and for a unit that holds none here."""

    unit: UnitView
    kind: str
    name: str
    lines: Sequence[SittingLine]
    plans: bool


def sittings_page(actor: Actor, unit: UnitView) -> SittingsPage:
    """The last meetings of the unit. Two queries."""
    kinds = () if unit.is_cell else kinds_for(unit.kind)
    kind = kinds[0].value if kinds else ""
    leads = may(actor, Capability.PREPARE_MEETING, unit.id)
    return SittingsPage(
        unit=unit,
        kind=kind,
        name=kind_name(kind or "regular"),
        lines=[_line(line, leads) for line in meetings_of(actor, unit.id)],
        plans=bool(kind) and leads,
    )


def _line(line: MeetingLine, leads: bool) -> SittingLine:
    meeting = line.meeting
    return SittingLine(
        line=line,
        word=STAGE_NAMES[line.stage],
        url=page_of("meeting", meeting.pk),
        act=next_act(line.stage, meeting.pk, meeting.kind) if leads else None,
    )
