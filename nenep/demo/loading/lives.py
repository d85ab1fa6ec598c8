"""What else is on record about people: letters, stays, residence, groups, elections, badges."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.loading.people import last_cells
from nenep.demo.rules import uid
from nenep.demo.story.facts import Story
from nenep.demo.story.records import ElectionFact, LinkFact, Records, TransferFact
from nenep.demo.story.units import tree
from nenep.journal.actions.record import Fact
from nenep.kernel import names
from nenep.people.models import (
    BadgeAward,
    CommitteeTerm,
    Election,
    GroupPlace,
    HostedStay,
    Residence,
    ResidenceComment,
    ResidenceLink,
    State,
    Tally,
    Transfer,
)
from nenep.structure.models import Locality, LocalityPlace

_BATCH = 500
_COMMENTED = date(2025, 12, 12)


def load_elections(records: Records) -> int:
    """Elections with their tallies and the terms of committees, before the offices they led to;
    returns how many elections."""
    CommitteeTerm.objects.bulk_create(
        [
            CommitteeTerm(
                id=uid(f"committee:{t.unit}:{t.since}"),
                unit_id=uid(t.unit),
                label=t.label,
                size=t.size,
                during=DateRange(t.since, t.until),
            )
            for t in records.terms
        ]
    )
    Election.objects.bulk_create([_election(election) for election in records.elections])
    Tally.objects.bulk_create([row for e in records.elections for row in _tallies(e)])
    return len(records.elections)


def load_lives(actor: Actor, story: Story) -> int:
    """Everything else of the records; returns how many villages and residential groups."""
    records = story.records
    Transfer.objects.bulk_create([_transfer(t) for t in records.transfers])
    State.objects.bulk_create([*_transferring(records), *_exemptions(records)])
    HostedStay.objects.bulk_create(_stays(records))
    _load_links(records)
    _load_badges(story)
    GroupPlace.objects.bulk_create(_group_places(records))
    places = _load_places(records)
    say_all(actor, _said(records))
    return places


def _election(told: ElectionFact) -> Election:
    return Election(
        id=uid(told.key),
        unit_id=uid(told.unit),
        kind=told.kind,
        held_on=told.held_on,
        convened=told.convened,
        issued=told.issued,
        collected=told.issued,
        valid=told.valid,
    )


def _tallies(told: ElectionFact) -> Iterator[Tally]:
    for tally in told.tallies:
        yield Tally(
            id=uid(f"{told.key}:{tally.person}:{tally.office}"),
            election_id=uid(told.key),
            unit_id=uid(told.unit),
            person_id=uid(tally.person),
            office=tally.office,
            votes=tally.votes,
            elected=tally.elected,
        )


def _transfer(told: TransferFact) -> Transfer:
    return Transfer(
        id=uid(f"transfer:{told.person}:{told.introduced_on}"),
        person_id=uid(told.person),
        kind="temporary" if told.until else "official",
        unit_id=uid(told.unit),
        to_unit_id=uid(told.to_unit),
        to_name=_unit_names()[told.to_unit],
        introduced_on=told.introduced_on,
        until=told.until,
        closed_on=told.closed_on,
        outcome="received" if told.closed_on else "",
    )


@cache
def _unit_names() -> Mapping[str, str]:
    """Names of today by key."""
    return {unit.key: unit.name for unit in tree()}


def _transferring(records: Records) -> list[State]:
    """From the letter to the reception one still belongs to the old cell, but is not due there."""
    return [
        State(
            id=uid(f"transferring:{t.person}:{t.introduced_on}"),
            person_id=uid(t.person),
            unit_id=uid(t.unit),
            kind="transferring",
            during=DateRange(t.introduced_on, t.closed_on),
            settled_on=t.closed_on,
        )
        for t in records.transfers
        if t.until is None
    ]


def _exemptions(records: Records) -> list[State]:
    return [
        State(
            id=uid(f"exempt:{e.person}:{e.since}"),
            person_id=uid(e.person),
            unit_id=uid(e.cell),
            kind="temporary_exemption",
            provision=e.provision,
            decision=e.decision,
            during=DateRange(e.since, e.until),
        )
        for e in records.exemptions
    ]


def _stays(records: Records) -> list[HostedStay]:
    return [
        HostedStay(
            id=uid(f"stay:{s.person}:{s.since}"),
            person_id=uid(s.person),
            unit_id=uid(s.host),
            during=DateRange(s.since, s.until),
        )
        for s in records.stays
    ]


def _load_links(records: Records) -> None:
    ResidenceLink.objects.bulk_create([_link(link) for link in records.links])
    ResidenceComment.objects.bulk_create(
        [
            ResidenceComment(
                id=uid(f"{link.key}:{_COMMENTED.year}"),
                link_id=uid(link.key),
                unit_id=uid(link.cell),
                year=_COMMENTED.year,
                given_on=_COMMENTED,
                text=link.comment,
            )
            for link in records.links
            if link.comment
        ]
    )


def _link(told: LinkFact) -> ResidenceLink:
    return ResidenceLink(
        id=uid(told.key),
        unit_id=uid(told.cell),
        person_id=uid(told.person) if told.person else None,
        full_name=told.name,
        name_key=names.sort_key(told.name),
        workplace=told.workplace,
        home_unit_id=uid(told.home) if told.home else None,
        during=DateRange(told.since, told.until),
    )


def _load_badges(story: Story) -> None:
    kept_by = last_cells(story.cast)
    BadgeAward.objects.bulk_create(
        [
            BadgeAward(
                id=uid(f"badge:{b.person}:{b.years}"),
                person_id=uid(b.person),
                unit_id=uid(kept_by[b.person]),
                years=b.years,
                awarded_on=b.on,
            )
            for b in story.records.badges
        ],
        _BATCH,
    )


def _group_places(records: Records) -> list[GroupPlace]:
    return [
        GroupPlace(
            id=uid(f"place:{g.person}:{g.group}:{g.since}"),
            person_id=uid(g.person),
            unit_id=uid(g.cell),
            group_id=uid(g.group),
            during=DateRange(g.since, g.until),
        )
        for g in records.groups
    ]


def _load_places(records: Records) -> int:
    localities = list(dict.fromkeys(place.locality for place in records.places))
    Locality.objects.bulk_create([Locality(id=_place_id(key)) for key in localities])
    LocalityPlace.objects.bulk_create(
        [
            LocalityPlace(
                locality_id=_place_id(p.locality),
                name=p.name,
                kind=p.kind,
                unit_id=uid(p.unit),
                led_by_id=uid(p.led_by) if p.led_by else None,
                during=DateRange(p.since, p.until),
            )
            for p in records.places
        ]
    )
    Residence.objects.bulk_create(
        [
            Residence(
                id=uid(f"residence:{r.person}:{r.cell}:{r.since}"),
                person_id=uid(r.person),
                unit_id=uid(r.cell),
                locality_id=_place_id(r.locality),
                during=DateRange(r.since, r.until),
            )
            for r in records.residences
        ]
    )
    return len(localities)


def _place_id(key: str) -> UUID:
    return uid(f"locality:{key}")


def _said(records: Records) -> Iterator[Said]:
    """What the actions would have journalled: ids, dates and numbers."""
    for transfer in records.transfers:
        yield _letter("introduced", transfer, transfer.unit, transfer.introduced_on)
        if transfer.closed_on is not None:
            for unit in (transfer.unit, transfer.to_unit):
                yield _letter("received", transfer, unit, transfer.closed_on)
    for told in records.elections:
        facts: dict[str, Fact] = {
            "on": told.held_on.isoformat(),
            "kind": told.kind,
            "elected": sum(tally.elected for tally in told.tallies),
            "valid": told.valid,
        }
        unit_id = uid(told.unit)
        yield Said("election.recorded", unit_id, "election", uid(told.key), told.held_on, facts)


def _letter(what: str, told: TransferFact, unit: str, on: date) -> Said:
    facts = {"on": on.isoformat()}
    return Said(f"transfer.{what}", uid(unit), "person", uid(told.person), on, facts)
