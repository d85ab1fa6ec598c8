"""What is known of one evening when it is scored: six queries, whatever its size."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from nenep.meetings.models import Meeting
from nenep.meetings.queries import minutes_between
from nenep.meetings.rules.agenda_draft import least_minutes
from nenep.meetings.rules.kinds import REGULAR_KINDS
from nenep.meetings.rules.roll import Mark, longest_excused_run
from nenep.resolutions.queries import implementation_for
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.agendas import AgendaItemRule, ItemKind, MeetingKind
from nenep.rulebook.rules.engine import NoRuleKnown, Rulebook
from nenep.rulebook.rules.sheets import ScoreSheetTemplate
from nenep.scoring.rules.facts import Facts

THEMATIC_KINDS = (MeetingKind.THEMATIC.value, MeetingKind.COMBINED.value)
IDEOLOGY = frozenset({ItemKind.IDEOLOGY, ItemKind.SELF_CRITICISM})
_TEMPLATES_OF: Mapping[str, tuple[MeetingKind, ...]] = {
    "regular": (MeetingKind.REGULAR,),
    "thematic": (MeetingKind.THEMATIC,),
    "combined": (MeetingKind.REGULAR, MeetingKind.THEMATIC),
    "extraordinary": (MeetingKind.REGULAR,),
}

# Speakers are counted for the meeting only and joined to the roll: who spoke is never kept apart.
_EVENING = """
with recursive up(id, height) as (
  select %(unit)s::uuid, 0
  union all
  select p.parent_id, up.height + 1 from structure_placement p join up on p.unit_id = up.id
  where p.during @> %(on)s::date and p.parent_id is not null
), roll as (
  select * from meetings_attendance where month = %(month)s and meeting_id = %(meeting)s
), runs as (
  select array_agg(a.mark order by m.month) as marks
  from meetings_attendance a join meetings_meeting m on m.id = a.meeting_id
  where a.unit_id = %(unit)s and a.due and m.kind = any(%(regular)s)
    and a.month between %(january)s and %(month)s
  group by a.person_id having bool_or(a.mark = 'excused')
)
select json_build_object(
  'path', (select json_agg(id order by height desc) from up),
  'cell_type', (select cell_type from structure_unitkind
    where unit_id = %(unit)s and during @> %(on)s::date),
  'milestones', (select coalesce(json_object_agg(kind, "on"), '{}'::json)
    from meetings_milestone where meeting_id = %(meeting)s),
  'items', (select coalesce(json_agg(json_build_object('code', code, 'spent', minutes_spent,
      'noted', note <> '')), '[]'::json)
    from meetings_agendaitem where meeting_id = %(meeting)s),
  'members', (select count(*) from roll),
  'due', (select count(*) from roll where due),
  'present', (select count(*) from roll where due and mark = 'present'),
  'excused', (select count(*) from roll where due and mark = 'excused'),
  'unexcused', (select count(*) from roll where due and mark = 'unexcused'),
  'speakers', (select count(distinct o.person_id) from meetings_opinion o
    join roll r on r.person_id = o.person_id and r.due and r.mark = 'present'
    where o.meeting_id = %(meeting)s),
  'runs', (select coalesce(json_agg(marks), '[]'::json) from runs),
  'committee', exists (select from people_officeterm where unit_id = %(unit)s
    and office in ('deputy_cell_secretary', 'cell_committee_member')
    and during @> %(on)s::date),
  'topic_held', exists (select from meetings_meeting where unit_id = %(unit)s
    and month = %(month)s and kind = any(%(thematic)s) and held_on is not null))
"""


@dataclass(frozen=True)
class Item:
    """One item of the agenda as the evidence needs it."""

    code: str
    spent: int | None
    noted: bool


@dataclass(frozen=True)
class Evening:
    """The record of the evening as one row."""

    path: tuple[UUID, ...]
    cell_type: str
    milestones: Mapping[str, date]
    items: tuple[Item, ...]
    members: int
    due: int
    present: int
    excused: int
    unexcused: int
    speakers: int
    longest_run: int
    has_committee: bool
    topic_held: bool


@dataclass(frozen=True)
class Gathered:
    """Everything a sheet is proposed from. ``template`` is the form in force on the day ``on``."""

    on: date
    rulebook: Rulebook
    template: ScoreSheetTemplate
    evening: Evening
    facts: Facts


def gather(meeting: Meeting, *, on: date | None = None) -> Gathered:
    """The facts of the meeting. Six queries.

    ``on`` is the day from which a deadline is looked at; without it nothing is overdue yet: the
    cell never votes on what has not happened.

    Raises:
        NoRuleKnown: no score sheet is known for that day.
    """
    evening = evening_of(meeting)
    rulebook = rules_in_force()
    template = rulebook.score_sheet(
        on=day_of(meeting), cell_type=evening.cell_type, unit_path=evening.path
    )
    facts = _facts(meeting, evening, rulebook, on)
    return Gathered(day_of(meeting), rulebook, template, evening, facts)


def gather_form(meeting: Meeting, code: str) -> Gathered:
    """The form with that code and no facts: enough to read a sheet that was confirmed on it. Two
    queries.

    Raises:
        NoRuleKnown: neither that form nor another one of that day is known any more.
    """
    evening = evening_of(meeting)
    rulebook = rules_in_force()
    on = day_of(meeting)
    template = next((form for form in rulebook.sheets if form.code == code), None)
    if template is None:
        template = rulebook.score_sheet(on=on, cell_type=evening.cell_type, unit_path=evening.path)
    return Gathered(on, rulebook, template, evening, Facts())


def evening_of(meeting: Meeting) -> Evening:
    """The record of the evening. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _EVENING,
            {
                "unit": meeting.unit_id,
                "meeting": meeting.pk,
                "month": meeting.month,
                "january": meeting.month.replace(month=1),
                "on": day_of(meeting),
                "regular": list(REGULAR_KINDS),
                "thematic": list(THEMATIC_KINDS),
            },
        )
        (row,) = cursor.fetchone()
    read = json.loads(row) if isinstance(row, str) else row
    return Evening(
        path=tuple(UUID(unit) for unit in read["path"]),
        cell_type=read["cell_type"] or "",
        milestones={kind: date.fromisoformat(day) for kind, day in read["milestones"].items()},
        items=tuple(Item(i["code"], i["spent"], i["noted"]) for i in read["items"]),
        members=read["members"],
        due=read["due"],
        present=read["present"],
        excused=read["excused"],
        unexcused=read["unexcused"],
        speakers=read["speakers"],
        longest_run=max((_run(marks) for marks in read["runs"]), default=0),
        has_committee=read["committee"],
        topic_held=read["topic_held"],
    )


