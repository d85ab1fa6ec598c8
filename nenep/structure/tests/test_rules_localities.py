"""Names of villages: their order, their kind, when two writings are one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.errors import Invalid
from nenep.structure.rules.localities import (
    Life,
    LocalityKind,
    clean_place_name,
    kind_by_name,
    place_key,
    same_place,
)
from nenep.structure.rules.locality_lists import read_list

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_it_counts_before_it_spells() -> None:
    names = ["Tổ dân phố 10", "Làng Đăk", "Tổ dân phố 2", "Làng Dốc"]
    assert sorted(names, key=place_key) == [
        "Làng Đăk",
        "Làng Dốc",
        "Tổ dân phố 2",
        "Tổ dân phố 10",
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tổ dân phố 3", LocalityKind.GROUP),
        ("TDP 3", LocalityKind.GROUP),
        ("Khu phố Hoa Lư", LocalityKind.GROUP),
        ("Làng Tơ Nâu", LocalityKind.VILLAGE),
        ("Thôn 3", LocalityKind.VILLAGE),
        ("Buôn Tổng Nhăo", LocalityKind.VILLAGE),
    ],
)
def test_it_tells_the_kind_by_the_name(name: str, kind: LocalityKind) -> None:
    assert kind_by_name(name) is kind


def test_it_takes_case_for_nothing_and_marks_for_something() -> None:
    assert same_place("LÀNG ĐĂK", "làng  đăk")
    assert not same_place("Làng Đăk", "Làng Dak")


@pytest.mark.parametrize("text", ["", " . ", "x" * 121])
def test_it_refuses_what_is_no_name(text: str) -> None:
    with pytest.raises(Invalid):
        clean_place_name(text)


@given(since=DAYS, until=st.none() | DAYS, on=DAYS, end=st.none() | DAYS)
def test_it_covers_exactly_the_days_of_a_life(
    since: date, until: date | None, on: date, end: date | None
) -> None:
    covered = Life(since, until).covers(on, end)
    last = date.max if end is None else end
    assert covered == (since <= on and (until is None or last <= until))


@given(text=st.text(max_size=200))
def test_it_judges_every_line_of_any_text(text: str) -> None:
    lines = read_list(text, [], {}, date(2026, 1, 1))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all((line.said is None) == (line.reason is not None) for line in lines)
