"""The evening as a device takes it along: what the hall needs, and nothing more.

Plain values in plain lists, so that an old device reads them without help. Nothing stands here that
the pages of the evening do not show to the same person.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor
from nenep.kernel import clock
from nenep.meetings.actions.take_roll import ABSENCE_REASONS
from nenep.meetings.models import CriticismNote, Meeting
from nenep.meetings.queries import END_OF_EVENING, ItemView, MeetingPage, OpinionView, RollRow
from nenep.meetings.queries.criticism import criticism_of
from nenep.meetings.steps import kind_name, opinion_choices
from nenep.minutes.models import Amendment
from nenep.people.queries.rosters import RosterLine
from nenep.people.rules.standing import STANDING_NAMES
from nenep.preparation.queries.leaves import reasons_of_leave
from nenep.resolutions.queries import TaskLine, carried_into, resolution_of, tasks_of_meeting
from nenep.room.ballot_forms import MATTERS, METHODS
from nenep.room.bundled_score import score_of
from nenep.room.bundled_votes import failed_before, thresholds_of, vote_rules, votes_of
from nenep.room.queries import bench, measure, units_to_charge
from nenep.room.task_forms import FINDINGS
from nenep.ui.formats import vn_month

FORM = 1
Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]

# Excused absences of this year before this meeting: the longest run, and the one that goes on.
_RUNS = """
select a.person_id, array_agg(a.mark order by m.month)
from meetings_attendance a join meetings_meeting m on m.id = a.meeting_id
where a.unit_id = %s and a.due and m.kind in ('regular', 'combined')
  and a.month >= date_trunc('year', %s::date) and a.month < %s
