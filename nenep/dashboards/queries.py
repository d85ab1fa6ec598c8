"""Reads of roll-ups. A page costs the same in a ward and in the nation: rows by unit and month."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from nenep.access.rules import Actor
from nenep.dashboards.models import UnitMonth
from nenep.dashboards.rules import BAND_NAMES, Figures, VillageMonth, shifted
from nenep.kernel.working_days import working_days_between
from nenep.meetings.models import Attendance, Meeting, Milestone, Opinion
from nenep.meetings.queries import rule_path
from nenep.meetings.rules.day_rule import meeting_day
from nenep.people.queries.rosters import RosterLine, roster_on
from nenep.people.rules.standing import Standing
from nenep.resolutions.queries import implementation_for
from nenep.rulebook.queries import rules_in_force
from nenep.scoring.models import ScoreSheet
from nenep.structure.queries.units import unit_on

_NAMES = [f.name for f in fields(Figures)]


def figures_of(
    actor: Actor, unit_ids: Collection[UUID], *, since: date, until: date
) -> Mapping[UUID, Mapping[date, Figures]]:
    """Months from ``since`` to ``until`` (first days) of several units, by unit and month.

    One query; the row policy leaves out what lies outside the actor's reach. A committee under
    which no cell had begun has no figures of that month, only villages.
    """
    del actor  # the reach of the transaction is the actor's; rows outside it do not exist
    found: dict[UUID, dict[date, Figures]] = defaultdict(dict)
    rows = UnitMonth.objects.filter(
        unit_id__in=unit_ids, month__gte=since, month__lte=until, cells__gt=0
    )
    for row in rows.values(*_NAMES):
        found[row["unit_id"]][row["month"]] = Figures(**row)
    return found


def village_months(
    actor: Actor, unit_ids: Collection[UUID], *, since: date, until: date
) -> Mapping[UUID, Mapping[date, VillageMonth]]:
    """How the villages of several units stood, by unit and month; months before a register was kept
    are not there. One query, inside the actor's reach."""
    del actor
    found: dict[UUID, dict[date, VillageMonth]] = defaultdict(dict)
    rows = UnitMonth.objects.filter(
        unit_id__in=unit_ids, month__gte=since, month__lte=until, localities__gt=0
    )
    for row in rows:
        found[row.unit_id][row.month] = VillageMonth(
            row.localities, row.localities_without_members, row.localities_without_cell
        )
    return found


def cell_figures(unit_id: UUID, month: date, *, day: date) -> Mapping[str, object] | None:
    """A cell's month from its records, as columns of :class:`UnitMonth`; None before any member.

    ``day`` is the day whose roll counts when no meeting was held. Constant queries.
    """
    meetings = list(Meeting.objects.filter(unit_id=unit_id, month=month).select_related("series"))
    happened = _happened(meetings)
    closed = [m for m in meetings if "closed" in happened[m.pk]]
    regular = next((m for m in closed if m.kind in ("regular", "combined")), None)
    roll_day = regular.held_on if regular and regular.held_on else day
    roster = roster_on(unit_id, roll_day)
    if not roster:
        return None
    figures: dict[str, object] = dict.fromkeys(COUNTED, 0)
    figures |= _members(roster)
    figures |= _opinions(unit_id, month, day)
    figures["thematic"] = sum(m.kind in ("thematic", "combined") for m in closed)
    figures["held_on"] = None
    figures["planned_on"] = None if regular else _planned_on(meetings)
    if regular is not None:
        figures |= _held(regular, happened[regular.pk])
        figures |= _attended(regular) | _worked(regular)
        figures |= _scored(regular)
    return figures


def _planned_on(meetings: Sequence[Meeting]) -> date | None:
    days = [m.planned_on for m in meetings if m.kind in ("regular", "combined")]
    return min(days, default=None)


COUNTED = (
    *("met", "met_on_rule_day", "thematic", "minutes_lasted"),
    *("due", "present", "excused", "unexcused"),
    *("papers_on_time", "reported_on_time", "finalised"),
    *("tasks_due", "tasks_done", "tasks_late"),
    *("opinions", "opinions_open", "opinions_overdue"),
    *("scored", "score_total", "good", "fair", "average", "poor"),
)
"""Columns of a cell's month that are nought until a record says otherwise."""


