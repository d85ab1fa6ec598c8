"""What hangs on the units follows: tasks on their day, habits, villages; what undoing refuses."""

from datetime import date, time

import pytest

from nenep.access.rules import Office
from nenep.journal.models import Entry
from nenep.kernel import clock
from nenep.meetings.actions.open_series import open_series
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.actions.withdraw import withdraw_meeting
from nenep.meetings.models import Meeting, Series
from nenep.people.actions.appoint import appoint
from nenep.people.actions.keepers import refresh_keepers
from nenep.people.actions.states import record_state
from nenep.people.models import HostedStay, Person, ResidenceLink, State
from nenep.reorganisation.actions.apply_plan import PlanRefused, apply_plan
from nenep.reorganisation.actions.come_true import come_true
from nenep.reorganisation.actions.undo_plan import StillNeeded, undo_plan
from nenep.reorganisation.models import Plan
from nenep.reorganisation.queries.plans import Standing, due_plans, standing_of
from nenep.reorganisation.rules.steps import Found, Merge, MoveMembers, PersonRef
from nenep.reorganisation.tests.plans import (
    MERGER,
    NEW_CELL,
    NEW_CODE,
    NEXT_MONTH,
    SCHOOL,
    VILLAGE,
    differing,
    drafted,
    every_row,
)
from nenep.resolutions.models import Task
from nenep.resolutions.queries import open_tasks_on
from nenep.structure.actions.localities import open_locality
from nenep.structure.actions.refresh_paths import refresh_paths
from nenep.structure.models import LocalityPlace
from nenep.structure.queries.units import unit_by_code
from tests.world import TODAY, World

GIVEN, DUE = date(2026, 11, 3), date(2026, 12, 20)


def _habit(world: World, unit: str, place: str) -> None:
    open_series(
        actor=world.act_as_system(),
        unit_id=world.unit(unit),
        kind="regular",
        start_time=time(19, 30),
        place=place,
        planned_minutes=90,
        on=date(2025, 7, 1),
    )


def _task(world: World, title: str, **owner: object) -> Task:
    world.act_as_system()
    given = {"unit_id": world.unit("village"), "assigned_on": GIVEN, "due_on": DUE}
    task: Task = Task.objects.create(title=title, **given, **owner)
    return task


def _applied(world: World, *acts: object, on: date = NEXT_MONTH) -> Plan:
    actor = world.act_as("ward_officer")
    plan = drafted(world, actor, *(acts or MERGER), on=on)  # type: ignore[arg-type]
    return apply_plan(actor=actor, plan_id=plan.pk, on=world.today)


def _night(world: World, day: date) -> None:
    """What the jobs of that midnight do."""
    refresh_paths(on=day)
    actor = world.act_as_system()
    with clock.frozen(day):
        for plan_id in due_plans(day):
            come_true(actor=actor, plan_id=plan_id, on=day)


def test_it_hands_tasks_on_when_the_day_comes(world: World) -> None:
    mine = _task(world, "Việc của một người", owner_person_id=world.person("member"))
    ours = _task(world, "Việc của chi bộ", owner_unit_id=world.unit("village"))
    plan = _applied(world)
    assert {t.id for t in open_tasks_on(world.unit("village"), TODAY)} == {mine.pk, ours.pk}
    _night(world, date(2026, 11, 30))
    assert not Task.objects.filter(continues__isnull=False).exists()
    _night(world, NEXT_MONTH)
    _night(world, NEXT_MONTH)
    merged = unit_by_code(NEW_CODE, NEXT_MONTH)
    assert open_tasks_on(world.unit("village"), NEXT_MONTH) == []
    followed = open_tasks_on(merged.id, NEXT_MONTH)
    assert [(t.title, t.assigned_on, t.due_on) for t in followed] == [
        (task.title, GIVEN, DUE) for task in (mine, ours)
    ]
    assert [t.owner_unit_id for t in followed if t.owner_person_id is None] == [merged.id]
    kinds = list(plan.events.values_list("kind", flat=True))
    assert kinds == ["drafted", "applied", "came_true"]


def test_it_undoes_also_what_the_night_has_done(world: World) -> None:
    _task(world, "Việc của chi bộ", owner_unit_id=world.unit("village"))
    actor = world.act_as("ward_officer")
    plan = drafted(world, actor, *MERGER)
    world.act_as_system()
    before = every_row()
    apply_plan(actor=world.act_as("ward_officer"), plan_id=plan.pk, on=world.today)
    _night(world, NEXT_MONTH)
    undo_plan(actor=world.act_as_system(), plan_id=plan.pk, on=NEXT_MONTH)
    refresh_paths(on=world.today)
    assert differing(before, every_row()) == {}


def test_it_closes_habits_and_takes_one_over(world: World) -> None:
    _habit(world, "village", "Nhà rông")
    _habit(world, "school", "Phòng hội đồng")
    _applied(world, NEW_CELL, Merge((VILLAGE, SCHOOL), "moi", series=VILLAGE))
    merged = unit_by_code(NEW_CODE, NEXT_MONTH)
    assert Series.objects.get(unit_id=merged.id).place == "Nhà rông"
    ended = Series.objects.exclude(unit_id=merged.id)
    assert {series.during.upper for series in ended} == {NEXT_MONTH}


