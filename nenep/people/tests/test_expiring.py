"""What runs out: on every day an answer, never two, never a guess; and the list of a unit."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import OfficeTerm, Person, State
from nenep.people.queries.expiring import ExpiringMatter, expiring_of
from nenep.people.rules.clocks import transfer_clock
from nenep.people.rules.expiring import (
    PROBATION_AHEAD,
    STATE_AHEAD,
    Matter,
    office_expiry,
    probation_expiry,
    state_expiry,
    stay_expiry,
    transfer_expiry,
)
from nenep.rulebook.rules.national import national
from tests.world import World

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2032, 1, 1))
KINDS = st.sampled_from(["activity_exemption", "temporary_exemption", "away", "suspended"])


@given(KINDS, DAYS)
def test_it_never_lets_a_state_lapse_silently(kind: str, last: date) -> None:
    """From the first day of notice on it is told every day, for ever, until somebody answers."""
    told = state_expiry(kind, last, "", TODAY)
    if last > TODAY + timedelta(days=STATE_AHEAD):
        assert told is None
        return
    assert told is not None
    assert told.on == last
    assert told.overdue == (last < TODAY)
    assert f"{last:%d/%m/%Y}" in told.text


@given(KINDS)
def test_it_says_nothing_of_a_state_without_an_end(kind: str) -> None:
    assert state_expiry(kind, None, "", TODAY) is None


@given(st.none() | DAYS, st.none() | DAYS, st.sampled_from(["day", "month", "year", "unknown"]))
def test_it_counts_a_probation_from_a_day_or_asks_for_it(
    ceremony: date | None, admitted: date | None, precision: str
) -> None:
    known = PartialDate.stored(admitted, precision)
    told = probation_expiry(ceremony, known, 12, "", TODAY)
    start = ceremony or (admitted if precision == "day" else None)
    if start is None:
        assert told is not None
        assert (told.on, told.days, told.overdue) == (None, None, False)
        assert "Cần ngày" in told.text
    elif told is not None:
        assert told.on is not None
        assert (told.on.year, told.on.month) == (start.year + 1, start.month)
        assert told.days is not None
        assert told.days <= PROBATION_AHEAD


@given(DAYS)
def test_it_gives_every_letter_one_matter_and_one_clock(introduced_on: date) -> None:
    clock = transfer_clock(introduced_on, national().find("clock.transfer", on=introduced_on))
    told = transfer_expiry(introduced_on, "Chi bộ A", clock, TODAY)
    assert (told.on is None) == (clock is None)
    assert ("Chưa biết thời hạn" in told.text) == (clock is None)
    if clock is not None and told.overdue:
        assert clock.strike_from < TODAY


@given(DAYS)
def test_it_asks_nothing_of_what_is_over_by_itself(last: date) -> None:
    for told in (stay_expiry(last, TODAY), office_expiry("Bí thư chi bộ", last, TODAY)):
        assert told is None or (told.days is not None and told.days >= 0)


def _matters(world: World, key: str, unit: str = "village") -> dict[Matter, ExpiringMatter]:
    found = expiring_of(world.act_as(key), world.unit(unit), world.today)
    return {one.kind: one for one in found}


def test_it_shows_a_secretary_the_exemption_that_ends(world: World) -> None:
    matter = _matters(world, "secretary")[Matter.STATE]
    assert (matter.person_name, matter.days) == ("Ngô Bá Thiện", 38)
    assert matter.cell_name == "Chi bộ làng Kon Rơlang"
    assert matter.url_name == "state-renewal"
    assert State.objects.filter(pk=matter.url_args[0], person_id=matter.person_id).exists()


def test_it_shows_the_ward_the_matters_of_its_cells(world: World) -> None:
    assert Matter.STATE in _matters(world, "ward_officer", "ward")


@pytest.mark.parametrize("key", ["other_ward_officer", "province_officer", "school_secretary"])
def test_it_shows_strangers_nothing(world: World, key: str) -> None:
    assert _matters(world, key) == {}


def test_it_shows_a_probation_that_is_full(world: World) -> None:
    world.act_as_system()
    Person.objects.filter(pk=world.person("probationary")).update(ceremony_on=date(2025, 12, 20))
    matter = _matters(world, "secretary")[Matter.PROBATION]
    assert matter.on == date(2026, 12, 20)
    assert matter.url_name == "person"
    assert _matters(world, "ward_officer")[Matter.PROBATION].url_name == "recognition"


def test_it_asks_for_the_day_of_a_probation(world: World) -> None:
    world.act_as_system()
    Person.objects.filter(pk=world.person("probationary")).update(
        admitted_on=date(2025, 1, 1), admitted_precision="year"
    )
    matter = _matters(world, "secretary")[Matter.PROBATION]
    assert matter.on is None
    assert "Cần ngày" in matter.text


def test_it_shows_the_badge_of_a_coming_round(world: World) -> None:
    world.act_as_system()
    Person.objects.filter(pk=world.person("secretary")).update(admitted_on=date(1996, 12, 1))
    day = date(2026, 12, 15)
    actor = world.act_as("ward_officer")
    badges = [one for one in expiring_of(actor, world.unit("village"), day) if one.kind == "badge"]
    assert [(one.person_name, one.on) for one in badges] == [("Siu Thương", date(2027, 2, 3))]


def test_it_shows_an_office_before_its_term_ends(world: World) -> None:
    world.act_as_system()
    terms = OfficeTerm.objects.filter(person_id=world.person("deputy"))
    terms.update(during=DateRange(date(2025, 7, 1), date(2027, 1, 1)))
    matter = _matters(world, "secretary")[Matter.OFFICE]
    assert matter.on == date(2026, 12, 31)
    assert "Phó Bí thư" in matter.text


def test_it_stays_until_somebody_answers(world: World) -> None:
    world.act_as_system()
    states = State.objects.filter(person_id=world.person("exempt"))
    states.update(during=DateRange(date(2026, 1, 1), date(2026, 7, 1)))
    matter = _matters(world, "secretary")[Matter.STATE]
    assert matter.overdue
    world.act_as_system()
    states.update(settled_on=date(2026, 7, 5))
    assert Matter.STATE not in _matters(world, "secretary")


@pytest.mark.parametrize(("key", "unit"), [("secretary", "village"), ("ward_officer", "ward")])
def test_it_asks_the_same_few_questions_of_a_cell_and_a_ward(
    world: World, key: str, unit: str
) -> None:
    actor = world.act_as(key)
    with CaptureQueriesContext(connection) as asked:
        expiring_of(actor, world.unit(unit), world.today)
    assert len(asked) <= 3
