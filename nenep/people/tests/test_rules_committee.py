"""The size of a committee: asked by the rules of the day, cited, and where the facts part."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.access.rules import Office
from nenep.people.rules.committee import (
    Asked,
    CellFacts,
    Missing,
    SizeRules,
    TermFacts,
    advice,
    ends_soon,
    findings,
    members_of_committee,
    size_rules,
    term_until,
    vacancies,
)
from nenep.rulebook.rules.national import national
from nenep.structure.rules.units import Kind, UnitView

NOW, UNDER_294, IN_2019 = date(2026, 11, 23), date(2026, 1, 5), date(2019, 3, 3)
CELL = UnitView(UUID(int=1), "", "Chi bộ", "", Kind.CELL, "residential", None, NOW)
SECRETARY, MEMBER = Office.CELL_SECRETARY, Office.CELL_COMMITTEE_MEMBER
RUNNING = TermFacts(5, date(2025, 7, 1), date(2030, 7, 1))


def _rules(on: date = NOW) -> SizeRules:
    return size_rules(national(), CELL, [], on)


def _missing(facts: CellFacts, on: date = NOW) -> set[Missing]:
    return {finding.missing for finding in findings(facts, _rules(on), on)}


@pytest.mark.parametrize(
    ("official", "asked"),
    [
        (3, [Asked.SECRETARY]),
        (8, [Asked.SECRETARY]),
        (9, [Asked.COMMITTEE]),
        (29, [Asked.COMMITTEE]),
        (30, [Asked.COMMITTEE, Asked.GROUPS]),
    ],
)
@pytest.mark.parametrize("on", [UNDER_294, NOW])
def test_it_asks_by_the_number_of_official_members(
    official: int, asked: list[Asked], on: date
) -> None:
    found = advice(official, _rules(on))
    assert [one.asked for one in found] == asked


def test_it_cites_the_point_that_was_read_and_warns_of_our_reading() -> None:
    (read,) = advice(20, _rules(UNDER_294))
    assert read.basis.place == "Quy định 294-QĐ/TW ngày 26/05/2025, điểm 23.2"
    assert read.basis.caution == ""
    (reading,) = advice(20, _rules(NOW))
    assert "cách hiểu của phần mềm" in reading.basis.caution


def test_it_asks_nothing_where_no_rule_is_known() -> None:
    assert advice(50, _rules(IN_2019)) == ()
    assert _missing(CellFacts(50, [(UUID(int=9), SECRETARY)], 0, None), IN_2019) == {
        Missing.NO_TERM
    }


def test_it_misses_a_secretary_and_a_committee() -> None:
    assert _missing(CellFacts(12, [], 0, RUNNING)) == {
        Missing.NO_SECRETARY,
        Missing.NO_COMMITTEE,
        Missing.VACANCIES,
    }
    held = [(UUID(int=n), MEMBER) for n in range(4)] + [(UUID(int=9), SECRETARY)]
    assert _missing(CellFacts(12, held, 0, RUNNING)) == set()


def test_it_sees_too_many_and_a_committee_where_none_should_be() -> None:
    held = [(UUID(int=n), MEMBER) for n in range(7)] + [(UUID(int=9), SECRETARY)]
    assert _missing(CellFacts(40, held, 2, TermFacts(7, NOW, None))) == {Missing.TOO_MANY}
    small = [(UUID(int=1), MEMBER), (UUID(int=9), SECRETARY)]
    found = _missing(CellFacts(6, small, 0, TermFacts(2, NOW, None)))
    assert found == {Missing.TOO_SMALL_FOR_ONE}


def test_it_reminds_of_groups_and_of_a_term_that_ends() -> None:
    held = [(UUID(int=n), MEMBER) for n in range(4)] + [(UUID(int=9), SECRETARY)]
    term = TermFacts(5, date(2021, 12, 1), date(2026, 12, 1))
    assert _missing(CellFacts(33, held, 0, term)) == {Missing.NO_GROUPS, Missing.TERM_ENDS_SOON}


@given(st.integers(0, 30), st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Office))))
def test_it_counts_a_seat_once_however_many_offices(
    size: int, told: list[tuple[int, Office]]
) -> None:
    held = [(UUID(int=person), office) for person, office in told]
    seats = len(members_of_committee(held))
    assert seats <= len({person for person, _ in held})
    assert vacancies(size, seats) == max(0, size - seats)
    assert vacancies(size, seats) + min(seats, size) == size


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(1, 7))
def test_it_ends_a_term_on_the_same_day_of_a_later_year(since: date, years: int) -> None:
    until = term_until(since, years)
    assert until.year == since.year + years
    assert abs((until.replace(year=2024) - since.replace(year=2024)).days) <= 1
    assert ends_soon(until, until - timedelta(days=180))
    assert not ends_soon(until, until - timedelta(days=181))
