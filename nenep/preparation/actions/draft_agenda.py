"""The agenda of an evening drafted from every source: the rulebook, open tasks, opinions, and
what runs out among the members."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.meetings.actions.agenda import AgendaLine, set_agenda
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.queries import END_OF_EVENING, rule_path, unanswered_opinions
from nenep.meetings.rules.agenda_draft import Draft, Entry
from nenep.meetings.rules.agenda_draft import draft_agenda as drafted
from nenep.petitions.queries import returned_to
from nenep.preparation.queries.drafts import LOOKING_AHEAD, matters_on, task_entries
from nenep.resolutions.queries import TaskLine, carried_into
from nenep.resolutions.queries.between import charges_open_on
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.agendas import MeetingKind
from nenep.rulebook.rules.engine import NoRuleKnown
from nenep.structure.queries.units import unit_on


@transaction.atomic
def draft_agenda(*, actor: Actor, meeting_id: UUID) -> Sequence[AgendaItem]:
    """Write the agenda the rules ask for; items typed by hand stay, before the end of the evening.

    Minutes grow with the open tasks and the opinions waiting for an answer. Drafting again undoes
    changed titles of prescribed items and nothing else; the same draft changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
        Refused: the meeting has been opened.
        NoRuleKnown: no content is known for that kind of meeting on that day.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.PREPARE_MEETING, when=When.PREPARING)
    present = list(AgendaItem.objects.filter(meeting=door.meeting))
    draft = _draft(actor, door.meeting)
    lines = [AgendaLine(i.code, i.title, i.minutes, i.basis[:400]) for i in draft.items]
    typed = [
        AgendaLine(i.code, i.title, i.minutes_planned, i.basis, i.source, i.source_id)
        for i in present
        if i.source == "typed"
    ]
    return set_agenda(actor=actor, meeting_id=meeting_id, items=_with_typed(lines, typed))


def draft_if_known(actor: Actor, meeting: Meeting) -> None:
    """Draft the agenda of a meeting that has none yet. Where no rule says what such a meeting
    contains (a month of long ago, a group's or a committee's), its agenda is typed by hand."""
    if not AgendaItem.objects.filter(meeting=meeting).exists():
        with suppress(NoRuleKnown):
            draft_agenda(actor=actor, meeting_id=meeting.pk)


def _draft(actor: Actor, meeting: Meeting) -> Draft:
    on, kind = meeting.planned_on, MeetingKind(meeting.kind)
    unit = unit_on(meeting.unit_id, on)
    return drafted(
        rules_in_force(),
        kind,
        on=on,
        cell_type=unit.cell_type,
        unit_path=rule_path(meeting.unit_id, on),
        topic=meeting.topic,
        tasks=task_entries(_tasks(meeting)),
        opinions=_opinions(meeting),
        matters=matters_on(actor, meeting.unit_id, on) if kind in LOOKING_AHEAD else (),
        planned_minutes=meeting.series.planned_minutes if meeting.series else None,
    )


def _tasks(meeting: Meeting) -> list[TaskLine]:
    """The cell's own open tasks and what its superior gave it."""
    return [*carried_into(meeting), *charges_open_on(meeting.unit_id, meeting.planned_on)]


def _opinions(meeting: Meeting) -> list[Entry]:
    """Opinions that wait for an answer, and the answers from above that the cell is to hear."""
    returned = {line.row.opinion_id: line for line in returned_to(meeting.unit_id)}
    entries = []
    for said in unanswered_opinions(meeting.unit_id, meeting.planned_on):
        line = returned.get(said.row.pk)
        if line is None:
            entries.append(Entry("opinion", said.row.pk, said.row.text))
        else:
            title = f"{line.to_name} trả lời: {said.row.text}"
            entries.append(Entry("forwarded_opinion", line.row.pk, title))
    return entries


def _with_typed(lines: list[AgendaLine], typed: list[AgendaLine]) -> list[AgendaLine]:
    ending = [line for line in lines if line.code in END_OF_EVENING]
    return [*(line for line in lines if line.code not in END_OF_EVENING), *typed, *ending]
