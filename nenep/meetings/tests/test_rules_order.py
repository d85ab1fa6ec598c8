"""The running order and the time of an evening."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.meetings.rules.running_order import Place, budget, out_of_order
from nenep.meetings.rules.votes import reveals

START = datetime(2026, 11, 3, 12, tzinfo=UTC)


def _item(minute: int | None, *, skipped: bool = False) -> Place:
    done = None if minute is None else START + timedelta(minutes=minute)
    return Place(done, skipped, planned=10, spent=10 if done else None)


def test_it_notes_what_was_done_before_its_turn() -> None:
    assert out_of_order([_item(5), _item(None), _item(9)]) == (2,)
    assert out_of_order([_item(30), _item(10), _item(40)]) == (1,)


def test_it_lets_nobody_wait_for_an_item_left_out() -> None:
    assert out_of_order([_item(5), _item(None, skipped=True), _item(9)]) == ()


@given(st.lists(st.integers(0, 300), max_size=30))
@settings(max_examples=60)
def test_it_finds_nothing_strange_in_an_evening_that_went_in_order(minutes: list[int]) -> None:
    assert out_of_order([_item(minute) for minute in sorted(minutes)]) == ()


def test_it_tells_the_time_used_and_lacking() -> None:
    told = budget([_item(5), _item(9), _item(None)], least=90, lasted=70)
    assert (told.planned, told.spent, told.over, told.short_by) == (30, 20, 0, 20)
    assert budget([_item(5)], least=None).short_by == 0


def test_it_warns_where_totals_tell_how_somebody_voted() -> None:
    assert reveals("paper", base=8, present=7, totals=(7, 0, 0, 0))
    assert reveals("secret", base=3, present=3, totals=(2, 1, 0, 0))
    assert not reveals("paper", base=8, present=7, totals=(5, 1, 1, 0))
    assert not reveals("hand", base=3, present=3, totals=(3, 0, 0, 0))
