"""The clocks of a letter: working days of the rule of its day, and none where none is known."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.working_days import is_working_day, working_days_between
from nenep.people.rules.clocks import transfer_clock
from nenep.rulebook.rules.national import national

RULES = national()


@given(st.dates(date(2025, 7, 1), date(2026, 7, 25)))
def test_it_counts_working_days_from_the_letter(introduced_on: date) -> None:
    clock = transfer_clock(introduced_on, RULES.find("clock.transfer", on=introduced_on))
    assert clock is not None
    assert working_days_between(introduced_on, clock.letter_by) == 30
    assert working_days_between(introduced_on, clock.complete_by) == 60
    assert is_working_day(clock.letter_by)
    assert introduced_on < clock.letter_by < clock.complete_by
    assert "294-QĐ/TW" in clock.provision


@given(st.dates(date(2026, 7, 26), date(2028, 1, 1)))
def test_it_knows_no_clock_where_the_sources_disagree(introduced_on: date) -> None:
    assert transfer_clock(introduced_on, RULES.find("clock.transfer", on=introduced_on)) is None
