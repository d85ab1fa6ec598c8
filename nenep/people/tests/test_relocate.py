"""Members move between cells together: standing and states go along, each is in one place."""

from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from nenep.access.models import Grant
from nenep.kernel.errors import Forbidden, Refused
from nenep.people.actions.keepers import refresh_keepers
from nenep.people.actions.relocate import Move, relocate
from nenep.people.actions.states import renew_state
from nenep.people.models import Membership, OfficeTerm, Person, Residence, State
from nenep.people.pages.persons import person_page
from nenep.people.queries.expiring import expiring_of
from nenep.structure.models import Locality
from tests.world import World

DAY = date(2026, 12, 1)
VILLAGERS = (
    *("secretary", "deputy", "committee_member", "member"),
    *("probationary", "exempt", "away", "suspended"),
)


def _moves(world: World, *keys: str) -> list[Move]:
    return [Move(world.person(key), world.unit("school")) for key in keys]


def _cells(world: World, key: str, on: date) -> list[tuple[object, str]]:
    spells = Membership.objects.filter(person_id=world.person(key), during__contains=on)
    return [(one.unit_id, one.standing) for one in spells]


def test_it_moves_a_whole_cell(world: World) -> None:
    actor = world.act_as("ward_officer")
    before = {key: _cells(world, key, world.today) for key in VILLAGERS}
    assert relocate(actor=actor, moves=_moves(world, *VILLAGERS), on=DAY) == len(VILLAGERS)
    for key in VILLAGERS:
        [(_, standing)] = before[key]
        assert _cells(world, key, date(2026, 11, 30)) == before[key]
        assert _cells(world, key, DAY) == [(world.unit("school"), standing)]


def test_it_calls_the_cell_of_today_until_the_day_of_the_move(world: World) -> None:
    actor = world.act_as("ward_officer")
    relocate(actor=actor, moves=_moves(world, "member"), on=DAY)
    person = Person.objects.get(pk=world.person("member"))
    assert person_page(actor, person, world.today).cell_name == "Chi bộ làng Kon Rơlang"
    assert person_page(actor, person, DAY).cell_name == "Chi bộ Trường Tiểu học Lồ Ô"


def test_it_costs_the_same_for_two_and_for_all(world: World) -> None:
    counted = []
    for keys in (VILLAGERS[:2], VILLAGERS[2:]):
        actor = world.act_as("ward_officer")
        with CaptureQueriesContext(connection) as asked:
            relocate(actor=actor, moves=_moves(world, *keys), on=DAY)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_it_takes_states_along_and_forgets_no_end(world: World) -> None:
    relocate(actor=world.act_as("ward_officer"), moves=_moves(world, "exempt"), on=DAY)
    old, new = State.objects.filter(person_id=world.person("exempt")).order_by("during")
    assert (old.unit_id, old.during.upper) == (world.unit("village"), DAY)
    assert (new.unit_id, new.during.lower, new.during.upper) == (
        world.unit("school"),
        DAY,
        date(2027, 1, 1),
    )
    assert new.renews_id == old.pk
    matters = expiring_of(world.act_as("ward_officer"), world.unit("ward"), DAY)
    told = [one for one in matters if one.person_id == world.person("exempt")]
    assert [(one.on, one.cell_name) for one in told if one.kind == "state"] == [
        (date(2026, 12, 31), "Chi bộ Trường Tiểu học Lồ Ô")
    ]


def test_it_keeps_a_renewal_written_before(world: World) -> None:
    actor = world.act_as("ward_officer")
    first = State.objects.get(person_id=world.person("exempt"))
    renewal = renew_state(actor=actor, state_id=first.pk, until=date(2027, 12, 31), on=world.today)
    relocate(actor=actor, moves=_moves(world, "exempt"), on=DAY)
    renewal.refresh_from_db()
    middle = State.objects.get(renewed_by=renewal)
    assert (renewal.unit_id, middle.unit_id) == (world.unit("school"), world.unit("school"))
    assert middle.renews_id == first.pk


def test_it_ends_the_offices_of_the_cell_left(world: World) -> None:
    actor = world.act_as("ward_officer")
    relocate(actor=actor, moves=_moves(world, "secretary"), on=DAY)
    term = OfficeTerm.objects.get(person_id=world.person("secretary"))
    assert (term.during.upper, term.ended_as) == (DAY, "reorganised")
    assert Grant.objects.get(person_id=world.person("secretary")).during.upper == DAY


def test_it_lets_the_record_follow_overnight(world: World) -> None:
    actor = world.act_as("ward_officer")
    relocate(actor=actor, moves=_moves(world, "member"), on=DAY)
    relocate(actor=actor, moves=_moves(world, "exempt"), on=world.today)
    kept = dict(Person.objects.values_list("pk", "kept_by_id"))
    assert kept[world.person("member")] == world.unit("village")
    assert kept[world.person("exempt")] == world.unit("school")
    world.act_as_system()
    assert refresh_keepers() == 0
    Membership.objects.filter(person_id=world.person("member"), during__startswith=DAY).delete()
    Membership.objects.filter(person_id=world.person("member")).update(
        unit_id=world.unit("school"), during=DateRange(date(2026, 10, 1), None)
    )
    assert refresh_keepers() == 1
    assert Person.objects.get(pk=world.person("member")).kept_by_id == world.unit("school")
    assert refresh_keepers() == 0


@pytest.mark.parametrize(("how", "rows"), [("reorganised", 2), ("transferred", 1)])
def test_it_moves_nobody_s_house_because_cells_move(world: World, how: str, rows: int) -> None:
    world.act_as_system()
    place = Locality.objects.create()
    Residence.objects.create(
        person_id=world.person("member"),
        unit_id=world.unit("village"),
        locality=place,
        during=DateRange(date(2026, 1, 1), None),
    )
    relocate(actor=world.act_as("ward_officer"), moves=_moves(world, "member"), on=DAY, how=how)
    found = Residence.objects.filter(person_id=world.person("member")).order_by("during")
    assert [one.during.upper for one in found] == [DAY, None][:rows]


def test_it_changes_nothing_twice(world: World) -> None:
    actor = world.act_as("ward_officer")
    moves = _moves(world, *VILLAGERS)
    relocate(actor=actor, moves=moves, on=DAY)
    assert relocate(actor=actor, moves=moves, on=DAY) == 0
    assert Membership.objects.filter(person_id=world.person("member")).count() == 2


def test_it_moves_who_began_that_very_day(world: World) -> None:
    actor = world.act_as("ward_officer")
    since = date(2025, 7, 1)
    relocate(actor=actor, moves=_moves(world, "member"), on=since)
    [spell] = Membership.objects.filter(person_id=world.person("member"))
    assert (spell.unit_id, spell.during.lower) == (world.unit("school"), since)


def test_it_refuses_whole_when_one_is_no_member(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Refused, match="Có 1 người"):
        relocate(
            actor=actor,
            moves=[*_moves(world, "member"), Move(world.unit("ward"), world.unit("school"))],
            on=DAY,
        )
    assert Membership.objects.filter(person_id=world.person("member")).count() == 1


def test_it_refuses_a_cell_of_another_ward(world: World) -> None:
    moves = [Move(world.person("member"), world.unit("other_cell"))]
    with pytest.raises(Forbidden):
        relocate(actor=world.act_as("ward_officer"), moves=moves, on=DAY)
    with pytest.raises(Forbidden):
        relocate(actor=world.act_as("secretary"), moves=_moves(world, "member"), on=DAY)
