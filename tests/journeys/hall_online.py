"""The same evening held online by the actions of the server pages, and an evening told field by
field. Run inside a demo's own settings, in the worker's role (see :mod:`tests.journeys.test_hall`).
"""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.access.scope import enter_account
from nenep.demo.rules import demo_offices
from nenep.documents.rules.canonical import canonical
from nenep.meetings.actions.agenda import add_item
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.actions.confirm_vote import confirm_vote
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.actions.hold_vote import Recused, hold_vote
from nenep.meetings.actions.note import finish_item, skip_item, write_note
from nenep.meetings.actions.note_criticism import note_criticism
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.actions.take_roll import RollMark, take_roll
from nenep.meetings.models import AgendaItem, CriticismNote, Meeting
from nenep.meetings.queries import END_OF_EVENING, meeting_page
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.amend import amend
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.models import Amendment
from nenep.minutes.queries import compose_all
from nenep.minutes.rules.amending import Part
from nenep.people.queries.rosters import roster_on
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.actions.resolve import resolve
from nenep.resolutions.queries import carried_into, resolution_of, tasks_of_meeting
from nenep.room.queries import bench
from nenep.scoring.actions.answer import LineAnswer, answer_lines
from nenep.scoring.actions.confirm import confirm_scores
from nenep.scoring.queries import standing_sheet
from nenep.scoring.rules.sheet import LineState
from tests.journeys import hall

Told = Mapping[str, object]
DAY = date(2026, 11, 23)
MARKS = {"Có lý do": "excused", "Không lý do": "unexcused"}


def run(verb: str, meeting: str) -> None:
    """``hold`` reads what the device decided by its clock (minutes, absences) from stdin."""
    with transaction.atomic():
        actor = enter_account(demo_offices()[0].account_id, using="default")
        assert actor is not None
        if verb == "hold":
            hold(actor, UUID(meeting), json.load(sys.stdin))
        print(json.dumps(tell(actor, UUID(meeting)), ensure_ascii=False, default=str))


def due(meeting: str) -> str:
    """The names of those who are to come, in the order of the roll."""
    with transaction.atomic():
        actor = enter_account(demo_offices()[0].account_id, using="default")
        assert actor is not None
        planned = Meeting.objects.get(pk=meeting)
        roster = roster_on(planned.unit_id, DAY)
        return json.dumps([line.full_name for line in roster if line.counts.due])


def hold(actor: Actor, meeting_id: UUID, decided: Mapping[str, Any]) -> None:
    """The script of :mod:`tests.journeys.hall`, by the actions."""
    meeting = Meeting.objects.get(pk=meeting_id)
    leading = bench(meeting, DAY)
    assert leading.chair_id is not None
    assert leading.secretary_id is not None
    open_meeting(
        actor=actor,
        meeting_id=meeting_id,
        on=DAY,
        at=time.fromisoformat(hall.START),
        chair_id=leading.chair_id,
        secretary_id=leading.secretary_id,
    )
    _roll(actor, meeting_id, decided["absent"])
    named = {row.name: row.person_id for row in meeting_page(actor, meeting_id).roll}
    late, concerned, first, second = (named[name] for name in decided["names"])
    came = RollMark(late, "present", late=True, arrived_at=time.fromisoformat(hall.ARRIVED))
    take_roll(actor=actor, meeting_id=meeting_id, marks=[came])
    name, title = hall.GUEST
    add_guest(actor=actor, meeting_id=meeting_id, name=name, title=title, superior=True)
    for title in (hall.EXTRA, hall.LEFT_OUT):
        add_item(actor=actor, meeting_id=meeting_id, title=title, minutes=5)
    for task in carried_into(Meeting.objects.get(pk=meeting_id)):
        judge_task(actor=actor, task_id=task.id, meeting_id=meeting_id, kind="done")
    _items(actor, meeting_id, decided["spent"])
    people = [row.person_id for row in meeting_page(actor, meeting_id).roll]
    for person, text in zip(people, hall.OPINIONS, strict=False):
        raise_opinion(
            actor=actor, meeting_id=meeting_id, kind="proposal", text=text, person_id=person
        )
    _decide(actor, meeting_id, people[0])
    _ballot(actor, meeting_id, concerned, first, second)
    note_criticism(
        actor=actor,
        meeting_id=meeting_id,
        person_id=late,
        kind="self_criticism",
        text=hall.CRITICISM,
    )
    _end(actor, meeting_id, late)


