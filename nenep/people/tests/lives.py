"""Any life the database would keep: spells over several cells that never overlap where a
constraint forbids it, and the days on which something about it changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from hypothesis import strategies as st

from nenep.people.rules.counting import CountingRules, counting_rules
from nenep.people.rules.reckoning import Belonging
from nenep.people.rules.standing import LEAVINGS, STATE_STANDINGS, Spell
from nenep.rulebook.rules.national import national

START = date(2010, 6, 1)
CELLS = tuple(UUID(int=1000 + n) for n in range(5))
ONE_DAY = timedelta(days=1)
# The days on which some table of counting begins, the last before each, and the first of all.
TURNS = sorted(
    {
        day
        for name in national().names()
        if name.startswith("counting.")
        for known in national().history(name)
        for day in (known.in_force, known.in_force - ONE_DAY)
    }
    | {START, date(2027, 3, 3)}
)

_STATES = tuple(STATE_STANDINGS)
_ENDINGS = ("transferred", "recognised", *LEAVINGS)
# A spell is drawn as one number and read off by its parts: a life is many draws otherwise.
_SPELL = st.integers(0, 400 * 2500 * len(CELLS) * 2 * len(_ENDINGS) * len(_STATES) - 1)
_FLAGS = st.integers(0, 2**6 - 1)
_DAY = st.integers(0, 2**10)


@cache
def rules_of(on: date) -> CountingRules:
    """The national table of a day."""
    return counting_rules(national(), on=on)


@dataclass(frozen=True)
class Moment:
    """A life looked at on a day, with the table of that day."""

    person: Belonging
    on: date

    @property
    def rules(self) -> CountingRules:
        return rules_of(self.on)

    @property
    def home(self) -> UUID | None:
        """Where the person is a member that day, by the rows alone."""
        covering = [spell.unit_id for spell in self.person.memberships if spell.covers(self.on)]
        return covering[0] if covering else None


@dataclass(frozen=True)
class _Drawn:
    """The parts of one drawn number."""

    gap: timedelta
    length: timedelta
    cell: UUID
    official: bool
    ending: str
    state: str


def _drawn(number: int) -> _Drawn:
    number, gap = divmod(number, 400)
    number, length = divmod(number, 2500)
    number, cell = divmod(number, len(CELLS))
    number, official = divmod(number, 2)
    state, ending = divmod(number, len(_ENDINGS))
    return _Drawn(
        timedelta(gap),
        timedelta(length + 1),
        CELLS[cell],
        bool(official),
        _ENDINGS[ending],
        _STATES[state],
    )


def _in_turn(parts: Sequence[_Drawn], still: bool) -> Iterator[tuple[_Drawn, date, date | None]]:
    """One after the other from the start; the last may still run."""
    since = START
    for at, part in enumerate(parts):
        since += part.gap
        until = since + part.length
        yield part, since, None if still and at == len(parts) - 1 else until
        since = until


@st.composite
def lives(draw: st.DrawFn, number: int = 1) -> Belonging:
    """One person with any history."""
    flags = draw(_FLAGS)
    members, stays, states = (
        [_drawn(one) for one in draw(st.lists(_SPELL, max_size=3))] for _ in range(3)
    )
    memberships = tuple(
        Spell(
            "official" if part.official else "probationary",
            since,
            until,
            unit_id=part.cell,
            ended_as=part.ending if until else "",
        )
        for part, since, until in _in_turn(members, bool(flags & 1))
    )
    return Belonging(
        UUID(int=number),
        memberships=memberships,
        stays=tuple(
            Spell("hosted", since, until, unit_id=part.cell)
            for part, since, until in _in_turn(stays, bool(flags & 2))
        ),
        states=tuple(
            Spell(kind, since, until)
            for kind in _STATES
            for part, since, until in _in_turn(
                [one for one in states if one.state == kind], bool(flags & 4)
            )
        ),
        entered_on=memberships[0].since if memberships and flags & 8 else None,
        merged=flags >> 4 == 3,
    )


def days_of(person: Belonging) -> list[date]:
    """First days, last days and the days after: where an answer may change."""
    spells = (*person.memberships, *person.stays, *person.states)
    bounds = {day for spell in spells for day in (spell.since, spell.until) if day}
    return sorted({*TURNS, *bounds, *(day - ONE_DAY for day in bounds)})


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A life on a day that matters to it or to the rules."""
    person = draw(lives())
    days = days_of(person)
    return Moment(person, days[draw(_DAY) % len(days)])
