"""The denominator of attendance."""

from fractions import Fraction

from hypothesis import given

from nenep.meetings.rules.roll import Mark, RollEntry, longest_excused_run, pooled, tally
from nenep.meetings.tests.rolls import person, roll, rolls
from nenep.people.rules.standing import Standing


def test_it_counts_as_due_only_who_is_due() -> None:
    counted = tally(roll(official=10, probationary=2, hosted=1, exempt=3, away=2, suspended=1))
    assert counted.due == 13
    assert counted.present == 13
    assert counted.listed[Standing.EXEMPT] == 3


def test_it_lists_a_present_exempt_member_outside_the_ratio() -> None:
    entries = [
        *roll(official=1),
        person(7, Standing.EXEMPT),
        person(8, Standing.OFFICIAL, Mark.EXCUSED),
    ]
    counted = tally(entries)
    assert counted.ratio == Fraction(1, 2)
    assert len(counted.also_present) == 1
    assert counted.attended[Standing.EXEMPT] == 1


def test_it_words_the_evidence_with_a_comma() -> None:
    entries = [*roll(official=15), person(99, Standing.OFFICIAL, Mark.UNEXCUSED)]
    assert tally(entries).evidence == "15/16 đảng viên phải dự = 93,8%"


def test_it_has_no_ratio_of_nobody() -> None:
    counted = tally([])
    assert counted.ratio is None
    assert counted.percent is None


def test_it_pools_a_ward_over_its_meetings() -> None:
    small = tally([person(1, Standing.OFFICIAL, Mark.EXCUSED)])
    assert pooled([small, tally(roll(official=9))]) == (9, 10)


def test_it_finds_the_longest_row_of_excused_absences() -> None:
    e, p = Mark.EXCUSED, Mark.PRESENT
    assert longest_excused_run([e, e, p, e, e, e, None, e]) == 3
    assert longest_excused_run([]) == 0


@given(rolls())
def test_it_adds_up(entries: list[RollEntry]) -> None:
    counted = tally(entries)
    assert counted.due == (counted.present + counted.excused + counted.unexcused + counted.unmarked)
    assert sum(counted.listed.values()) == len(entries)
    inside = {Standing.OFFICIAL, Standing.PROBATIONARY, Standing.HOSTED}
    assert counted.due == sum(counted.listed[s] for s in inside)
    assert counted.ratio is None or 0 <= counted.ratio <= 1


@given(rolls())
def test_it_does_not_depend_on_the_order(entries: list[RollEntry]) -> None:
    shuffled = sorted(entries, key=lambda e: e.counts.person_id.int * 7919 % 41)
    first, second = tally(entries), tally(shuffled)
    assert (first.present, first.due, set(first.also_present)) == (
        second.present,
        second.due,
        set(second.also_present),
    )