def test_it_leads_the_village_and_follows_the_link(world: World) -> None:
    actor = world.act_as_system()
    place = open_locality(
        actor=actor,
        unit_id=world.unit("ward"),
        name="Làng Kon Rơlang",
        kind="village",
        led_by_id=world.unit("village"),
        on=date(2025, 7, 1),
    )
    link = ResidenceLink.objects.create(
        unit_id=world.unit("village"),
        full_name="Lý Văn Xa",
        name_key="xa",
        workplace="Sở",
        during=(date(2026, 1, 1), None),
    )
    _applied(world)
    merged = unit_by_code(NEW_CODE, NEXT_MONTH)
    rows = LocalityPlace.objects.filter(locality_id=place.locality_id).order_by("during")
    assert [row.led_by_id for row in rows] == [world.unit("village"), merged.id]
    followed = ResidenceLink.objects.exclude(pk=link.pk).get()
    assert (followed.unit_id, followed.during.lower) == (merged.id, NEXT_MONTH)


def test_it_moves_a_guest_with_the_host(world: World) -> None:
    _applied(world, NEW_CELL, Merge((VILLAGE,), "moi"))
    merged = unit_by_code(NEW_CODE, NEXT_MONTH)
    stays = HostedStay.objects.filter(person_id=world.person("hosted")).order_by("during")
    assert [stay.unit_id for stay in stays] == [world.unit("village"), merged.id]
    assert stays[1].during.upper == date(2027, 2, 1)


def test_it_settles_the_absence_of_whoever_is_home_now(world: World) -> None:
    world.act_as_system()
    away = State.objects.create(
        person_id=world.person("hosted"),
        unit_id=world.unit("school"),
        kind="away",
        during=(date(2026, 8, 1), date(2027, 2, 1)),
    )
    _applied(world)
    away.refresh_from_db()
    assert away.during.upper == NEXT_MONTH
    states = State.objects.filter(person_id=world.person("hosted"), during__contains=NEXT_MONTH)
    assert not states.exists()


def test_it_tells_the_journal_of_every_unit(world: World) -> None:
    plan = _applied(world)
    undo_plan(actor=world.act_as("ward_officer"), plan_id=plan.pk, on=world.today)
    world.act_as_system()
    for unit in ("ward", "village", "school"):
        entries = Entry.objects.filter(unit_id=world.unit(unit), object_id=plan.pk)
        verbs = list(entries.order_by("seq").values_list("verb", flat=True))
        assert verbs[-2:] == ["reorganisation.applied", "reorganisation.undone"]


def test_it_waits_for_the_meeting_or_its_withdrawal(world: World) -> None:
    _habit(world, "village", "Nhà rông")
    meeting = plan_meeting(
        actor=world.act_as("secretary"), unit_id=world.unit("village"), month=NEXT_MONTH
    )
    actor = world.act_as("ward_officer")
    plan = drafted(world, actor, *MERGER)
    with pytest.raises(PlanRefused, match="họp trước, hoặc rút cuộc họp"):
        apply_plan(actor=actor, plan_id=plan.pk, on=world.today)
    withdraw_meeting(
        actor=world.act_as("secretary"), meeting_id=meeting.pk, reason="Chi bộ sáp nhập"
    )
    assert not Meeting.objects.filter(pk=meeting.pk).exists()
    actor = world.act_as("ward_officer")
    apply_plan(actor=actor, plan_id=plan.pk, on=world.today)
    assert standing_of(plan, world.today) is Standing.PLANNED


def test_it_does_not_undo_what_an_office_rests_on(world: World) -> None:
    plan = _applied(world, on=TODAY)
    merged = unit_by_code(NEW_CODE, TODAY)
    actor = world.act_as("ward_officer")
    appoint(
        actor=actor,
        person_id=world.person("secretary"),
        unit_id=merged.id,
        office=Office.CELL_SECRETARY,
        on=TODAY,
    )
    with pytest.raises(StillNeeded, match="nội dung của Chi bộ làng Kon Rơlang và Trường Lồ Ô"):
        undo_plan(actor=actor, plan_id=plan.pk, on=world.today)
    assert standing_of(plan, world.today) is Standing.APPLIED


def test_it_does_not_undo_over_what_was_written_of_a_moved_member(world: World) -> None:
    plan = _applied(world, MoveMembers(SCHOOL, VILLAGE, (_teacher(world),)), on=TODAY)
    record_state(
        actor=world.act_as("ward_officer"),
        person_id=world.person("teacher"),
        kind="suspended",
        since=date(2026, 12, 1),
        on=TODAY,
    )
    with pytest.raises(StillNeeded, match="Trương Quang Tín"):
        undo_plan(actor=world.act_as("ward_officer"), plan_id=plan.pk, on=world.today)
    assert refresh_keepers() == 0
    world.act_as("ward_officer")
    assert Person.objects.get(pk=world.person("teacher")).kept_by_id == world.unit("village")


def test_it_does_not_undo_under_a_later_plan(world: World) -> None:
    first = _applied(world)
    later = Found("sau", "Chi bộ sau", "party_cell", NEW_CELL.under, "99101004000001")
    second = _applied(world, later, Merge((NEW_CODE,), "sau"), on=date(2027, 3, 1))
    actor = world.act_as("ward_officer")
    with pytest.raises(StillNeeded):
        undo_plan(actor=actor, plan_id=first.pk, on=world.today)
    undo_plan(actor=actor, plan_id=second.pk, on=world.today)
    undo_plan(actor=actor, plan_id=first.pk, on=world.today)
    assert standing_of(first, world.today) is Standing.UNDONE


def _teacher(world: World) -> PersonRef:
    return PersonRef(id=str(world.person("teacher")), name="Trương Quang Tín")
