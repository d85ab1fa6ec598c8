from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.kernel.working_days import (
    add_working_days,
    first_working_day,
    holiday_name,
    is_weekend,
    is_working_day,
    working_days_between,
)

days = st.dates(date(2011, 1, 1), date(2030, 12, 31))


def test_it_names_tet_in_vietnamese() -> None:
    assert holiday_name(date(2026, 2, 17)) == "Tết Nguyên Đán"


def test_it_does_not_call_a_weekend_a_holiday() -> None:
    sunday = date(2024, 11, 3)
    assert is_weekend(sunday)
    assert holiday_name(sunday) is None
    assert not is_working_day(sunday)


def test_it_works_on_the_saturday_exchanged_for_a_day_off() -> None:
    assert is_working_day(date(2026, 8, 22))
    assert not is_working_day(date(2026, 8, 31))


def test_it_skips_tet_when_counting_working_days() -> None:
    # 13 February 2026 is the Friday before Tết; work resumes on Monday the 23rd.
    assert add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 23)
    assert first_working_day(date(2026, 2, 16)) == date(2026, 2, 23)


def test_it_refuses_a_clock_that_runs_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        add_working_days(date(2026, 2, 13), -1)


@given(days, st.integers(1, 90))
@settings(max_examples=60, deadline=None)
def test_it_ends_a_clock_on_a_working_day_and_counts_it_back(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert working_days_between(start, end) == count
    assert working_days_between(end, start) == -count


@given(days, st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_it_adds_up_over_consecutive_spans(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    whole = working_days_between(start, end)
    assert whole == working_days_between(start, middle) + working_days_between(middle, end)