def tell(actor: Actor, meeting_id: UUID) -> Told:
    """Everything of the evening but ids and the moments of entry."""
    page = meeting_page(actor, meeting_id)
    votes = [*page.other_votes, *(vote for item in page.items for vote in item.votes)]
    sheet = standing_sheet(page.meeting)
    paper = resolution_of(meeting_id)
    documents = compose_all(actor, meeting_id)
    return {
        "held": [page.meeting.held_on, page.meeting.started_at, page.meeting.ended_at],
        "led": [page.chair_name, page.secretary_name],
        "milestones": sorted([m.kind.value, m.on, m.at, m.declared] for m in page.milestones),
        "roll": [
            [r.name, r.standing, r.mark, r.reason, r.late, r.left_early, r.arrived_at]
            for r in page.roll
        ],
        "guests": [[g.name, g.title, g.superior] for g in page.guests],
        "items": [
            [i.row.title, i.row.note, i.row.minutes_spent, i.row.skipped_reason, i.settled]
            for i in page.items
        ],
        "opinions": sorted([o.speaker, o.row.kind, o.row.text] for o in page.other_opinions),
        "votes": sorted(
            [v.question, v.matter, v.method, v.votes_for, v.votes_against, v.abstentions]
            + [v.invalid, v.base, v.passed, v.attempt, v.must_report, v.must_refer]
            + [v.teller_id, v.second_teller_id, v.awaits_confirmation]
            + [[one.person_id, one.reason] for one in v.recusals.all()]
            for v in votes
        ),
        "amended": [
            [a.part, a.before, a.after, a.asked_by_id]
            for a in Amendment.objects.filter(meeting_id=meeting_id)
        ],
        "criticism": [
            [c.person_id, c.kind, c.text, c.revision]
            for c in CriticismNote.objects.filter(meeting_id=meeting_id)
        ],
        "found": [
            [t.title, [(o.kind, o.comment) for o in t.outcomes]] for t in carried_into(page.meeting)
        ],
        "given": [
            [t.title, t.owner_name, t.due_on, t.measure] for t in tasks_of_meeting(meeting_id)
        ],
        "conclusion": page.meeting.conclusion,
        "resolution": [paper.kind, paper.subject, paper.vote.question]
        if paper and paper.vote
        else [],
        "score": [
            [line.code, line.scored.points, line.scored.proposed, line.scored.state]
            for line in sheet.lines
        ],
        "evidence": [
            [line.scored.evidence, line.scored.reason, line.remedy] for line in sheet.lines
        ],
        "total": [sheet.total.points, sheet.total.possible, sheet.total.band.code],
        "papers": {kind: canonical(document) for kind, document in documents.items()},
    }


def _roll(actor: Actor, meeting_id: UUID, absent: Mapping[str, str]) -> None:
    rows = [row for row in meeting_page(actor, meeting_id).roll if row.due]
    marks = [
        RollMark(row.person_id, MARKS.get(absent.get(row.name, ""), "present")) for row in rows
    ]
    take_roll(actor=actor, meeting_id=meeting_id, marks=marks)


def _items(actor: Actor, meeting_id: UUID, spent: Mapping[str, str]) -> None:
    for number, item in enumerate(AgendaItem.objects.filter(meeting_id=meeting_id), start=1):
        if item.code in END_OF_EVENING:
            continue
        if item.title == hall.LEFT_OUT:
            skip_item(actor=actor, item_id=item.pk, reason=hall.WHY)
            continue
        text = hall.NOTE.format(number)
        write_note(actor=actor, item_id=item.pk, text=text, revision=item.revision)
        told = spent.get(item.title)
        minutes = int(told) if told not in (None, "None") else None
        finish_item(actor=actor, item_id=item.pk, minutes_spent=minutes)


def _decide(actor: Actor, meeting_id: UUID, owner: UUID) -> None:
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting_id,
        question=hall.QUESTION,
        votes_for=_present(actor, meeting_id),
        votes_against=0,
        abstentions=0,
    )
    day, month, year = (int(part) for part in hall.DUE.split("/"))
    assign_task(
        actor=actor,
        meeting_id=meeting_id,
        title=hall.TASK,
        due_on=date(year, month, day),
        owner_person_id=owner,
        measure=hall.MEASURE,
    )
    conclude(actor=actor, meeting_id=meeting_id, text=hall.CONCLUSION, revision=0)
    resolve(
        actor=actor,
        meeting_id=meeting_id,
        kind="resolution",
        subject=hall.SUBJECT,
        vote_id=vote.pk,
    )


def _ballot(actor: Actor, meeting_id: UUID, concerned: UUID, first: UUID, second: UUID) -> None:
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting_id,
        question=hall.BALLOT,
        matter="admission",
        method="paper",
        teller_id=first,
        recused=[Recused(concerned, hall.CONCERNED)],
        **hall.COUNTED,
    )
    confirm_vote(
        actor=actor,
        vote_id=vote.pk,
        teller_id=first,
        second_teller_id=second,
        **hall.COUNTED,
    )


def _end(actor: Actor, meeting_id: UUID, asker: UUID) -> None:
    close_meeting(actor=actor, meeting_id=meeting_id, at=time.fromisoformat(hall.END))
    answer_lines(actor=actor, meeting_id=meeting_id, answers=_answers(meeting_id))
    confirm_scores(actor=actor, meeting_id=meeting_id, on=DAY)
    read_back(actor=actor, meeting_id=meeting_id, on=DAY)
    item = AgendaItem.objects.filter(meeting_id=meeting_id).order_by("position")[0]
    amend(
        actor=actor,
        meeting_id=meeting_id,
        part=Part.ITEM,
        part_id=item.pk,
        before=item.note,
        after=hall.AMENDED,
        asked_by=asker,
    )
    votes = _present(actor, meeting_id)
    adopt(
        actor=actor,
        meeting_id=meeting_id,
        votes_for=votes,
        votes_against=0,
        abstentions=0,
        on=DAY,
    )


def _answers(meeting_id: UUID) -> Sequence[LineAnswer]:
    sheet = standing_sheet(Meeting.objects.get(pk=meeting_id))
    return [
        LineAnswer(
            line.code,
            line.scored.max if line.scored.state is LineState.ASKED else None,
            remedy=hall.REMEDY if line.low else "",
        )
        for line in sheet.lines
        if line.scored.state is LineState.ASKED or line.low
    ]


def _present(actor: Actor, meeting_id: UUID) -> int:
    """Members present who may vote."""
    roll = meeting_page(actor, meeting_id).roll
    return sum(row.mark == "present" and row.votes != "never" for row in roll)
