"""The invented people: persons, spells, states, stays, offices with their grants."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.rules import demo_today, uid
from nenep.demo.story.facts import (
    Cast,
    MembershipFact,
    OfficeFact,
    PersonFact,
    Standing,
    StateFact,
)
from nenep.demo.story.lives import LAPSED
from nenep.kernel import names
from nenep.people.models import Membership, OfficeTerm, Person, State

_STATES: Mapping[Standing, str] = {
    Standing.EXEMPT: "activity_exemption",
    Standing.AWAY: "away",
    Standing.SUSPENDED: "suspended",
}
_BEGUN: Mapping[str, str] = {
    "admission": "admitted",
    "transfer": "transferred",
    "reorganisation": "reorganised",
}
_ENDED: Mapping[str, str] = {
    "": "",
    "transfer": "transferred",
    "reorganisation": "reorganised",
    "deceased": "deceased",
    "removal": "removal",
    "left": "left",
}
_BATCH = 500


def load_people(actor: Actor, cast: Cast) -> int:
    """Everybody with their spells, states and offices; returns how many persons."""
    people = {person.key: person for person in cast.people}
    kept_by = last_cells(cast)
    Person.objects.bulk_create([_person(p, kept_by[p.key]) for p in cast.people], _BATCH)
    spells = [spell for m in cast.memberships for spell in _spells(m, people[m.person])]
    Membership.objects.bulk_create(spells, _BATCH)
    State.objects.bulk_create(_states(cast), _BATCH)
    _load_offices(cast.offices)
    say_all(actor, _said(cast))
    return len(people)


def last_cells(cast: Cast) -> Mapping[str, str]:
    """The last cell keeps the record, also of somebody who has left it for good."""
    return {m.person: m.cell for m in sorted(cast.memberships, key=lambda m: m.since)}


def _person(person: PersonFact, kept_by: str) -> Person:
    return Person(
        id=uid(person.key),
        full_name=person.name,
        name_key=names.sort_key(person.name),
        name_folded=names.fold(person.name),
        sex="f" if person.female else "m",
        birth_date=person.born,
        card_number=person.card,
        admitted_on=person.joined,
        official_on=person.official,
        kept_by_id=uid(kept_by),
    )


def _spells(membership: MembershipFact, person: PersonFact) -> Iterator[Membership]:
    """A spell in one standing; the twelve-month date splits a membership in two."""
    since, until = membership.since, membership.until
    begun, ended = _BEGUN[membership.came], _ENDED[membership.left]
    official = person.official
    if official is None or official >= _first(until, date.max):
        yield _spell(membership, "probationary", since, until, begun, ended)
    elif official <= since:
        yield _spell(membership, "official", since, until, begun, ended)
    else:
        yield _spell(membership, "probationary", since, official, begun, "recognised")
        yield _spell(membership, "official", official, until, "recognised", ended)


def _spell(
    m: MembershipFact, standing: str, since: date, until: date | None, begun: str, ended: str
) -> Membership:
    return Membership(
        id=uid(f"membership:{m.person}:{m.cell}:{since}"),
        person_id=uid(m.person),
        unit_id=uid(m.cell),
        standing=standing,
        during=DateRange(since, until),
        begun_as=begun,
        ended_as=ended,
    )


def _first(one: date | None, other: date) -> date:
    return min(one or other, other)


def _states(cast: Cast) -> list[State]:
    """Each exemption renews the one before it; any other state that is over was settled then,
    but for the one exemption that nobody has asked about yet."""
    rows: list[State] = []
    before: dict[tuple[str, Standing], State] = {}
    told = sorted((s for s in cast.states if s.kind in _STATES), key=lambda s: s.since)
    for state in told:
        row = _state(state)
        previous = before.get((state.person, state.kind))
        if previous is not None and state.kind is Standing.EXEMPT:
            row.renews, previous.settled_on = previous, None
        if state.until is not None and state.until <= demo_today() and state.until != LAPSED:
            row.settled_on = state.until
        before[state.person, state.kind] = row
        rows.append(row)
    return rows


def _state(state: StateFact) -> State:
    return State(
        id=uid(f"state:{state.person}:{state.kind}:{state.since}"),
        person_id=uid(state.person),
        unit_id=uid(state.cell),
        kind=_STATES[state.kind],
        provision=state.provision,
        during=DateRange(state.since, state.until),
    )


def _load_offices(offices: tuple[OfficeFact, ...]) -> None:
    """A term and the grant that follows from it, as ``appoint`` writes them."""
    OfficeTerm.objects.bulk_create([_term(office) for office in offices], _BATCH)
    Grant.objects.bulk_create(
        [
            Grant(
                id=uid(f"grant:{o.person}:{o.office}:{o.cell}:{o.since}"),
                person_id=uid(o.person),
                unit_id=uid(o.cell),
                office=o.office.value,
                during=DateRange(o.since, o.until),
            )
            for o in offices
        ],
        _BATCH,
    )


def _term(office: OfficeFact) -> OfficeTerm:
    return OfficeTerm(
        id=uid(f"term:{office.person}:{office.office}:{office.cell}:{office.since}"),
        person_id=uid(office.person),
        unit_id=uid(office.cell),
        office=office.office.value,
        basis=office.basis,
        decision=office.decision,
        election_id=uid(office.election) if office.election else None,
        during=DateRange(office.since, office.until),
        ended_as=office.ended,
    )


def _said(cast: Cast) -> Iterator[Said]:
    """One entry per cell and day of enrolment, one per office begun."""
    enrolled = Counter((m.cell, _known(m.since)) for m in cast.memberships)
    for (cell, on), count in enrolled.items():
        yield Said("members.enrolled", uid(cell), "unit", uid(cell), on, {"count": count})
    for office in cast.offices:
        facts = {"office": office.office.value, "on": office.since.isoformat()}
        person = uid(office.person)
        yield Said("office.begun", uid(office.cell), "person", person, _known(office.since), facts)


def _known(on: date) -> date:
    """What happened before the system existed was entered when the cell began with it."""
    return max(on, date(2024, 11, 15))
