"""From the register of villages to the figures of the commune and of the province."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nenep.access.rules import Actor
from nenep.dashboards.actions.fold import fold_pending, rebuild
from nenep.dashboards.actions.keep_months import keep_villages
from nenep.dashboards.models import UnitMonth
from nenep.dashboards.queries import figures_of, village_months
from nenep.dashboards.rules import VillageMonth, first_of, months_back
from nenep.journal.models import Outbox
from nenep.kernel.errors import NenepError
from nenep.people.actions.residence import set_residence
from nenep.people.queries.villages import village_counts, village_lines
from nenep.structure.actions.dissolve_unit import dissolve_unit
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.localities import change_locality, close_locality, open_locality
from nenep.structure.queries.localities import history_of_locality, row_near
from tests.thorough import examples
from tests.world import SINCE, World

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def _village(
    world: World, actor: Actor, name: str, led_by: str | None, on: date, unit: str = "ward"
) -> UUID:
    row = open_locality(
        actor=actor,
        unit_id=world.unit(unit),
        name=name,
        kind="village",
        on=on,
        led_by_id=world.unit(led_by) if led_by else None,
    )
    return row.locality_id


def _told(world: World, key: str, unit: str) -> dict[date, VillageMonth]:
    actor, unit_id = world.act_as(key), world.unit(unit)
    return dict(village_months(actor, [unit_id], since=SINCE, until=NOVEMBER).get(unit_id, {}))


def test_it_counts_every_month_since_the_register_began(world: World) -> None:
    actor = world.act_as("ward_officer")
    _village(world, actor, "Làng Kon Rơlang", "village", SEPTEMBER)
    _village(world, actor, "Làng Đăk Mây", None, date(2026, 10, 20))
    fold_pending()
    expected = {
        SEPTEMBER: VillageMonth(1, 0, 0),
        OCTOBER: VillageMonth(2, 1, 1),
        NOVEMBER: VillageMonth(2, 1, 1),
    }
    assert _told(world, "ward_officer", "ward") == expected
    assert _told(world, "province_officer", "province") == expected
    assert _told(world, "other_ward_officer", "ward") == {}


def test_it_says_nothing_of_cells_in_months_that_only_villages_tell_of(world: World) -> None:
    _village(world, world.act_as("ward_officer"), "Làng Đăk Mây", None, SEPTEMBER)
    fold_pending()
    actor = world.act_as("ward_officer")
    told = figures_of(actor, [world.unit("ward")], since=SEPTEMBER, until=OCTOBER)
    assert told == {}


def test_it_calls_no_village_empty_while_somebody_may_live_there(world: World) -> None:
    """A cell that leads two: known only once it is written down who lives where."""
    actor = world.act_as("ward_officer")
    first = _village(world, actor, "Làng Kon Rơlang", "village", NOVEMBER)
    _village(world, actor, "Làng Đăk Mây", "village", NOVEMBER)
    fold_pending()
    assert _told(world, "ward_officer", "ward")[NOVEMBER] == VillageMonth(2, 0, 0)
    secretary = world.act_as("secretary")
    for key, person in world.people.items():
        if person.unit == "village":
            set_residence(
                actor=secretary, person_id=world.person(key), locality_id=first, on=world.today
            )
    fold_pending()
    assert _told(world, "ward_officer", "ward")[NOVEMBER] == VillageMonth(2, 1, 0)


def test_it_adds_a_committee_s_own_villages_to_those_below_it(world: World) -> None:
    """At any depth: a grassroots organisation under the ward keeps two villages of its own."""
    system = world.act_as_system()
    below = found_unit(
        actor=system,
        name="Đảng bộ nông trường",
        kind="grassroots_party_organisation",
        code="99101009000000",
        parent_id=world.unit("ward"),
        on=SINCE,
    )
    for name in ("Đội 1", "Đội 2"):
        open_locality(actor=system, unit_id=below.pk, name=name, kind="village", on=OCTOBER)
    _village(world, system, "Làng Kon Rơlang", "village", OCTOBER)
    fold_pending()
    for unit in ("ward", "province"):
        assert _told(world, "province_officer", unit)[NOVEMBER] == VillageMonth(3, 2, 2)


def test_it_counts_the_villages_of_a_commune_that_ended_where_they_went(world: World) -> None:
    system = world.act_as_system()
    ended = found_unit(
        actor=system,
        name="Đảng bộ xã Plei Mơ",
        kind="commune_committee",
        code="99103000000000",
        parent_id=world.unit("province"),
        on=SINCE,
    )
    open_locality(actor=system, unit_id=ended.pk, name="Làng Mơ", kind="village", on=SEPTEMBER)
    _village(world, system, "Làng Kon Rơlang", "village", SEPTEMBER)
    fold_pending()
    system = world.act_as_system()
    dissolve_unit(
        actor=system, unit_id=ended.pk, successor_id=world.unit("ward"), on=date(2026, 10, 15)
    )
    fold_pending()
    assert _told(world, "province_officer", "province") == {
        SEPTEMBER: VillageMonth(2, 1, 1),
        OCTOBER: VillageMonth(2, 1, 1),
        NOVEMBER: VillageMonth(2, 1, 1),
    }
    assert _told(world, "province_officer", "ward") == {
        SEPTEMBER: VillageMonth(1, 0, 0),
        OCTOBER: VillageMonth(2, 1, 1),
        NOVEMBER: VillageMonth(2, 1, 1),
    }


def test_it_tells_the_figures_on_the_day_that_was_planned(world: World) -> None:
    actor = world.act_as("ward_officer")
    _village(world, actor, "Làng Đăk Mây", None, world.today + timedelta(days=3))
    world.act_as_system()
    Outbox.objects.all().delete()
    assert keep_villages(on=world.today) == 0
    assert keep_villages(on=world.today + timedelta(days=3)) == 1


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["open", "lead", "unlead", "close", "live", "merge"]),
        st.integers(0, 3),
        st.dates(date(2026, 8, 1), date(2026, 11, 23)),
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=examples(3, 24),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_it_agrees_with_the_register_whatever_happened(
    world: World, acts: list[tuple[str, int, date]]
) -> None:
    """Any order of changes, with a commune joining another in the middle: in every month the sums
    of the province are those of the registers, and both ways of counting give one answer."""
    with transaction.atomic():
        system = world.act_as_system()
        small = _small_commune(world, system)
        known: list[UUID] = []
        for act, number, day in acts:
            _act(world, system, act, number, day, known, small)
        fold_pending()
        system = world.act_as_system()
        units = {key: world.unit(key) for key in ("ward", "other_ward", "province")}
        told = village_months(system, list(units.values()), since=SINCE, until=NOVEMBER)
        for month in months_back(NOVEMBER, 4):
            last = min(first_of(month + timedelta(days=32)) - timedelta(days=1), world.today)
            counts = [village_counts(unit, last) for unit in (*units.values(), small)]
            read = [village_lines(system, unit, last) for unit in (*units.values(), small)]
            for count, register in zip(counts, read, strict=True):
                assert count.localities == len(register.lines)
                assert count.without_members == register.without_members
                assert count.without_cell == register.without_cell
            total = told.get(units["province"], {}).get(month)
            assert (total.localities if total else 0) == sum(c.localities for c in counts)
            assert (total.without_members if total else 0) == sum(c.without_members for c in counts)
        rebuilt = [(unit, month) for unit in units.values() for month in months_back(NOVEMBER, 4)]
        rebuild(rebuilt)
        world.act_as_system()
        again = village_months(system, list(units.values()), since=SINCE, until=NOVEMBER)
        assert again == told
        transaction.set_rollback(True)


def _small_commune(world: World, system: Actor) -> UUID:
    unit = found_unit(
        actor=system,
        name="Đảng bộ xã Plei Mơ",
        kind="commune_committee",
        code="99103000000000",
        parent_id=world.unit("province"),
        on=SINCE,
    )
    return unit.pk


def _act(
    world: World,
    system: Actor,
    act: str,
    number: int,
    day: date,
    known: list[UUID],
    small: UUID,
) -> None:
    """One change; what the rules refuse changes nothing."""
    home = (world.unit("ward"), small)[number % 2]
    try:
        with transaction.atomic():
            if act == "open":
                row = open_locality(
                    actor=system, unit_id=home, name=f"Thôn {len(known)}", kind="village", on=day
                )
                known.append(row.locality_id)
            elif act == "merge":
                dissolve_unit(
                    actor=system, unit_id=small, successor_id=world.unit("other_ward"), on=day
                )
            elif known:
                _change(world, system, act, known[number % len(known)], day)
    except NenepError:
        return


def _change(world: World, system: Actor, act: str, locality_id: UUID, day: date) -> None:
    near = row_near(history_of_locality(locality_id), day)
    if act == "close":
        close_locality(actor=system, locality_id=locality_id, on=day)
    elif act == "live":
        set_residence(
            actor=system, person_id=world.person("member"), locality_id=locality_id, on=day
        )
    else:
        change_locality(
            actor=system,
            locality_id=locality_id,
            name=near.name,
            kind=near.kind,
            unit_id=near.unit_id,
            led_by_id=world.unit("village") if act == "lead" else None,
            on=day,
        )


def test_it_is_written_by_the_worker_only(world: World) -> None:
    _village(world, world.act_as("ward_officer"), "Làng Đăk Mây", None, OCTOBER)
    fold_pending()
    world.act_as("ward_officer")
    assert UnitMonth.objects.filter(localities=1).update(localities=5) == 0
