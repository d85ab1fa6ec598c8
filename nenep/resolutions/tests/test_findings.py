"""Dropped by vote, handed on to somebody, shared by several, reviewed at three levels."""

from datetime import date

import pytest

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.models import Meeting, Vote
from nenep.meetings.tests.scenes import entries, everybody_came, open_evening
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.actions.review_task import review_task
from nenep.resolutions.models import Task, TaskOutcome, TaskReview
from nenep.resolutions.queries import carried_into, tasks_of_meeting, tasks_of_person
from nenep.resolutions.rules.reviews import Level
from tests.world import World

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
DUE = date(2026, 10, 31)


def _task(world: World, helpers: tuple[str, ...] = ()) -> tuple[Actor, Task]:
    actor = world.act_as("secretary")
    october = open_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)
    task = assign_task(
        actor=actor,
        meeting_id=october.pk,
        title="Vận động làm đường",
        due_on=DUE,
        owner_person_id=world.person("member"),
        co_owner_person_ids=[world.person(key) for key in helpers],
    )
    return actor, task


def _november(world: World, actor: Actor) -> Meeting:
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    everybody_came(actor=actor, meeting=meeting)
    return meeting


def _vote(actor: Actor, meeting: Meeting, votes_for: int) -> Vote:
    return hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question=f"Thôi làm đường, {votes_for} phiếu",
        votes_for=votes_for,
        votes_against=4 - votes_for,
        abstentions=0,
    )


def test_it_drops_a_task_only_by_a_vote_that_passed(world: World) -> None:
    actor, task = _task(world)
    meeting = _november(world, actor)
    said = {"actor": actor, "task_id": task.pk, "meeting_id": meeting.pk, "kind": "dropped"}
    with pytest.raises(Invalid, match="biểu quyết") as missing:
        judge_task(**said, comment="Đã có dự án")  # type: ignore[arg-type]
    assert missing.value.field == "vote"
    failed, passed = _vote(actor, meeting, 1), _vote(actor, meeting, 4)
    with pytest.raises(Refused, match="không đạt"):
        judge_task(**said, comment="Đã có dự án", vote_id=failed.pk)  # type: ignore[arg-type]
    assert not TaskOutcome.objects.exists()
    for _ in range(2):
        outcome = judge_task(**said, comment="Đã có dự án", vote_id=passed.pk)  # type: ignore[arg-type]
    assert outcome.vote == passed
    assert entries(world.unit("village")).count("task.judged") == 1


def test_it_takes_no_vote_of_another_evening(world: World) -> None:
    actor, task = _task(world)
    assert task.meeting_id is not None
    october = Meeting.objects.get(pk=task.meeting_id)
    everybody_came(actor=actor, meeting=october)
    vote = _vote(actor, october, 4)
    meeting = _november(world, actor)
    with pytest.raises(Absent):
        judge_task(
            actor=actor,
            task_id=task.pk,
            meeting_id=meeting.pk,
            kind="dropped",
            comment="x",
            vote_id=vote.pk,
        )


def test_it_hands_a_task_on_to_somebody_by_a_day(world: World) -> None:
    actor, task = _task(world)
    meeting = _november(world, actor)
    said = {
        "actor": actor,
        "task_id": task.pk,
        "meeting_id": meeting.pk,
        "kind": "handed_on",
        "comment": "Đi làm xa",
    }
    for wrong in (
        {},
        {"to_person_id": task.owner_person_id},
        {"to_unit_id": world.unit("school")},
        {"to_person_id": world.person("deputy"), "due_on": DUE},
    ):
        with pytest.raises(Invalid):
            judge_task(**said, **wrong)  # type: ignore[arg-type]
    with pytest.raises(Absent):
        judge_task(**said, to_person_id=world.person("teacher"))  # type: ignore[arg-type]
    for _ in range(2):
        judge_task(**said, to_person_id=world.person("deputy"), due_on=date(2026, 12, 1))  # type: ignore[arg-type]
    after = Task.objects.get(continues=task)
    assert (after.owner_person_id, after.due_on) == (world.person("deputy"), date(2026, 12, 1))
    assert (after.title, after.assigned_on) == (task.title, meeting.held_on)
    assert Task.objects.count() == 2
    (line,) = (line for line in carried_into(meeting) if line.id == task.pk)
    assert line.handed_to == "Đặng Văn Lộc"


