"""Who should have a task of the year, and when such a task comes back."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.errors import Invalid, Refused
from nenep.people.rules.standing import Standing
from nenep.resolutions.rules.assignment import (
    Window,
    coverage,
    must_be_near,
    must_be_told_apart,
    returns,
    still_assigned,
)
from nenep.resolutions.rules.task_state import TaskState

COUNTED = ("official", "probationary", "hosted")
ROLLS = st.dictionaries(
    st.uuids(version=4), st.sampled_from([s.value for s in Standing]), max_size=12
)
REVIEWS = (
    Window(date(2026, 6, 15), date(2026, 7, 15)),
    Window(date(2026, 11, 1), date(2026, 12, 31)),
)


@given(ROLLS, st.data())
def test_it_counts_everybody_of_the_base_once(roll: dict[UUID, str], data: st.DataObject) -> None:
    holders = data.draw(st.sets(st.sampled_from(sorted(roll)) if roll else st.nothing()))
    found = coverage(2026, roll, COUNTED, holders)
    assert {*found.having, *found.missing} == {p for p, s in roll.items() if s in COUNTED}
    assert not set(found.having) & set(found.missing)
    assert set(found.having) | set(found.beyond) == holders
    assert len(found.having) <= found.base


@given(ROLLS)
def test_it_never_counts_the_exempt_but_shows_their_task(roll: dict[UUID, str]) -> None:
    found = coverage(2026, roll, COUNTED, set(roll))
    assert not found.missing
    assert {p for p, s in roll.items() if s == "exempt"} <= set(found.beyond)


def test_it_says_nothing_of_nobody() -> None:
    assert coverage(2026, {}, COUNTED, ()).text.startswith("Không có đảng viên")
    one, other = UUID(int=1), UUID(int=2)
    told = coverage(2026, {one: "official", other: "official"}, COUNTED, {one}).text
    assert told == "1/2 đảng viên thuộc diện phân công đã có nhiệm vụ năm 2026 = 50%."


@pytest.mark.parametrize(
    ("state", "on", "comes"),
    [
        (TaskState.OPEN, date(2026, 3, 3), False),
        (TaskState.OPEN, date(2026, 7, 3), True),
        (TaskState.OPEN, date(2026, 7, 20), False),
        (TaskState.OPEN, date(2026, 9, 3), False),
        (TaskState.OPEN, date(2026, 11, 3), False),
        (TaskState.OPEN, date(2026, 12, 3), True),
        (TaskState.REPORTED, date(2026, 3, 3), True),
        (TaskState.LATE, date(2027, 1, 4), True),
    ],
)
def test_it_comes_back_for_its_reviews(state: TaskState, on: date, comes: bool) -> None:
    assert returns(state, on, REVIEWS) is comes


def test_it_is_no_task_any_more_once_dropped_or_changed() -> None:
    assert not still_assigned([TaskState.DROPPED, TaskState.HANDED_ON])
    assert still_assigned([TaskState.HANDED_ON, TaskState.OPEN])
    assert still_assigned([TaskState.DONE])


def test_it_plans_this_year_and_in_december_the_next() -> None:
    must_be_near(2026, date(2026, 1, 2))
    must_be_near(2027, date(2026, 12, 2))
    for year, today in ((2027, date(2026, 11, 30)), (2025, date(2026, 1, 1))):
        with pytest.raises(Refused):
            must_be_near(year, today)


def test_it_tells_two_tasks_apart() -> None:
    must_be_told_apart(["Một", "Hai"])
    with pytest.raises(Invalid):
        must_be_told_apart(["Vận động", "vận động"])
