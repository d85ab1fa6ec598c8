"""The cell's vote makes what was planned for a year the tasks of its members."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Attendance, Meeting, Vote
from nenep.meetings.policies import MeetingDoor, When, meeting_to_change
from nenep.resolutions.models import PlannedTask, Task, TaskOutcome
from nenep.resolutions.queries import as_ruled
from nenep.resolutions.rules.task_state import OutcomeKind, must_take_outcome

DECEMBER = 12


@transaction.atomic
def adopt_year(*, actor: Actor, meeting_id: UUID, year: int, vote_id: UUID | None) -> list[Task]:
    """Every planned task of the year becomes a task of that meeting, due on 31 December. One that
    replaces an earlier task of the year closes it as handed on and continues it: both stay, dated.
    Adopting again, with nothing planned since, returns what that meeting adopted.

    Journals ``assignment.adopted``.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run; somebody planned for
            is not on its roll.
        Refused: not opened yet, or sealed; no plan; a year that does not follow from the day; the
            vote did not pass; a task to replace has been closed meanwhile.
        Invalid: no vote of this meeting.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    meeting, day = door.meeting, door.meeting.held_on or door.meeting.planned_on
    planned = list(
        PlannedTask.objects.filter(unit_id=meeting.unit_id, year=year).select_related("replaces")
    )
    if not planned:
        return _adopted_before(meeting, year)
    _must_follow(year, day)
    vote = _vote(meeting, vote_id)
    _must_be_on_the_roll(meeting, {row.person_id for row in planned})
    _close_replaced(meeting, day, vote, [row.replaces for row in planned if row.replaces])
    tasks = [_task(meeting, day, row) for row in planned]
    Task.objects.bulk_create(tasks)
    PlannedTask.objects.filter(pk__in=[row.pk for row in planned]).delete()
    _journal(actor, door, year, len(tasks), vote)
    return tasks


def _adopted_before(meeting: Meeting, year: int) -> list[Task]:
    adopted = list(Task.objects.filter(meeting=meeting, year=year))
    if not adopted:
        raise Refused("Chưa có dự kiến phân công nào cho năm %(year)s; chưa giao gì.", year=year)
    return adopted


def _must_follow(year: int, day: date) -> None:
    if year != day.year and not (day.month == DECEMBER and year == day.year + 1):
        raise Refused(
            "Buổi họp ngày %(on)s không phân công nhiệm vụ năm %(year)s được; chưa giao gì.",
            on=f"{day:%d/%m/%Y}",
            year=year,
        )


def _vote(meeting: Meeting, vote_id: UUID | None) -> Vote:
    if vote_id is None:
        raise Invalid(
            "Phân công nhiệm vụ năm do chi bộ biểu quyết: ghi kết quả biểu quyết của buổi này "
            "trước, rồi chọn ở đây. Dự kiến còn nguyên.",
            field="vote",
        )
    vote = Vote.objects.filter(pk=vote_id, meeting=meeting).first()
    if vote is None:
        raise Absent("Không tìm thấy lần biểu quyết này trong cuộc họp.")
    if not vote.passed:
        raise Refused(
            "Biểu quyết không đạt tỷ lệ nên chưa giao nhiệm vụ; dự kiến còn nguyên.",
            basis=vote.citation,
        )
    return vote


def _must_be_on_the_roll(meeting: Meeting, people: set[UUID]) -> None:
    roll = Attendance.objects.filter(
        month=meeting.month, meeting_id=meeting.pk, person_id__in=people
    )
    missing = len(people) - roll.count()
    if missing:
        raise Refused(
            "Có %(n)s người trong dự kiến không còn trong danh sách của buổi họp. Chưa giao gì; "
            "đồng chí sửa dự kiến rồi thông qua lại.",
            n=missing,
        )


def _close_replaced(meeting: Meeting, day: date, vote: Vote, tasks: list[Task]) -> None:
    for task in tasks:
        must_take_outcome(as_ruled(task), OutcomeKind.HANDED_ON, day)
        TaskOutcome.objects.update_or_create(
            task=task,
            meeting=meeting,
            defaults={
                "unit_id": task.unit_id,
                "kind": OutcomeKind.HANDED_ON.value,
                "on": day,
                "vote": vote,
                "comment": "Thay đổi phân công theo nghị quyết của chi bộ.",
            },
        )


def _task(meeting: Meeting, day: date, row: PlannedTask) -> Task:
    return Task(
        unit_id=meeting.unit_id,
        meeting=meeting,
        title=row.title,
        measure=row.measure,
        source_sentence=f"Nghị quyết phân công nhiệm vụ đảng viên năm {row.year}.",
        owner_person_id=row.person_id,
        assigned_on=day,
        due_on=date(row.year, 12, 31),
        year=row.year,
        continues=row.replaces,
    )


def _journal(actor: Actor, door: MeetingDoor, year: int, tasks: int, vote: Vote) -> None:
    unit_id = door.meeting.unit_id
    record(
        actor,
        "assignment.adopted",
        unit_id=unit_id,
        kind="meeting",
        object_id=door.meeting.pk,
        facts={"year": year, "tasks": tasks, "vote": str(vote.pk)},
    )
    announce("assignment.adopted", unit_id=unit_id, month=door.meeting.month)
