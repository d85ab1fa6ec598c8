"""Rolls for tests: people by standing, through the very rule that decides how they count."""

from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from nenep.meetings.rules.roll import Mark, RollEntry
from nenep.people.rules.counting import counting_rules
from nenep.people.rules.reckoning import counts_as
from nenep.people.rules.standing import CountsAs, Spell, Standing
from nenep.rulebook.rules.national import national

ON = date(2026, 11, 3)
SINCE = date(2020, 1, 1)
RULES = counting_rules(national(), on=ON)
STATES = {
    Standing.EXEMPT: "activity_exemption",
    Standing.AWAY: "away",
    Standing.SUSPENDED: "suspended",
    Standing.TRANSFERRING: "transferring",
}


def person(number: int, standing: Standing, mark: Mark | None = Mark.PRESENT) -> RollEntry:
    """The ``number``-th person, an official member unless the standing says otherwise."""
    return RollEntry(_counts(number, standing), mark)


def roll(**standings: int) -> list[RollEntry]:
    """``roll(official=3, exempt=1)``: all of them present."""
    kinds = [Standing(name) for name, count in standings.items() for _ in range(count)]
    return [person(number, kind) for number, kind in enumerate(kinds)]


def rolls() -> st.SearchStrategy[list[RollEntry]]:
    """Any roll: every standing, every mark, not yet marked."""
    marks = st.sampled_from([*Mark, None])
    people = st.lists(st.tuples(st.sampled_from(Standing), marks), max_size=40)
    return people.map(lambda those: [person(n, kind, mark) for n, (kind, mark) in enumerate(those)])


def _counts(number: int, standing: Standing) -> CountsAs:
    kind = "probationary" if standing is Standing.PROBATIONARY else "official"
    hosted = standing is Standing.HOSTED
    counts = counts_as(
        UUID(int=number),
        ON,
        membership=None if hosted else Spell(kind, SINCE, None),
        states=[Spell(STATES[standing], SINCE, None)] if standing in STATES else [],
        hosted=hosted,
        rules=RULES,
    )
    assert counts is not None
    return counts
