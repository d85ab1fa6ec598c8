"""Offices, terms, elections and groups: dated reads, constant in number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Count

from nenep.access.queries import able
from nenep.access.rules import Actor, Capability, Office, Reach
from nenep.kernel.errors import Absent
from nenep.people.models import CommitteeTerm, Election, GroupPlace, Membership, OfficeTerm, Tally
from nenep.people.queries.names import names_of
from nenep.people.rules.offices import Days
from nenep.structure.models import Unit
from nenep.structure.queries.units import superiors_on
from nenep.structure.rules.units import Kind, UnitView

ORDER = list(Office)


@dataclass(frozen=True)
class OfficeLine:
    """One office of one person in a unit, as a list shows it; ``full_name`` is never blank for a
    reader who may know who leads the unit."""

    term_id: UUID
    person_id: UUID
    full_name: str
    office: Office
    basis: str
    decision: str
    days: Days
    ended_as: str
    ending_decision: str
    election_id: UUID | None


@dataclass(frozen=True)
class TallyLine:
    """What a candidate got."""

    full_name: str
    office: Office
    votes: int
    elected: bool


@dataclass(frozen=True)
class ElectionLine:
    """An election with its totals; tallies only for who may see the members."""

    election: Election
    tallies: Sequence[TallyLine]


@dataclass(frozen=True)
class GroupLine:
    """A Party group of a cell; ``members`` is None for who may not see the members."""

    unit: UnitView
    leaders: Sequence[OfficeLine]
    members: int | None


def offices_around(unit_id: UUID) -> Mapping[UUID, Sequence[OfficeLine]]:
    """Every office ever held in the unit and in its groups, by unit: the highest and the latest
    first. One query; nothing for who may not know who leads it (see :func:`knows_leaders`)."""
    with connection.cursor() as cursor:
        cursor.execute("select * from people_officers(%s)", [unit_id])
        rows = cursor.fetchall()
    found: dict[UUID, list[OfficeLine]] = {}
    for term_id, of_unit, person_id, name, office, basis, decision, since, until, *end in rows:
        line = OfficeLine(
            term_id,
            person_id,
            name,
            Office(office),
            basis,
            decision,
            Days(since, until),
            *end,
        )
        found.setdefault(of_unit, []).append(line)
    return {
        at: sorted(lines, key=lambda line: ORDER.index(line.office)) for at, lines in found.items()
    }


def offices_of(unit_id: UUID) -> Sequence[OfficeLine]:
    """Every office ever held in the unit itself. One query."""
    return offices_around(unit_id).get(unit_id, ())


def knows_leaders(actor: Actor, unit: UnitView) -> bool:
    """Who leads a unit is known where its records are kept, and to its own members."""
    at = {unit.id, unit.parent_id} if unit.kind == Kind.GROUP else {unit.id}
    members = actor.roots(Capability.VIEW_AGENDA, Reach.OWN_UNIT)
    return bool(at & members) or may_here(actor, Capability.VIEW_MEMBERS, unit)


def may_here(actor: Actor, capability: Capability, unit: UnitView) -> bool:
    """May the actor use the capability in the unit? What one may do in a cell one may in its
    groups."""
    return bool(able_here(actor, (capability,), unit))


def able_here(actor: Actor, asked: Collection[Capability], unit: UnitView) -> frozenset[Capability]:
    """Which of ``asked`` the actor may use in the unit. One query, two for a group."""
    held = able(actor, asked, unit.id)
    if unit.kind != Kind.GROUP or unit.parent_id is None:
        return held
    return held | able(actor, [one for one in asked if one not in held], unit.parent_id)


def office_line(term: OfficeTerm) -> OfficeLine:
    """One term as a line. One query for the name."""
    return office_lines([term])[0]


def office_lines(terms: Collection[OfficeTerm]) -> list[OfficeLine]:
    """Terms as lines. One query for the names."""
    names = names_of({term.person_id for term in terms})
    return [_line(term, names.get(term.person_id, "")) for term in terms]


def terms_of(unit_id: UUID) -> Sequence[CommitteeTerm]:
    """The terms of the unit's committee, the latest first."""
    return list(CommitteeTerm.objects.filter(unit_id=unit_id).order_by("-during"))


