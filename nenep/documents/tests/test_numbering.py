from datetime import date

import pytest

from nenep.documents.rules.model import PaperNumber, PlaceAndDate
from nenep.documents.rules.numbering import (
    format_date,
    format_number,
    number_line,
    place_and_date_line,
)
from nenep.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("n", "text"), [(1, "01-NQ/CB"), (9, "09-NQ/CB"), (10, "10-NQ/CB"), (123, "123-NQ/CB")]
)
def test_it_writes_a_leading_zero_below_ten(n: int, text: str) -> None:
    assert format_number(n, "NQ", "CB") == text


@pytest.mark.parametrize(("n", "code", "issuer"), [(0, "NQ", "CB"), (1, "", "CB"), (1, "NQ", "")])
def test_it_refuses_what_is_no_number(n: int, code: str, issuer: str) -> None:
    with pytest.raises(Invalid):
        format_number(n, code, issuer)


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2026, 2, 3), "ngày 03 tháng 02 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 23), "ngày 23 tháng 11 năm 2026"),
    ],
)
def test_it_writes_a_date_nothing_can_be_added_to(on: date, text: str) -> None:
    assert format_date(on) == text


def test_it_leaves_a_dotted_place_for_the_pen() -> None:
    assert number_line(PaperNumber("NQ", "CB")) == "Số ........-NQ/CB"
    assert number_line(PaperNumber("NQ", "CB", 5)) == "Số 05-NQ/CB"
    assert place_and_date_line(PlaceAndDate("Đồi Chè")).startswith("Đồi Chè, ngày ......")


def test_it_begins_with_a_capital_when_no_place_is_known() -> None:
    assert place_and_date_line(PlaceAndDate("", date(2026, 2, 3))) == "Ngày 03 tháng 02 năm 2026"