group by a.person_id having bool_or(a.mark = 'excused')
"""


@dataclass(frozen=True)
class Bundle:
    """The bytes to keep, and a tag that changes with them."""

    body: bytes
    etag: str


def bundle_of(page: MeetingPage, *, reader: Actor) -> Bundle:
    """Everything the evening needs, for who runs it. Some thirty-five queries at most, whatever the
    number of members, items and tasks."""
    said = evening_of(page, reader=reader)
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return Bundle(body, f'"{hashlib.sha256(body).hexdigest()[:24]}"')


def evening_of(page: MeetingPage, *, reader: Actor) -> dict[str, Plain]:
    """The bundle as plain values."""
    meeting = page.meeting
    measured = measure(page)
    leading = bench(meeting, meeting.held_on or meeting.planned_on)
    citation = next((str(t.citation) for _m, t in measured.thresholds if t.citation), "")
    runs, leaves = _runs(meeting), reasons_of_leave(meeting.pk)
    people = [_on_roll(row) for row in page.roll] or [_expected(o) for o in leading.roster]
    for person in people:
        person["runs"] = runs.get(str(person["id"]), [0, 0])
        state, reason = leaves.get(UUID(str(person["id"])), (None, ""))
        person["leave"], person["leave_reason"] = state.value if state else "", reason
    return {
        "form": FORM,
        "me": str(reader.person_id or ""),
        "meeting": _meeting(page, leading.chair_id, leading.secretary_id),
        "people": list(people),
        "items": [_item(item) for item in page.items],
        "opinions": [
            _opinion(o)
            for o in (*page.other_opinions, *(o for i in page.items for o in i.opinions))
        ],
        "votes": votes_of(page),
        "failed": failed_before(meeting),
        "vote_rules": vote_rules(meeting),
        "criticism": [_criticism(line.note) for line in criticism_of(reader, page)],
        "amendments": [_amendment(row) for row in Amendment.objects.filter(meeting=meeting)],
        "guests": [{"name": g.name, "title": g.title, "superior": g.superior} for g in page.guests],
        "carried": [_task(task, meeting) for task in carried_into(meeting)],
        "given": [_task(task, meeting) for task in tasks_of_meeting(meeting.pk)],
        "units": [{"id": str(unit.id), "name": unit.name} for unit in units_to_charge(page)],
        "resolution": _resolution(meeting),
        "thresholds": thresholds_of(measured),
        "threshold_basis": citation,
        "words": {
            "reasons": [[key, name] for key, name in ABSENCE_REASONS.items()],
            "matters": [[key, str(name)] for key, name in MATTERS],
            "methods": [[key, str(name)] for key, name in METHODS],
            "opinions": [[key, str(name)] for key, name in opinion_choices()],
            "findings": [[key, str(name)] for key, name in FINDINGS],
            "standings": {key.value: name for key, name in STANDING_NAMES.items()},
        },
        "score": score_of(meeting),
    }


def _meeting(page: MeetingPage, chair: object, secretary: object) -> dict[str, Plain]:
    meeting = page.meeting
    return {
        "id": str(meeting.pk),
        "unit": page.unit.name,
        "kind": meeting.kind,
        "title": f"{kind_name(meeting.kind)} {vn_month(meeting.month)}",
        "topic": meeting.topic,
        "planned_on": meeting.planned_on.isoformat(),
        "planned_at": f"{meeting.planned_at:%H:%M}",
        "place": meeting.place,
        "held_on": meeting.held_on.isoformat() if meeting.held_on else "",
        "started_at": f"{meeting.started_at:%H:%M}" if meeting.started_at else "",
        "ended_at": f"{meeting.ended_at:%H:%M}" if meeting.ended_at else "",
        "chair": str(chair or ""),
        "secretary": str(secretary or ""),
        "conclusion": meeting.conclusion,
        "declared": any(m.kind == "opened" and m.declared for m in page.milestones),
        "milestones": {m.kind.value: m.on.isoformat() for m in page.milestones},
    }


def _on_roll(row: RollRow) -> dict[str, Plain]:
    return {
        "id": str(row.person_id),
        "name": row.name,
        "standing": row.standing.value,
        "due": row.due,
        "votes": row.votes.value,
        "mark": row.mark.value if row.mark else "",
        "reason": row.reason,
        "late": row.late,
        "left": row.left_early,
        "arrived": f"{row.arrived_at:%H:%M}" if row.arrived_at else "",
        "gone": f"{row.left_at:%H:%M}" if row.left_at else "",
    }


def _expected(line: RosterLine) -> dict[str, Plain]:
    counts = line.counts
    return {
        "id": str(line.person_id),
        "name": line.full_name,
        "standing": counts.standing.value,
        "due": counts.due,
        "votes": counts.votes.value,
        "mark": "",
        "reason": "",
        "late": False,
        "left": False,
        "arrived": "",
        "gone": "",
    }


def _item(item: ItemView) -> dict[str, Plain]:
    row = item.row
    return {
        "id": str(row.pk),
        "code": row.code,
        "title": row.title,
        "minutes": row.minutes_planned,
        "spent": row.minutes_spent,
        "basis": row.basis,
        "note": row.note,
        "done": row.finished_at is not None,
        "skipped": row.skipped_reason,
        "later": row.code in END_OF_EVENING,
    }


def _opinion(said: OpinionView) -> dict[str, Plain]:
    row = said.row
    return {
        "id": str(row.pk),
        "item": str(row.item_id) if row.item_id else "",
        "person": str(row.person_id) if row.person_id else "",
        "kind": row.kind,
        "text": row.text,
        "minority": row.minority,
        "needs_answer": row.needs_answer,
    }


def _criticism(note: CriticismNote) -> dict[str, Plain]:
    return {
        "id": str(note.pk),
        "person": str(note.person_id),
        "kind": note.kind,
        "text": note.text,
    }


def _amendment(row: Amendment) -> dict[str, Plain]:
    return {
        "part": row.part,
        "id": str(row.item_id or row.opinion_id or row.meeting_id),
        "before": row.before,
        "after": row.after,
        "asked_by": str(row.asked_by_id) if row.asked_by_id else "",
    }


def _task(task: TaskLine, meeting: Meeting) -> dict[str, Plain]:
    found = task.outcome_at(meeting.pk)
    report = task.last_report
    return {
        "id": str(task.id),
        "title": task.title,
        "owner": task.owner_name,
        "person": str(task.owner_person_id) if task.owner_person_id else "",
        "unit": str(task.owner_unit_id) if task.owner_unit_id else "",
        "due_on": task.due_on.isoformat(),
        "measure": task.measure,
        "source_sentence": task.source_sentence,
        "days_late": task.days_late,
        "report": report.text if report else "",
        "kind": found.kind.value if found else "",
        "comment": found.comment if found else "",
    }


def _resolution(meeting: Meeting) -> dict[str, Plain]:
    paper = resolution_of(meeting.pk)
    if paper is None:
        return {"kind": "", "subject": f"về nhiệm vụ {vn_month(meeting.month)}", "vote": ""}
    vote = str(paper.vote_id) if paper.vote_id else ""
    return {"kind": paper.kind, "subject": paper.subject, "vote": vote}


def _runs(meeting: Meeting) -> Mapping[str, list[Plain]]:
    first: date = meeting.month
    with connection.cursor() as cursor:
        cursor.execute(_RUNS, [meeting.unit_id, first, first])
        return {str(person): _run(marks) for person, marks in cursor.fetchall()}


def _run(marks: list[str]) -> list[Plain]:
    longest = going = 0
    for mark in marks:
        going = going + 1 if mark == "excused" else 0
        longest = max(longest, going)
    return [longest, going]


def taken_at() -> str:
    """The server's moment, for the device to set its clock against."""
    return clock.now().isoformat()
