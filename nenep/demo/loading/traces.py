"""A little of what people add around the evenings of the told cell: how members were told, views
of finished work, a file beside a report, an amendment, a correction of a sealed paper."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.files.base import ContentFile

from nenep.access.rules import Actor
from nenep.demo.rules import demo_today, uid
from nenep.demo.story.facts import DUE, MeetingFact, Outcome
from nenep.demo.story.units import MAIN_CELL
from nenep.documents.models import Paper
from nenep.documents.queries import document_of
from nenep.kernel import clock
from nenep.meetings.models import AgendaItem, Meeting
from nenep.minutes.actions.correct import Mistake, correct
from nenep.minutes.models import Amendment
from nenep.minutes.rules.correcting import Ground, passages
from nenep.preparation.models import Telling
from nenep.resolutions.actions.bring_evidence import bring_evidence
from nenep.resolutions.models import TaskReport, TaskReview

_LIST = (
    "Danh sách kèm báo cáo\n\n1. Hộ ông Rmah Hlin: xong\n2. Hộ bà Siu H'Bia: xong\n"
    "3. Hộ anh Ksor Thuận: hẹn tuần sau\n"
)
_SEALED_MONTH = date(2026, 8, 1)


def load_traces(actor: Actor, meetings: Sequence[MeetingFact]) -> int:
    """Of the last three evenings of the told cell; returns how many rows."""
    last = [m for m in meetings if m.cell == MAIN_CELL and m.held][-3:]
    told = [row for m in last for row in _tellings(m)]
    Telling.objects.bulk_create(told)
    reviews = [row for m in last for row in _reviews(m)]
    TaskReview.objects.bulk_create(reviews)
    _bring_a_list(actor)
    return len(told) + len(reviews) + 1 + _amend(last[-2])


def correct_one(actor: Actor) -> None:
    """A slip of the pen in a resolution of the told cell, mended three weeks later; once."""
    meeting = Meeting.objects.get(unit_id=uid(MAIN_CELL), month=_SEALED_MONTH, kind="regular")
    paper = Paper.objects.filter(
        subject_id=meeting.pk, type_code__in=("NQ", "KL"), supersedes=None
    ).first()
    if paper is None or paper.finalised_on is None:
        return
    subject = next(one for one in passages(document_of(paper)) if one.address == "title.subject")
    mistake = Mistake(
        address=subject.address,
        after=f"{subject.text} (kỳ tháng 8)",
        ground=Ground.CLERICAL,
        reason="Trích yếu thiếu kỳ họp, dễ nhầm với nghị quyết tháng 7.",
    )
    correct(
        actor=actor,
        paper_id=paper.pk,
        mistake=mistake,
        on=paper.finalised_on + timedelta(days=21),
    )


def _tellings(meeting: MeetingFact) -> list[Telling]:
    """Most were told on their own page, every third by paper, the last ones by somebody's voice."""
    due = [mark.person for mark in meeting.roll if mark.standing in DUE]
    ways = ("own_page", "own_page", "paper")
    on = meeting.notified_on or meeting.planned_on - timedelta(days=3)
    rows = []
    for number, person in enumerate(due):
        way = "read_aloud" if number >= len(due) - 2 else ways[number % len(ways)]
        for what, days in (("notice", 0), ("papers", 1)):
            rows.append(
                Telling(
                    id=uid(f"{meeting.key}/{person}/{what}"),
                    meeting_id=uid(meeting.key),
                    unit_id=uid(meeting.cell),
                    person_id=uid(person),
                    what=what,
                    way=way,
                    reader_id=uid(meeting.secretary) if way == "read_aloud" else None,
                    told_on=min(on + timedelta(days=days), meeting.planned_on),
                )
            )
    return rows


def _reviews(meeting: MeetingFact) -> list[TaskReview]:
    """How members and the chi ủy found what was done."""
    done = [task for task in meeting.tasks if task.outcome in (Outcome.DONE, Outcome.LATE)]
    return [
        TaskReview(
            id=uid(f"{task.key}/{level}"),
            task_id=uid(task.key),
            unit_id=uid(meeting.cell),
            level=level,
            verdict="met",
            comment=comment,
            on=task.settled_on,
            on_behalf=level == "member",
        )
        for task in done
        if task.settled_on is not None and task.settled_on <= demo_today()
        for level, comment in (("member", ""), ("committee", "Làm đến nơi, có người xác nhận."))
    ]


def _bring_a_list(actor: Actor) -> None:
    """The list that belongs to the newest report of the told cell."""
    report = (
        TaskReport.objects.filter(unit_id=uid(MAIN_CELL), task__direction="within")
        .exclude(task__outcomes__kind__in=("done", "dropped"))
        .order_by("-on", "id")
        .first()
    )
    if report is not None:
        bring_evidence(
            actor=actor,
            report_id=report.pk,
            file=ContentFile(_LIST.encode(), "Danh sách hộ.txt"),
            declared_not_secret=True,
        )


def _amend(meeting: MeetingFact) -> int:
    """When the minutes were read back somebody asked for a more exact word."""
    item = (
        AgendaItem.objects.filter(meeting_id=uid(meeting.key), code="discussion")
        .exclude(note="")
        .first()
    )
    if item is None:
        return 0
    Amendment.objects.create(
        id=uid(f"{meeting.key}/amendment"),
        meeting_id=item.meeting_id,
        unit_id=item.unit_id,
        part="item",
        item=item,
        before=item.note,
        after=f"{item.note} Số hộ tính đến ngày họp.",
        asked_by_id=uid(next(m.person for m in meeting.roll if m.standing in DUE)),
        entered_at=clock.at(meeting.planned_on, 21),
    )
    item.note = f"{item.note} Số hộ tính đến ngày họp."
    item.revision += 1
    item.save(update_fields=["note", "revision"])
    return 1