def test_it_takes_a_handing_on_back_while_nothing_rests_on_it(world: World) -> None:
    actor, task = _task(world)
    meeting = _november(world, actor)
    said = {"actor": actor, "task_id": task.pk, "meeting_id": meeting.pk}
    judge_task(**said, kind="handed_on", comment="Xa", to_unit_id=world.unit("village"))  # type: ignore[arg-type]
    judge_task(**said, kind="continues")  # type: ignore[arg-type]
    assert not Task.objects.filter(continues=task).exists()
    judge_task(**said, kind="handed_on", comment="Xa", to_unit_id=world.unit("village"))  # type: ignore[arg-type]
    after = Task.objects.get(continues=task)
    report_task(actor=actor, task_id=after.pk, on=date(2026, 11, 10), text="Đã làm")
    with pytest.raises(Refused, match="đã thực hiện"):
        judge_task(**said, kind="continues")  # type: ignore[arg-type]


def test_it_shares_a_task_between_one_who_leads_and_those_who_help(world: World) -> None:
    _actor, task = _task(world, helpers=("deputy", "probationary", "member"))
    assert task.meeting_id is not None
    (line,) = tasks_of_meeting(task.meeting_id)
    assert line.owners == "Phạm Thị Cúc (chủ trì); phối hợp: Kpă Y Bhan, Đặng Văn Lộc"
    helper = world.act_as("probationary")
    assert [one.id for one in tasks_of_person(helper)] == [task.pk]
    report = report_task(actor=helper, task_id=task.pk, on=DUE, text="Đã góp công")
    assert not report.on_behalf
    world.act_as("school_secretary")
    assert not Task.objects.exists()


def test_it_refuses_a_helper_who_is_not_of_the_cell(world: World) -> None:
    with pytest.raises(Absent, match="danh sách"):
        _task(world, helpers=("teacher",))
    assert not Task.objects.exists()


def test_it_is_looked_at_by_the_member_the_chi_uy_and_the_cell(world: World) -> None:
    actor, task = _task(world)
    meeting = _november(world, actor)
    member = world.act_as("member")
    said = {"task_id": task.pk, "on": date(2026, 11, 1)}
    for _ in range(2):
        review_task(actor=member, level="member", verdict="met", **said)  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        review_task(actor=member, level="committee", verdict="met", **said)  # type: ignore[arg-type]
    actor = world.act_as("secretary")
    with pytest.raises(Invalid, match="vì sao"):
        review_task(actor=actor, level="committee", verdict="partly", **said)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="trong cuộc họp"):
        review_task(actor=actor, level="cell", verdict="met", **said)  # type: ignore[arg-type]
    review_task(
        actor=actor,
        level="committee",
        verdict="partly",
        comment="Còn 200 m",
        **said,  # type: ignore[arg-type]
    )
    judge_task(actor=actor, task_id=task.pk, meeting_id=meeting.pk, kind="continues")
    (line,) = carried_into(meeting)
    levels = [review.level for review in line.reviews]
    assert levels == [Level.MEMBER, Level.COMMITTEE, Level.CELL]
    assert line.reviews[1].comment == "Còn 200 m"
    assert entries(world.unit("village")).count("task.reviewed") == 2


def test_it_lets_a_member_write_only_the_members_word(world: World) -> None:
    """The row policy says so too, below the action."""
    _actor, task = _task(world)
    world.act_as("member")
    row = TaskReview(task=task, unit_id=task.unit_id, level="committee", verdict="met", on=DUE)
    with pytest.raises(Exception, match="row-level security"):
        row.save(force_insert=True)