def _happened(meetings: Sequence[Meeting]) -> Mapping[UUID, Mapping[str, date]]:
    days: dict[UUID, dict[str, date]] = {meeting.pk: {} for meeting in meetings}
    for milestone in Milestone.objects.filter(meeting__in=meetings):
        days[milestone.meeting_id][milestone.kind] = milestone.on
    return days


def _members(roster: Sequence[RosterLine]) -> dict[str, int]:
    """Members of the cell by the statistics base; the hosted are counted at home."""
    own = [line.counts for line in roster if line.reckoning.member]
    return {
        "cells": 1,
        "members": len(own),
        "official": sum(1 for counts in own if counts.official),
        "probationary": sum(1 for counts in own if not counts.official),
        "exempt": sum(1 for counts in own if counts.standing is Standing.EXEMPT),
    }


def _held(meeting: Meeting, happened: Mapping[str, date]) -> dict[str, object]:
    rules = rules_in_force()
    held = meeting.held_on or meeting.planned_on
    lead = rules.find("meeting.documents_lead_days", on=held)
    within = rules.find("meeting.finalise_days", on=held)
    papers_out, reported = happened.get("papers_out"), happened.get("reported")
    return {
        "met": 1,
        "met_on_rule_day": int(held == _ruled_day(meeting, held)),
        "held_on": held,
        "minutes_lasted": _lasted(meeting),
        "papers_on_time": int(
            papers_out is not None and lead is not None and (held - papers_out).days >= lead.whole
        ),
        "reported_on_time": int(
            reported is not None and within is not None and (reported - held).days <= within.whole
        ),
        "finalised": int("finalised" in happened),
    }


def _ruled_day(meeting: Meeting, on: date) -> date | None:
    """The day the rulebook gives this cell for the month; None where it leaves the cell free."""
    return meeting_day(
        rules_in_force(),
        meeting.month,
        cell_type=unit_on(meeting.unit_id, on).cell_type,
        unit_path=rule_path(meeting.unit_id, on),
        usual_day=meeting.series.usual_day if meeting.series else None,
    ).day


def _lasted(meeting: Meeting) -> int:
    """Minutes from opening to closing; an evening may end after midnight."""
    if meeting.started_at is None or meeting.ended_at is None:
        return 0
    begun = meeting.started_at.hour * 60 + meeting.started_at.minute
    ended = meeting.ended_at.hour * 60 + meeting.ended_at.minute
    return (ended - begun) % (24 * 60)


def _attended(meeting: Meeting) -> dict[str, int]:
    """Of those due only: a present exempt member stands in the minutes, not in the ratio."""
    marks = Attendance.objects.filter(month=meeting.month, meeting=meeting, due=True)
    counted = dict(marks.values_list("mark").annotate(n=Count("id")))
    told = {mark: counted.get(mark, 0) for mark in ("present", "excused", "unexcused")}
    return {"due": sum(counted.values()), **told}


def _worked(meeting: Meeting) -> dict[str, int]:
    rate = implementation_for(meeting)
    return {"tasks_due": rate.due, "tasks_done": len(rate.done), "tasks_late": len(rate.late)}


def _scored(meeting: Meeting) -> dict[str, object]:
    sheet = ScoreSheet.objects.filter(meeting=meeting, confirmed_on__isnull=False).first()
    if sheet is None or sheet.score is None:
        return {}
    in_band = {sheet.band: 1} if sheet.band in BAND_NAMES else {}
    return {"scored": 1, "score_total": sheet.score, **in_band}


def _opinions(unit_id: UUID, month: date, day: date) -> dict[str, int]:
    """Raised in the month; open as of ``day``, from whichever month they come. Overdue are those
    the cell itself owes: once sent up, the answer is the committee's to give."""
    clock_days = rules_in_force().find("clock.reply", on=day)
    waiting = Opinion.objects.filter(
        unit_id=unit_id, needs_answer=True, raised_on__lte=day, raised_on__gt=shifted(month, -24)
    ).filter(Q(answered_on__isnull=True) | Q(answered_on__gt=day))
    raised = list(waiting.values_list("raised_on", "forwarded_on"))
    allowed = clock_days.table["grassroots"] if clock_days else None
    overdue = 0
    if isinstance(allowed, int):
        owed = [on for on, sent in raised if sent is None or sent > day]
        overdue = sum(1 for on in owed if working_days_between(on, day) > allowed)
    return {
        "opinions": Opinion.objects.filter(unit_id=unit_id, meeting__month=month).count(),
        "opinions_open": len(raised),
        "opinions_overdue": overdue,
    }
