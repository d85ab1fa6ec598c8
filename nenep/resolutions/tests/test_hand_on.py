"""Open tasks go on in another unit, with their own days; nothing is handed on twice."""

from datetime import date

import pytest

from nenep.kernel.errors import Forbidden
from nenep.resolutions.actions.hand_on import HandOn, hand_on
from nenep.resolutions.models import Task, TaskOutcome
from nenep.resolutions.queries import open_tasks_on
from tests.world import World

GIVEN, DAY, DUE = date(2026, 10, 3), date(2026, 11, 20), date(2026, 12, 31)


def _task(world: World) -> Task:
    world.act_as_system()
    unit = world.unit("village")
    task: Task = Task.objects.create(
        unit_id=unit,
        owner_unit_id=unit,
        title="Thu gom rác",
        measure="12 hộ",
        assigned_on=GIVEN,
        due_on=DUE,
    )
    return task


def _to_the_school(world: World, task: Task) -> list[HandOn]:
    school = world.unit("school")
    return [HandOn(task.pk, school, school)]


def test_it_goes_on_with_its_own_days(world: World) -> None:
    task = _task(world)
    actor = world.act_as("ward_officer")
    moves = _to_the_school(world, task)
    for handed in (1, 0):
        assert hand_on(actor=actor, tasks=moves, on=DAY, reason="Sáp nhập") == handed
    [rest] = open_tasks_on(world.unit("school"), DAY)
    assert (rest.title, rest.measure, rest.assigned_on, rest.due_on) == (
        "Thu gom rác",
        "12 hộ",
        GIVEN,
        DUE,
    )
    assert rest.owner_unit_id == world.unit("school")
    assert Task.objects.get(pk=rest.id).continues_id == task.pk
    [outcome] = TaskOutcome.objects.filter(task=task)
    assert (outcome.kind, outcome.on, outcome.meeting_id) == ("handed_on", DAY, None)
    assert open_tasks_on(world.unit("village"), DAY) == []
    assert [t.id for t in open_tasks_on(world.unit("village"), GIVEN)] == [task.pk]


@pytest.mark.parametrize("key", ["secretary", "other_ward_officer"])
def test_it_is_the_office_s_to_hand_on(world: World, key: str) -> None:
    task = _task(world)
    world.act_as_system()
    moves = _to_the_school(world, task)
    actor = world.act_as(key)
    if key == "secretary":
        with pytest.raises(Forbidden):
            hand_on(actor=actor, tasks=moves, on=DAY, reason="Sáp nhập")
    else:
        assert hand_on(actor=actor, tasks=moves, on=DAY, reason="Sáp nhập") == 0
