"""Party age and badges: no round missed, none twice, no day guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.partial_dates import PartialDate
from nenep.people.rules.seniority import (
    Round,
    badges_due,
    earliest_award,
    early_from,
    months_later,
    party_age,
    round_after,
    rounds_from,
    years_later,
)
from nenep.rulebook.rules.national import national

TODAY = date(2026, 11, 23)
RULES = national()
ROUNDS = rounds_from(RULES.value("badge.rounds", on=TODAY).value)
MARKS = [30, 40, 45, 50]
DAYS = st.dates(date(1940, 1, 1), date(2026, 12, 31))


def test_it_knows_the_four_rounds_of_the_year() -> None:
    assert (Round(2, 3), Round(5, 19), Round(9, 2), Round(11, 7)) == ROUNDS


@given(DAYS)
def test_it_gives_every_day_the_next_round(day: date) -> None:
    found = round_after(day, ROUNDS)
    assert day <= found <= day + timedelta(days=183)
    assert Round(found.month, found.day) in ROUNDS
    between = (day + timedelta(days=n) for n in range((found - day).days))
    assert all(Round(one.month, one.day) not in ROUNDS for one in between)


def test_it_has_no_round_without_rounds() -> None:
    with pytest.raises(ValueError, match="no round"):
        round_after(TODAY, ())


@given(DAYS, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_it_lets_each_badge_fall_due_on_exactly_one_day_of_rounds(admitted: date, on: date) -> None:
    """Asked round by round over a life, every mark comes once and is then full."""
    due = list(
        badges_due(
            PartialDate.of(admitted),
            marks=MARKS,
            rounds=ROUNDS,
            awarded=(),
            since=date(1900, 1, 1),
            until=date(2100, 12, 31),
        )
    )
    assert [one.years for one in due] == MARKS
    for one in due:
        assert one.round_on is not None
        assert one.full_on <= one.round_on
        assert party_age(PartialDate.of(admitted), one.round_on) == one.years
    now = badges_due(
        PartialDate.of(admitted), marks=MARKS, rounds=ROUNDS, awarded=(), since=on, until=on
    )
    assert [one.years for one in now] == [one.years for one in due if one.round_on == on]


@given(DAYS, DAYS)
def test_it_counts_full_years_only(admitted: date, on: date) -> None:
    age = party_age(PartialDate.of(admitted), on)
    if admitted > on:
        assert age is None
        return
    assert age is not None
    assert years_later(admitted, age) <= on < years_later(admitted, age + 1)


@given(st.integers(1950, 1999), st.integers(1, 12))
def test_it_never_guesses_a_round_from_a_month(year: int, month: int) -> None:
    """A month gives the round when all its days give the same; else the day is asked for."""
    wide = {"since": date(1900, 1, 1), "until": date(2100, 12, 31)}
    told = badges_due(PartialDate(year, month), marks=[30], rounds=ROUNDS, awarded=(), **wide)
    rounds = {round_after(years_later(date(year, month, day), 30), ROUNDS) for day in range(1, 29)}
    for one in told:
        assert one.round_on is None or rounds == {one.round_on}


def test_it_says_nothing_of_an_unknown_admission_and_of_what_was_given() -> None:
    wide = {"since": date(1900, 1, 1), "until": date(2100, 12, 31)}
    assert not list(badges_due(PartialDate(), marks=[30], rounds=ROUNDS, awarded=(), **wide))
    day = PartialDate(1996, 3, 3)
    assert not list(badges_due(day, marks=[30], rounds=ROUNDS, awarded=[30], **wide))
    assert party_age(PartialDate(1996), date(2026, 6, 1)) is None


def test_it_allows_the_seriously_ill_more_months_the_older_they_are() -> None:
    early = early_from(RULES.value("badge.early", on=TODAY).value)
    assert earliest_award(date(2027, 3, 3), 30, early) == date(2026, 3, 3)
    assert earliest_award(date(2027, 3, 3), 70, early) == date(2025, 3, 3)


@given(DAYS, st.integers(-60, 60))
def test_it_keeps_the_day_of_the_month_or_takes_the_last(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
