"""Tasks between a committee and its cells: both see them, each writes only its side."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import Error, connection, transaction

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.tests.scenes import entries, hold_evening, open_evening
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.charge_cell import ask_superior, charge_cell, close_charge
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.models import Task, TaskOutcome, TaskReport
from nenep.resolutions.queries import carried_into, implementation_for
from nenep.resolutions.queries.between import between_of, charges_open_on
from tests.world import TODAY, World

DUE = date(2026, 12, 20)
NOVEMBER = date(2026, 11, 1)


def _charged(world: World, to: str = "village") -> Task:
    office = world.act_as("ward_officer")
    return charge_cell(
        actor=office,
        unit_id=world.unit("ward"),
        to_unit_id=world.unit(to),
        title="Rà soát hộ chưa có nhà tiêu",
        due_on=DUE,
        on=TODAY,
    )


def _asked(world: World) -> Task:
    secretary = world.act_as("secretary")
    return ask_superior(
        actor=secretary,
        unit_id=world.unit("village"),
        title="Mở lớp đảng viên mới",
        due_on=DUE,
        on=TODAY,
    )


def test_it_gives_a_cell_a_task_once_and_both_see_it(world: World) -> None:
    first, again = _charged(world), _charged(world)
    assert first.pk == again.pk
    assert entries(world.unit("ward")).count("task.charged") == 1
    secretary = world.act_as("secretary")
    seen = between_of(secretary, world.unit("village"), TODAY)
    assert [line.id for line in seen.down] == [first.pk]
    assert (seen.down[0].unit_name, seen.down[0].owner_name) == (
        "Đảng bộ phường Suối Lồ Ô",
        "Chi bộ làng Kon Rơlang",
    )
    assert [line.id for line in charges_open_on(world.unit("village"), TODAY)] == [first.pk]


def test_it_is_nobody_elses(world: World) -> None:
    _charged(world)
    _asked(world)
    for key, unit in (("school_secretary", "school"), ("other_ward_officer", "other_ward")):
        actor = world.act_as(key)
        assert not Task.objects.exists(), key
        both = between_of(actor, world.unit(unit), TODAY)
        assert (both.down, both.up) == ((), ())
    member = world.act_as("member")
    assert between_of(member, world.unit("village"), TODAY).down == ()


@pytest.mark.parametrize(
    ("key", "unit", "to", "error"),
    [
        ("ward_officer", "ward", "other_cell", Absent),
        ("ward_officer", "ward", "ward", Absent),
        ("ward_officer", "village", "village", Forbidden),
        ("secretary", "village", "school", Forbidden),
        ("province_officer", "province", "village", Forbidden),
    ],
)
def test_it_refuses_to_give_in_anothers_name(
    world: World, key: str, unit: str, to: str, error: type[Exception]
) -> None:
    actor = world.act_as(key)
    with pytest.raises(error):
        charge_cell(
            actor=actor,
            unit_id=world.unit(unit),
            to_unit_id=world.unit(to),
            title="Việc",
            due_on=DUE,
            on=TODAY,
        )


def test_it_refuses_an_unclear_one(world: World) -> None:
    actor = world.act_as("ward_officer")
    said = {"actor": actor, "unit_id": world.unit("ward"), "to_unit_id": world.unit("village")}
    with pytest.raises(Invalid):
        charge_cell(**said, title=" ", due_on=DUE, on=TODAY)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        charge_cell(**said, title="Việc", due_on=date(2026, 11, 1), on=TODAY)  # type: ignore[arg-type]


def test_it_is_answered_by_the_cell_and_closed_by_the_committee(world: World) -> None:
    task = _charged(world)
    secretary = world.act_as("secretary")
    with pytest.raises(Forbidden):
        close_charge(actor=secretary, task_id=task.pk, kind="done", on=TODAY)
    report = report_task(
        actor=secretary, task_id=task.pk, on=TODAY, text="Đã rà 42 hộ.", claims_done=True
    )
    assert (report.by_other, report.other_unit_id) == (True, world.unit("village"))
    office = world.act_as("ward_officer")
    (line,) = between_of(office, world.unit("ward"), TODAY).down
    assert [told.text for told in line.reports] == ["Đã rà 42 hộ."]
    for _ in range(2):
        close_charge(actor=office, task_id=task.pk, kind="done", on=TODAY, comment="Tốt")
    with pytest.raises(Refused, match="khép lại"):
        close_charge(actor=office, task_id=task.pk, kind="dropped", on=TODAY, comment="Thôi")
    secretary = world.act_as("secretary")
    (line,) = between_of(secretary, world.unit("village"), TODAY).down
    assert [found.comment for found in line.outcomes] == ["Tốt"]
    assert charges_open_on(world.unit("village"), TODAY) == []


def test_it_is_asked_upward_and_a_day_is_promised(world: World) -> None:
    task = _asked(world)
    assert _asked(world).pk == task.pk
    office = world.act_as("ward_officer")
    (line,) = between_of(office, world.unit("ward"), TODAY).up
    assert line.unit_name == "Chi bộ làng Kon Rơlang"
    promise = date(2026, 12, 10)
    with pytest.raises(Invalid):
        report_task(
            actor=office, task_id=task.pk, on=TODAY, text="Hẹn", promised_on=date(2026, 11, 1)
        )
    report_task(actor=office, task_id=task.pk, on=TODAY, text="Hẹn mở lớp", promised_on=promise)
    world.act_as("secretary")
    (line,) = between_of(world.act_as("secretary"), world.unit("village"), TODAY).up
    assert (line.promised_on, line.reports[0].by_other) == (promise, True)


def test_it_comes_back_to_the_cells_agenda_and_leaves_its_rate_alone(world: World) -> None:
    secretary = world.act_as("secretary")
    october = hold_evening(secretary, world.unit("village"), date(2026, 10, 1))
    task = assign_task(
        actor=secretary,
        meeting_id=october.pk,
        title="Sửa loa làng",
        due_on=date(2026, 10, 31),
        owner_unit_id=world.unit("ward"),
    )
    assert task.direction == "up"
    november = open_evening(actor=secretary, unit_id=world.unit("village"), month=NOVEMBER)
    assert [line.id for line in carried_into(november)] == [task.pk]
    assert implementation_for(november).due == 0
    judge_task(actor=secretary, task_id=task.pk, meeting_id=november.pk, kind="done")


def test_it_shows_the_superior_what_was_asked_in_a_meeting_once_sealed(world: World) -> None:
    secretary = world.act_as("secretary")
    october = hold_evening(secretary, world.unit("village"), date(2026, 10, 1))
    assign_task(
        actor=secretary,
        meeting_id=october.pk,
        title="Sửa loa làng",
        due_on=date(2026, 10, 31),
        owner_unit_id=world.unit("ward"),
    )
    office = world.act_as("ward_officer")
    assert between_of(office, world.unit("ward"), TODAY).up == ()


def _report(task: Task, unit: UUID, *, by_other: bool) -> None:
    TaskReport(
        task=task,
        unit_id=task.unit_id,
        on=TODAY,
        text="x",
        by_other=by_other,
        other_unit_id=unit,
    ).save(force_insert=True)


def test_it_is_written_by_each_side_only_also_by_row_policy(world: World) -> None:
    down, up = _charged(world), _asked(world)
    village, ward = world.unit("village"), world.unit("ward")
    forbidden: list[tuple[str, object]] = [
        ("secretary", lambda: _report(down, village, by_other=False)),
        ("ward_officer", lambda: _report(down, village, by_other=True)),
        ("ward_officer", lambda: _report(up, ward, by_other=False)),
        ("secretary", lambda: _report(up, ward, by_other=True)),
        ("school_secretary", lambda: _report(down, world.unit("school"), by_other=True)),
        ("secretary", lambda: _retitled(down)),
        ("ward_officer", lambda: _retitled(up)),
        ("secretary", lambda: _closing(down, village)),
        ("other_ward_officer", lambda: _closing(down, village)),
    ]
    written = []
    for number, (key, attempt) in enumerate(forbidden):
        world.act_as(key)
        if _went_through(attempt):  # type: ignore[arg-type]
            written.append((number, key))
    assert written == []


def _went_through(attempt: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            attempt()
            # Composite keys are asked at the end of the transaction: ask them now.
            connection.check_constraints()
    except (Error, AssertionError):
        return False
    return True


def _closing(task: Task, unit: UUID) -> None:
    TaskOutcome(task=task, unit_id=task.unit_id, kind="done", on=TODAY, other_unit_id=unit).save(
        force_insert=True
    )


def _retitled(task: Task) -> None:
    assert Task.objects.filter(pk=task.pk).update(title="x"), "no row changed, as it must be"


def test_it_costs_the_same_for_many(world: World, django_assert_max_num_queries: object) -> None:
    counts = []
    for _size in (1, 5):
        office: Actor = world.act_as("ward_officer")
        for _n in range(_size):
            charge_cell(
                actor=office,
                unit_id=world.unit("ward"),
                to_unit_id=world.unit("village"),
                title=f"Việc {uuid4()}",
                due_on=DUE,
                on=TODAY,
            )
        with django_assert_max_num_queries(8) as asked:  # type: ignore[operator]
            between_of(office, world.unit("ward"), TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]
