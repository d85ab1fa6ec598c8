from decimal import Decimal

from nenep.kernel.ratios import decimal_text, percent, percent_text


def test_it_rounds_half_up_with_a_decimal_comma() -> None:
    assert percent_text(15, 16) == "93,8%"
    assert percent(1, 2000) == Decimal("0.1")


def test_it_says_nothing_of_nothing() -> None:
    assert percent(0, 0) is None
    assert percent_text(0, 0) == "–"


def test_it_writes_whole_numbers_without_a_comma() -> None:
    assert decimal_text(Decimal("90.0")) == "90"
    assert decimal_text(Decimal("100.0")) == "100"
