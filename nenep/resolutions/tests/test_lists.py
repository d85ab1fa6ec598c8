"""What is open, what comes back, what was carried out; at the same cost for ten as for one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import Actor
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import hold_evening, open_evening
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.models import Task
from nenep.resolutions.queries import (
    carried_into,
    implementation_for,
    open_tasks_on,
    tasks_of_meeting,
    tasks_of_person,
    visible_to,
)
from tests.world import World

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def _tasks(actor: Actor, world: World, meeting: Meeting, size: int, due: date) -> list[Task]:
    """``size`` tasks of a member and as many of the cell itself, each reported once."""
    given: list[Task] = []
    owners = ((world.person("member"), None), (None, meeting.unit_id))
    for number in range(size):
        for person_id, unit_id in owners:
            task = assign_task(
                actor=actor,
                meeting_id=meeting.pk,
                title=f"Việc {number}",
                due_on=due,
                owner_person_id=person_id,
                owner_unit_id=unit_id,
            )
            report_task(
                actor=actor,
                task_id=task.pk,
                on=meeting.held_on or due,
                text="Đã bắt đầu.",
                on_behalf=task.owner_person_id is not None,
            )
            given.append(task)
    return given


def test_it_shows_a_task_with_its_state_and_owner(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    meeting = hold_evening(actor, village, OCTOBER)
    _tasks(actor, world, meeting, 1, due=date(2026, 10, 20))
    [mine, ours] = sorted(
        open_tasks_on(village, NOVEMBER), key=lambda t: t.owner_name, reverse=True
    )
    assert (mine.owner_name, ours.owner_name) == ("Phạm Thị Cúc", "Chi bộ làng Kon Rơlang")
    assert (mine.state, mine.days_late) == ("late", 12)
    assert mine.last_report is not None
    assert mine.last_report.on_behalf
    assert [t.state for t in open_tasks_on(village, date(2026, 10, 10))] == ["open", "open"]
    assert open_tasks_on(village, date(2026, 10, 2)) == []
    assert len(tasks_of_meeting(meeting.pk)) == 2


def test_it_brings_back_what_no_meeting_closed(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    september = hold_evening(actor, village, SEPTEMBER)
    tasks = _tasks(actor, world, september, 2, due=date(2026, 9, 30))
    october = hold_evening(actor, village, OCTOBER)
    for task, kind in zip(tasks, ("done", "continues", "continues"), strict=False):
        judge_task(actor=actor, task_id=task.pk, meeting_id=october.pk, kind=kind)
    november = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    _tasks(actor, world, november, 1, due=date(2026, 11, 30))
    assert {t.id for t in carried_into(october)} == {t.pk for t in tasks}
    back = carried_into(november)
    assert {t.id for t in back} == {t.pk for t in tasks[1:]}
    assert sorted(t.times for t in back) == [0, 1, 1]
    judge_task(actor=actor, task_id=tasks[1].pk, meeting_id=november.pk, kind="done")
    judged = next(t for t in carried_into(november) if t.id == tasks[1].pk)
    found = judged.outcome_at(november.pk)
    assert found is not None
    assert (found.kind, judged.closed) == ("done", True)
    assert tasks[1].pk not in {t.id for t in open_tasks_on(village, NOVEMBER.replace(day=3))}


def test_it_measures_the_implementation_of_a_period(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    september = hold_evening(actor, village, SEPTEMBER)
    old = _tasks(actor, world, september, 1, due=date(2026, 9, 30))
    october = hold_evening(actor, village, OCTOBER)
    assert implementation_for(september).rate is None
    assert implementation_for(october).evidence.startswith("0/2 ")
    judge_task(actor=actor, task_id=old[0].pk, meeting_id=october.pk, kind="done")
    assert implementation_for(october).evidence.startswith("1/2 ")
    new = _tasks(actor, world, october, 1, due=date(2026, 10, 31))
    november = hold_evening(actor, village, NOVEMBER)
    judge_task(actor=actor, task_id=new[0].pk, meeting_id=november.pk, kind="done")
    # The task of September still open stays in the base; the one closed in October left it.
    result = implementation_for(november)
    assert (set(result.done), set(result.late)) == ({new[0].pk}, {old[1].pk, new[1].pk})


def test_it_costs_the_same_for_ten_tasks_as_for_one(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    september = hold_evening(actor, village, SEPTEMBER)
    october = hold_evening(actor, village, OCTOBER)
    november = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    member = replace(actor, person_id=world.person("member"))
    costs: list[list[int]] = []
    for meeting, size in ((september, 1), (october, 10)):
        _tasks(actor, world, meeting, size, due=date(2026, 10, 31))
        costs.append(
            [
                _cost(partial(open_tasks_on, village, NOVEMBER)),
                _cost(partial(tasks_of_meeting, meeting.pk)),
                _cost(partial(carried_into, november)),
                _cost(partial(implementation_for, november)),
                _cost(partial(tasks_of_person, member)),
            ]
        )
    assert costs == [[6, 6, 6, 4, 5]] * 2


def test_it_shows_a_member_the_own_tasks_and_sealed_ones(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), OCTOBER)
    _tasks(actor, world, meeting, 1, due=date(2026, 10, 31))
    member = world.act_as("member")
    assert [t.owner_person_id for t in tasks_of_person(member)] == [world.person("member")]
    assert visible_to(member).count() == 1
    assert tasks_of_person(world.act_as("probationary")) == []
    assert tasks_of_person(world.act_as("administrator")) == []


@pytest.mark.parametrize("key", ["school_secretary", "ward_officer", "province_officer"])
def test_it_hides_tasks_in_the_making(world: World, key: str) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), OCTOBER)
    _tasks(actor, world, meeting, 1, due=date(2026, 10, 31))
    assert not visible_to(world.act_as(key)).exists()


def _cost(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)
