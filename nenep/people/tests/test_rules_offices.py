"""Who may hold what, and for how long: spells that touch are one, offices never outlive them."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.access.rules import Office
from nenep.kernel.errors import Refused
from nenep.people.rules.offices import (
    OF_THE_COMMITTEE,
    Days,
    held_without_break,
    must_be_an_office_of,
    must_be_official_throughout,
    must_be_the_right_way_round,
    must_end_after_it_began,
    must_lie_within,
    offices_in,
)
from nenep.structure.rules.units import Kind, UnitView

START = date(2020, 1, 1)
DAYS = st.integers(0, 60).map(lambda n: START + timedelta(days=n))


@st.composite
def spells(draw: st.DrawFn) -> Days:
    since = draw(DAYS)
    length = draw(st.none() | st.integers(1, 20))
    return Days(since, None if length is None else since + timedelta(days=length))


def _unit(kind: Kind) -> UnitView:
    return UnitView(UUID(int=1), "", "Đơn vị", "Đơn vị", kind, "", None, START)


@given(st.lists(spells(), max_size=5), DAYS)
def test_it_joins_the_spells_around_a_day_and_no_others(spells: list[Days], on: date) -> None:
    found = held_without_break(on, spells)
    assert (found is not None) == any(spell.covers(on) for spell in spells)
    if found is None:
        return
    last = found.until or START + timedelta(days=120)
    inside = [found.since + timedelta(days=n) for n in range((last - found.since).days)]
    assert all(any(spell.covers(day) for spell in spells) for day in inside)
    outside = [found.since - timedelta(days=1), *([found.until] if found.until else [])]
    assert not any(spell.covers(day) for spell in spells for day in outside)


@given(spells(), st.none() | spells())
def test_it_lets_an_office_last_no_longer_than_the_membership(
    office: Days, official: Days | None
) -> None:
    last = official.until if official is not None else None
    outlives = last is not None and (office.until is None or office.until > last)
    if official is None or outlives:
        with pytest.raises(Refused):
            must_be_official_throughout(office, official)
    else:
        must_be_official_throughout(office, official)


@pytest.mark.parametrize("kind", list(Kind))
def test_it_gives_every_kind_of_unit_offices_of_its_own(kind: Kind) -> None:
    unit = _unit(kind)
    offices = offices_in(unit)
    assert offices
    for office in offices:
        must_be_an_office_of(office, unit)
    with pytest.raises(Refused):
        must_be_an_office_of(Office.ADMINISTRATOR, unit)


def test_it_gives_a_province_no_office_that_reads_every_record_below() -> None:
    assert Office.COMMITTEE_SECRETARY not in offices_in(_unit(Kind.PROVINCIAL))
    assert set(OF_THE_COMMITTEE) < set(offices_in(_unit(Kind.COMMUNE)))


def test_it_refuses_days_before_the_unit_after_it_and_the_wrong_way_round() -> None:
    life = Days(START, START + timedelta(days=100))
    must_lie_within(Days(START, START + timedelta(days=100)), life)
    for days in (Days(START - timedelta(days=1), START + timedelta(days=9)), Days(START)):
        with pytest.raises(Refused):
            must_lie_within(days, life)
    with pytest.raises(Refused):
        must_be_the_right_way_round(Days(START, START))


def test_it_ends_an_office_after_its_first_day_and_not_after_its_end() -> None:
    days = Days(START, START + timedelta(days=10))
    must_end_after_it_began(START + timedelta(days=1), days)
    must_end_after_it_began(START + timedelta(days=10), days)
    for on in (START, START + timedelta(days=11)):
        with pytest.raises(Refused):
            must_end_after_it_began(on, days)
