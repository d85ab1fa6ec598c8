"""The clock of an answer: pure."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.kernel.working_days import working_days_between
from nenep.petitions.rules.reply_clock import Done, Stand, Step, clock_of, standing

LEVELS = {"commune_committee": "grassroots", "provincial_committee": "province"}
DAYS = {"grassroots": 30, "province": 60, "central": 90}
DAY = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(DAY)
@settings(max_examples=25)
def test_it_ends_after_so_many_working_days(since: date) -> None:
    clock = clock_of("commune_committee", LEVELS, DAYS, since)
    assert clock is not None
    assert working_days_between(since, clock.due_on) == 30


def test_it_knows_no_clock_without_a_level() -> None:
    assert clock_of("party_group", LEVELS, DAYS, date(2026, 1, 5)) is None


@given(DAY, st.integers(0, 200))
@settings(max_examples=40)
def test_it_is_overdue_only_past_the_end_and_unanswered(due: date, later: int) -> None:
    on = due + timedelta(days=later)
    now = standing(due, (), on)
    assert (now.stand is Stand.OVERDUE) == (later > 0)
    answered = standing(due, [Done(Step.ANSWERED, on)], on)
    assert answered.stand is Stand.ANSWERED


@given(DAY, st.integers(1, 100))
@settings(max_examples=25)
def test_it_never_ends_earlier_by_being_put_off(due: date, days: int) -> None:
    put_off = Done(Step.EXTENDED, due, due - timedelta(days=days))
    assert standing(due, [put_off], due).due_on == due
