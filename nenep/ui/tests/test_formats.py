from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.ui import formats


def test_it_writes_dates_as_a_vietnamese_paper() -> None:
    day = date(2026, 11, 3)
    assert formats.vn_date(day) == "03/11/2026"
    assert formats.vn_short_date(day) == "03/11"
    assert formats.vn_long_date(day) == "ngày 03 tháng 11 năm 2026"
    assert formats.vn_long_date(date(2026, 2, 9)) == "ngày 09 tháng 02 năm 2026"
    assert formats.vn_month(day) == "tháng 11 năm 2026"


def test_it_tells_a_moment_by_the_wall_clock_in_vietnam() -> None:
    moment = datetime(2026, 11, 3, 17, 5, tzinfo=UTC)
    assert formats.vn_time(moment) == "00:05"
    assert formats.vn_moment(moment) == "00:05, 04/11/2026"
    assert formats.vn_date(moment) == "04/11/2026"


@pytest.mark.parametrize(
    "write",
    [
        formats.vn_date,
        formats.vn_short_date,
        formats.vn_long_date,
        formats.vn_month,
        formats.vn_time,
        formats.vn_moment,
        formats.percent,
        formats.decimal_vn,
        formats.minutes,
    ],
)
def test_it_shows_a_dash_for_nothing(write: object) -> None:
    assert callable(write)
    assert write(None) == "—"


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(812, 888), "91,4%"),
        (Decimal("0.68"), "68%"),
        (0.9995, "100%"),
        (0, "0%"),
        (1, "100%"),
    ],
)
def test_it_writes_a_share_with_a_decimal_comma(share: formats.Number, written: str) -> None:
    assert formats.percent(share) == written


def test_it_never_calls_nobody_zero_percent() -> None:
    assert formats.percent_of(0, 0) == "—"
    assert formats.percent_of(0, 5) == "0%"


def test_it_writes_numbers_with_comma_and_dots() -> None:
    assert formats.decimal_vn(7.5) == "7,5"
    assert formats.decimal_vn(7, 2) == "7,00"
    assert formats.decimal_vn(1234567) == "1.234.567"
    assert formats.decimal_vn(Decimal("1234.5")) == "1.234,5"


def test_it_writes_minutes_as_hours() -> None:
    assert [formats.minutes(n) for n in (0, 15, 60, 95)] == [
        "0 phút",
        "15 phút",
        "1 giờ",
        "1 giờ 35 phút",
    ]


@given(st.integers(0, 300), st.integers(1, 300))
def test_it_keeps_a_height_within_five_steps(part: int, whole: int) -> None:
    step = formats.strip_step(Fraction(min(part, whole), whole))
    assert 1 <= step <= 5
    assert formats.strip_step(1) >= step


@given(st.decimals(min_value=0, max_value=1, places=4))
def test_it_reads_back_as_the_same_share(share: Decimal) -> None:
    written = formats.percent(share).removesuffix("%").replace(",", ".")
    assert abs(Decimal(written) - share * 100) <= Decimal("0.05")