def elections_of(unit_id: UUID, *, with_tallies: bool) -> Sequence[ElectionLine]:
    """The elections of the unit, the latest first. At most three queries."""
    elections = list(Election.objects.filter(unit_id=unit_id).order_by("-held_on", "-id"))
    tallies = list(Tally.objects.filter(election__in=elections)) if with_tallies else []
    names = names_of({tally.person_id for tally in tallies})
    by_election: dict[UUID, list[TallyLine]] = {election.pk: [] for election in elections}
    for tally in sorted(tallies, key=lambda t: (ORDER.index(Office(t.office)), -t.votes)):
        by_election[tally.election_id].append(
            TallyLine(
                names.get(tally.person_id, ""), Office(tally.office), tally.votes, tally.elected
            )
        )
    return [ElectionLine(election, by_election[election.pk]) for election in elections]


def groups_of(
    cell_id: UUID,
    groups: Sequence[UnitView],
    offices: Mapping[UUID, Sequence[OfficeLine]],
    on: date,
) -> Sequence[GroupLine]:
    """The groups of a cell with their leaders and how many members; ``offices`` are those around
    the cell. One query, none without groups."""
    if not groups:
        return ()
    places = GroupPlace.objects.filter(unit_id=cell_id, during__contains=on)
    counted = dict(places.values("group_id").annotate(n=Count("id")).values_list("group_id", "n"))
    return [
        GroupLine(
            group,
            [line for line in offices.get(group.id, ()) if line.days.covers(on)],
            counted.get(group.id, 0) if counted else None,
        )
        for group in groups
    ]


def groups_in(children: Collection[UnitView]) -> Sequence[UnitView]:
    """The Party groups among the units under a cell."""
    return [child for child in children if child.kind == Kind.GROUP]


def placed_on(cell_id: UUID, on: date) -> dict[UUID, UUID]:
    """Who is in which group of the cell that day."""
    places = GroupPlace.objects.filter(unit_id=cell_id, during__contains=on)
    return dict(places.values_list("person_id", "group_id"))


def members_of_group(group_id: UUID, on: date) -> Sequence[str]:
    """The names of a group's members that day, by given name; of those the reader may see."""
    places = GroupPlace.objects.filter(group_id=group_id, during__contains=on)
    return list(places.order_by("person__name_key").values_list("person__full_name", flat=True))


def life_of(unit_id: UUID) -> Days:
    """From the unit's founding to its end.

    Raises:
        Absent: no such unit in reach.
    """
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise Absent("Không tìm thấy đơn vị này, hoặc đồng chí không được xem.")
    return Days(unit.founded_on, unit.dissolved_on)


def official_days(person_id: UUID, unit_id: UUID) -> list[Days]:
    """The spells of official membership of the person in that cell."""
    spells = Membership.objects.filter(person_id=person_id, unit_id=unit_id, standing="official")
    return [Days(spell.during.lower, spell.during.upper) for spell in spells]


def days_in_cell(person_ids: Collection[UUID], unit_id: UUID) -> dict[UUID, list[Days]]:
    """The spells of membership of each person in that cell, in any standing. One query."""
    days: dict[UUID, list[Days]] = {}
    for spell in Membership.objects.filter(person_id__in=person_ids, unit_id=unit_id):
        days.setdefault(spell.person_id, []).append(Days(spell.during.lower, spell.during.upper))
    return days


def group_days(person_id: UUID, group_id: UUID) -> list[Days]:
    """The days on which the person is in that group."""
    places = GroupPlace.objects.filter(person_id=person_id, group_id=group_id)
    return [Days(place.during.lower, place.during.upper) for place in places]


def standing_below(person_id: UUID, unit_id: UUID, on: date) -> str | None:
    """The standing of the person in a unit at or below ``unit_id`` by the tree of that day; None
    when a member nowhere there."""
    spell = Membership.objects.filter(person_id=person_id, during__contains=on).first()
    if spell is None:
        return None
    if spell.unit_id == unit_id:
        return str(spell.standing)
    above = {unit.id for unit in superiors_on(spell.unit_id, on)}
    return str(spell.standing) if unit_id in above else None


def _line(term: OfficeTerm, name: str) -> OfficeLine:
    return OfficeLine(
        term_id=term.pk,
        person_id=term.person_id,
        full_name=name,
        office=Office(term.office),
        basis=term.basis,
        decision=term.decision,
        days=Days(term.during.lower, term.during.upper),
        ended_as=term.ended_as,
        ending_decision=term.ending_decision,
        election_id=term.election_id,
    )
