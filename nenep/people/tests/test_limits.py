"""How long a state may last, by the rule of the day it begins on."""

from datetime import date

import pytest

from nenep.kernel.errors import Invalid
from nenep.people.rules.limits import (
    Lengths,
    must_not_last_too_long,
    provisions_of,
    shorter_than_a_stay,
)
from nenep.rulebook.rules.national import national

DAY = date(2026, 11, 1)
RULES = national()
LENGTHS = Lengths(
    RULES.find("member.exemption", on=DAY), RULES.find("member.temporary_transfer", on=DAY)
)


@pytest.mark.parametrize(
    ("kind", "until", "study"),
    [
        ("temporary_exemption", date(2027, 10, 30), False),
        ("away", date(2027, 10, 30), False),
        ("away", date(2028, 10, 31), True),
        ("activity_exemption", None, False),
        ("activity_exemption", date(2036, 1, 1), False),
        ("suspended", None, False),
    ],
)
def test_it_lets_pass_what_the_rule_allows(kind: str, until: date | None, study: bool) -> None:
    must_not_last_too_long(kind, DAY, until, LENGTHS, study=study)


@pytest.mark.parametrize(
    ("kind", "until", "study"),
    [
        ("temporary_exemption", date(2027, 10, 31), False),
        ("away", date(2027, 10, 31), False),
        ("away", date(2028, 11, 1), True),
    ],
)
def test_it_refuses_longer_with_the_citation(kind: str, until: date, study: bool) -> None:
    with pytest.raises(Invalid, match="Căn cứ: ") as refusal:
        must_not_last_too_long(kind, DAY, until, LENGTHS, study=study)
    assert refusal.value.field == "until"


@pytest.mark.parametrize("kind", ["temporary_exemption", "away"])
def test_it_refuses_what_must_have_an_end(kind: str) -> None:
    with pytest.raises(Invalid, match="ngày cuối cùng"):
        must_not_last_too_long(kind, DAY, None, LENGTHS)


def test_it_refuses_an_end_before_the_beginning() -> None:
    with pytest.raises(Invalid, match="sau ngày bắt đầu"):
        must_not_last_too_long("suspended", DAY, date(2026, 10, 31), LENGTHS)


def test_it_asks_nothing_where_no_rule_is_known() -> None:
    unknown = Lengths(None, None)
    must_not_last_too_long("temporary_exemption", DAY, date(2030, 1, 1), unknown)


def test_it_remarks_upon_a_stay_that_is_none() -> None:
    assert shorter_than_a_stay(DAY, date(2027, 1, 30), LENGTHS.stay)
    assert not shorter_than_a_stay(DAY, date(2027, 1, 31), LENGTHS.stay)


@pytest.mark.parametrize("day", [date(2026, 1, 1), DAY])
def test_it_offers_provisions_without_any_ground(day: date) -> None:
    ruling = RULES.find("member.state_provisions", on=day)
    for kind in ("activity_exemption", "temporary_exemption", "away"):
        offered = provisions_of(kind, ruling)
        assert offered
        for one in offered:
            assert len(one.text) <= 120
            assert not any(word in one.text for word in ("bệnh", "sức khỏe", "thai", "gia đình"))