def item_rules(
    rulebook: Rulebook, kind: str, *, on: date, cell_type: str, unit_path: Sequence[UUID]
) -> dict[str, AgendaItemRule]:
    """What the codes of a meeting's agenda stand for on that day, by code.

    A code of another edition (an agenda drafted before a change) is still understood; what a
    person typed has no code here.
    """
    known = {item.code: item for template in rulebook.agendas for item in template.items}
    for meeting_kind in reversed(_TEMPLATES_OF.get(kind, ())):
        try:
            template = rulebook.agenda(
                meeting_kind, on=on, cell_type=cell_type, unit_path=unit_path
            )
        except NoRuleKnown:
            continue
        known |= {item.code: item for item in template.items}
    return known


def day_of(meeting: Meeting) -> date:
    """The day whose rules hold: when it was held, or is planned."""
    return meeting.held_on or meeting.planned_on


def _facts(meeting: Meeting, evening: Evening, rulebook: Rulebook, on: date | None) -> Facts:
    held = day_of(meeting)
    done = evening.milestones
    work = implementation_for(meeting)
    reported = done.get("reported")
    return Facts(
        minutes=minutes_between(meeting.started_at, meeting.ended_at),
        least_minutes=_least_minutes(meeting, evening, rulebook),
        members=evening.members,
        due=evening.due,
        present=evening.present,
        excused=evening.excused,
        unexcused=evening.unexcused,
        longest_excused_run=evening.longest_run,
        has_committee=evening.has_committee,
        premeeting_with_minutes=_by(done.get("agreed"), held),
        # The notice is one step for both: members, and the superior who follows the cell.
        members_notified=_by(done.get("notified"), held),
        superior_notified=_by(done.get("notified"), held),
        papers_lead_days=(held - done["papers_out"]).days if "papers_out" in done else None,
        thematic=meeting.kind in THEMATIC_KINDS or evening.topic_held,
        speakers=evening.speakers,
        minutes_taken=meeting.secretary_id is not None and any(i.noted for i in evening.items),
        ideology_minutes=_ideology_minutes(meeting, evening, rulebook),
        tasks_due=work.due,
        tasks_done=len(work.done),
        concluded=bool(meeting.conclusion.strip()),
        adopted=True if "adopted" in done else None,
        finalised_after_days=(reported - held).days if reported else None,
        deadline_passed=on is not None and _is_overdue(held, on, evening, rulebook),
    )


def _least_minutes(meeting: Meeting, evening: Evening, rulebook: Rulebook) -> int | None:
    if meeting.kind not in REGULAR_KINDS:
        return None
    kind = MeetingKind(meeting.kind)
    ruling = least_minutes(rulebook, kind, on=day_of(meeting), unit_path=evening.path)
    return ruling.whole if ruling else None


def _ideology_minutes(meeting: Meeting, evening: Evening, rulebook: Rulebook) -> int | None:
    rules = item_rules(
        rulebook,
        meeting.kind,
        on=day_of(meeting),
        cell_type=evening.cell_type,
        unit_path=evening.path,
    )
    spent = [
        item.spent
        for item in evening.items
        if item.spent is not None and item.code in rules and rules[item.code].kind in IDEOLOGY
    ]
    return sum(spent) if spent else None


def _is_overdue(held: date, on: date, evening: Evening, rulebook: Rulebook) -> bool:
    ruling = rulebook.find("meeting.finalise_days", on=held, unit_path=evening.path)
    return ruling is not None and on > held + timedelta(days=ruling.whole)


def _by(happened: date | None, held: date) -> bool:
    return happened is not None and happened <= held


def _run(marks: Sequence[str]) -> int:
    return longest_excused_run([Mark(mark) if mark else None for mark in marks])
