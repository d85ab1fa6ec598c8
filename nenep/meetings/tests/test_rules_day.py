"""The day of the regular meeting, by period and type of cell."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.kernel import working_days
from nenep.kernel.errors import Invalid
from nenep.meetings.rules.day_rule import Calendar, departure, meeting_day
from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.national import national

RESIDENTIAL, AGENCY = CellType.RESIDENTIAL, CellType.AGENCY


def always_tet(first: date, last: date) -> Calendar:
    """A calendar in which those days, and only those, are Tết."""

    def name(day: date) -> str | None:
        return "Tết Nguyên Đán" if first <= day <= last else None

    def worked(day: date) -> date:
        while name(day) or working_days.is_weekend(day):
            day += timedelta(days=1)
        return day

    return Calendar(name, worked)


def test_it_is_the_third_for_every_cell_since_2025() -> None:
    for cell_type in CellType:
        found = meeting_day(national(), date(2026, 11, 20), cell_type=cell_type)
        assert found.day == date(2026, 11, 3)
        assert found.reason == "Ngày 03 hằng tháng."
        assert "42-HD/BTCTW" in str(found.citation)


def test_it_does_not_move_for_a_sunday() -> None:
    found = meeting_day(national(), date(2026, 5, 1), cell_type=AGENCY)
    assert found.day == date(2026, 5, 3)
    assert working_days.is_weekend(date(2026, 5, 3))


def test_it_moves_within_the_first_week_when_the_third_is_a_holiday() -> None:
    found = meeting_day(national(), date(2027, 9, 1), cell_type=RESIDENTIAL)
    assert found.day == date(2027, 9, 4)
    assert found.moved
    assert "Quốc khánh" in found.reason


def test_it_goes_back_when_only_earlier_days_are_left() -> None:
    tet = always_tet(date(2026, 2, 3), date(2026, 2, 9))
    found = meeting_day(national(), date(2026, 2, 1), cell_type=AGENCY, calendar=tet)
    assert found.day == date(2026, 2, 2)


def test_it_is_the_first_working_day_after_when_the_whole_week_is_tet() -> None:
    tet = always_tet(date(2026, 1, 30), date(2026, 2, 7))
    found = meeting_day(national(), date(2026, 2, 1), cell_type=AGENCY, calendar=tet)
    assert found.day == date(2026, 2, 9)
    assert "ngày làm việc đầu tiên sau kỳ nghỉ, 09/02/2026" in found.reason


def test_it_was_the_third_for_residential_cells_before() -> None:
    found = meeting_day(national(), date(2019, 3, 1), cell_type=RESIDENTIAL)
    assert found.day == date(2019, 3, 3)
    assert "văn bản của địa phương" in str(found.citation)


def test_it_left_agencies_free_before() -> None:
    assert meeting_day(national(), date(2019, 3, 1), cell_type=AGENCY).day is None
    chosen = meeting_day(national(), date(2019, 3, 1), cell_type=AGENCY, usual_day=15)
    assert chosen.day == date(2019, 3, 15)
    assert "tự chọn" in chosen.reason


def test_it_ignores_the_own_habit_where_the_rule_fixes_the_day() -> None:
    found = meeting_day(national(), date(2026, 3, 1), cell_type=AGENCY, usual_day=15)
    assert found.day == date(2026, 3, 3)


def test_it_binds_from_the_month_after_the_guidance() -> None:
    october = meeting_day(national(), date(2025, 10, 1), cell_type=AGENCY, usual_day=5)
    november = meeting_day(national(), date(2025, 11, 1), cell_type=AGENCY, usual_day=5)
    assert (october.day, november.day) == (date(2025, 10, 5), date(2025, 11, 3))


def test_it_cites_nothing_where_no_rule_is_known() -> None:
    found = meeting_day(national(), date(2009, 3, 1), cell_type=RESIDENTIAL, usual_day=3)
    assert found.day == date(2009, 3, 3)
    assert found.citation is None
    assert "Chưa biết quy định" in found.reason


def test_it_refuses_a_habit_that_is_no_day_of_the_month() -> None:
    with pytest.raises(Invalid, match="02/2019"):
        meeting_day(national(), date(2019, 2, 1), cell_type=AGENCY, usual_day=30)


def test_it_tells_how_another_day_departs_from_the_rule() -> None:
    planned = meeting_day(national(), date(2026, 11, 1), cell_type=AGENCY)
    assert departure(planned, date(2026, 11, 3)) == ""
    assert "05/11/2026" in departure(planned, date(2026, 11, 5))


@given(
    st.dates(date(2025, 11, 1), date(2035, 12, 1)),
    st.integers(-10, 15),
    st.integers(0, 20),
    st.sampled_from(CellType),
)
@settings(deadline=None)
def test_it_never_meets_on_a_holiday(
    month: date, start: int, length: int, cell_type: CellType
) -> None:
    begin = month.replace(day=1) + timedelta(days=start)
    tet = always_tet(begin, begin + timedelta(days=length))
    found = meeting_day(national(), month, cell_type=cell_type, calendar=tet)
    assert found.day is not None
    assert tet.holiday_name(found.day) is None
    usual = month.replace(day=3)
    assert found.moved == (tet.holiday_name(usual) is not None)
    free = [d for d in range(1, 8) if tet.holiday_name(month.replace(day=d)) is None]
    assert (found.day.day in free and found.day.month == month.month) == bool(free)
