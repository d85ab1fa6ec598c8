"""Dates with precision: reading, printing, order and reach."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.errors import Invalid
from nenep.kernel.partial_dates import UNKNOWN, PartialDate, Precision, parse

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
partial_dates = st.one_of(
    st.just(UNKNOWN),
    days.map(PartialDate.of),
    days.map(lambda d: PartialDate(d.year, d.month)),
    days.map(lambda d: PartialDate(d.year)),
)


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("17/01/1958", PartialDate(1958, 1, 17)),
        ("24-09-1982", PartialDate(1982, 9, 24)),
        (" 3 / 2 / 1977 ", PartialDate(1977, 2, 3)),
        ("3.2.1977", PartialDate(1977, 2, 3)),
        ("03 02 1977", PartialDate(1977, 2, 3)),
        ("ngày 17 tháng 01 năm 1958", PartialDate(1958, 1, 17)),
        ("1958-01-17", PartialDate(1958, 1, 17)),
        ("1958-01-17 00:00:00", PartialDate(1958, 1, 17)),
        ("17011958", PartialDate(1958, 1, 17)),
        ("'17/01/1958", PartialDate(1958, 1, 17)),
        ("02/1974", PartialDate(1974, 2)),
        ("tháng 2 năm 1974", PartialDate(1974, 2)),
        ("1974-02", PartialDate(1974, 2)),
        ("00/02/1974", PartialDate(1974, 2)),
        ("../../1954", PartialDate(1954)),
        ("1954", PartialDate(1954)),
        ("năm 1954", PartialDate(1954)),
        (1954, PartialDate(1954)),
        (1954.0, PartialDate(1954)),
        (date(1974, 4, 19), PartialDate(1974, 4, 19)),
        (datetime(1974, 4, 19, 7, 30), PartialDate(1974, 4, 19)),  # noqa: DTZ001 - as a cell holds it
        (21202, PartialDate(1958, 1, 17)),
        (21202.5, PartialDate(1958, 1, 17)),
        ("21202", PartialDate(1958, 1, 17)),
        ("chưa rõ", UNKNOWN),
        ("Không rõ", UNKNOWN),
        ("-", UNKNOWN),
        ("", UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_it_reads_the_shapes_found_in_lists(found: object, meant: PartialDate) -> None:
    assert parse(found) == meant


@pytest.mark.parametrize(
    "found",
    [
        "31/02/1970",
        "01/17/1958",
        "29/02/1970",
        "32/01/1970",
        "13/1970",
        "17/01/0958",
        "17/01/58",
        "khoảng kháng chiến",
        2.1974,
        True,
        "1958/",
        "99999",
    ],
)
def test_it_refuses_what_is_no_date(found: object) -> None:
    with pytest.raises(Invalid, match="không phải là một ngày có thật"):
        parse(found)


def test_it_reads_two_digit_years_only_when_told_the_pivot() -> None:
    assert parse("17/01/58", pivot=26) == PartialDate(1958, 1, 17)
    assert parse("17/01/05", pivot=26) == PartialDate(2005, 1, 17)


@given(partial_dates)
def test_it_reads_back_what_it_prints(value: PartialDate) -> None:
    assert parse(value.in_words()) == value


@given(partial_dates)
def test_it_survives_storage(value: PartialDate) -> None:
    assert PartialDate.stored(value.earliest(), value.precision) == value


@given(days)
def test_it_covers_its_days(day: date) -> None:
    for value in (PartialDate.of(day), PartialDate(day.year, day.month), PartialDate(day.year)):
        first, last = value.earliest(), value.latest()
        assert first is not None
        assert last is not None
        assert first <= day <= last


def test_it_says_how_far_it_reaches() -> None:
    assert PartialDate(1976, 2).latest() == date(1976, 2, 29)
    assert PartialDate(1976).latest() == date(1976, 12, 31)
    assert UNKNOWN.earliest() is None
    assert UNKNOWN.latest() is None


@given(partial_dates, partial_dates)
def test_it_finds_equal_days_both_ways(one: PartialDate, other: PartialDate) -> None:
    assert one.may_equal(other) == other.may_equal(one)
    assert one.may_equal(one) is one.known


def test_it_matches_a_year_with_a_full_date_of_that_year() -> None:
    assert PartialDate(1979).may_equal(PartialDate(1979, 1, 26))
    assert not PartialDate(1979, 2).may_equal(PartialDate(1979, 1, 26))
    assert not UNKNOWN.may_equal(PartialDate(1979))


def test_it_knows_which_says_more() -> None:
    assert PartialDate(1979, 1, 26).finer_than(PartialDate(1979))
    assert PartialDate(1979).finer_than(UNKNOWN)
    assert not PartialDate(1980, 1, 26).finer_than(PartialDate(1979))
    assert not UNKNOWN.finer_than(PartialDate(1979))


def test_it_orders_by_first_day_and_the_unknown_last() -> None:
    ordered = [PartialDate(1954, 1, 1), PartialDate(1954), PartialDate(1954, 2), UNKNOWN]
    assert sorted(reversed(ordered)) == ordered
    assert [value.precision for value in ordered] == [
        Precision.DAY,
        Precision.YEAR,
        Precision.MONTH,
        Precision.UNKNOWN,
    ]


@pytest.mark.parametrize("parts", [(None, 2, None), (1954, None, 3), (1954, 13, None), (1, 1, 1)])
def test_it_refuses_impossible_parts(parts: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(Invalid):
        PartialDate(*parts)
