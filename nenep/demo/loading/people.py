"""The invented people: persons, spells, states, stays, offices with their grants."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.rules import uid
from nenep.demo.story.facts import Cast, MembershipFact, OfficeFact, PersonFact, Standing
from nenep.kernel import names
from nenep.people.models import HostedStay, Membership, OfficeTerm, Person, State

_STATES: Mapping[Standing, str] = {
    Standing.EXEMPT: "activity_exemption",
    Standing.AWAY: "away",
    Standing.SUSPENDED: "suspended",
}
_BATCH = 500


def load_people(actor: Actor, cast: Cast) -> int:
    """Everybody with everything dated about them; returns how many persons."""
    people = {person.key: person for person in cast.people}
    # The last cell keeps the record, also of somebody who has left it for good.
    kept_by = {m.person: m.cell for m in sorted(cast.memberships, key=lambda m: m.since)}
    Person.objects.bulk_create([_person(p, kept_by[p.key]) for p in cast.people], _BATCH)
    spells = [spell for m in cast.memberships for spell in _spells(m, people[m.person])]
    Membership.objects.bulk_create(spells, _BATCH)
    State.objects.bulk_create(_states(cast), _BATCH)
    HostedStay.objects.bulk_create(_stays(cast), _BATCH)
    _load_offices(cast.offices)
    say_all(actor, _said(cast))
    return len(people)


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
    official = person.official
    if official is None or official > since:
        yield _spell(membership, "probationary", since, _first(until, official))
    if official is not None and (until is None or official < until):
        yield _spell(membership, "official", max(since, official), until)


def _spell(m: MembershipFact, standing: str, since: date, until: date | None) -> Membership:
    return Membership(
        id=uid(f"membership:{m.person}:{m.cell}:{since}"),
        person_id=uid(m.person),
        unit_id=uid(m.cell),
        standing=standing,
        during=DateRange(since, until),
    )


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _states(cast: Cast) -> list[State]:
    return [
        State(
            id=uid(f"state:{s.person}:{s.kind}:{s.since}"),
            person_id=uid(s.person),
            unit_id=uid(s.cell),
            kind=_STATES[s.kind],
            provision=s.provision,
            during=DateRange(s.since, s.until),
        )
        for s in cast.states
        if s.kind in _STATES
    ]


def _stays(cast: Cast) -> list[HostedStay]:
    return [
        HostedStay(
            id=uid(f"stay:{s.person}:{s.since}"),
            person_id=uid(s.person),
            unit_id=uid(s.cell),
            during=DateRange(s.since, s.until),
        )
        for s in cast.states
        if s.kind is Standing.HOSTED
    ]


def _load_offices(offices: tuple[OfficeFact, ...]) -> None:
    """A term and the grant that follows from it, as ``appoint`` writes them."""
    OfficeTerm.objects.bulk_create(
        [
            OfficeTerm(
                id=uid(f"term:{o.person}:{o.office}:{o.since}"),
                person_id=uid(o.person),
                unit_id=uid(o.cell),
                office=o.office.value,
                during=DateRange(o.since, o.until),
            )
            for o in offices
        ]
    )
    Grant.objects.bulk_create(
        [
            Grant(
                id=uid(f"grant:{o.person}:{o.office}:{o.since}"),
                person_id=uid(o.person),
                unit_id=uid(o.cell),
                office=o.office.value,
                during=DateRange(o.since, o.until),
            )
            for o in offices
        ]
    )


def _said(cast: Cast) -> Iterator[Said]:
    """One entry per cell and day of enrolment, one per office begun."""
    enrolled = Counter((m.cell, m.since) for m in cast.memberships)
    for (cell, on), count in enrolled.items():
        yield Said("members.enrolled", uid(cell), "unit", uid(cell), _known(on), {"count": count})
    for office in cast.offices:
        facts = {"office": office.office.value, "on": office.since.isoformat()}
        person = uid(office.person)
        yield Said("office.begun", uid(office.cell), "person", person, _known(office.since), facts)


def _known(on: date) -> date:
    """What happened before the system existed was entered when the cell began with it."""
    return max(on, date(2024, 11, 15))
