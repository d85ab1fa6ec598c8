"""The whole of the province's part that is told: the ward's people, those elsewhere, and what else
is on record about them. The ward's evenings are told from :mod:`cast` alone and know none of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nenep.demo.story.calendar import CELLS_JOINED
from nenep.demo.story.facts import Cast, MembershipFact, PersonFact
from nenep.demo.story.lives import (
    away_from_home,
    badges_told,
    exemptions_told,
    group_leaders,
    group_places,
    lapse,
    stays_told,
    transfers_told,
)
from nenep.demo.story.names import Names
from nenep.demo.story.officers import (
    followers_in_the_ward,
    officers_elsewhere,
    officers_of_the_ward,
)
from nenep.demo.story.outline import people_elsewhere
from nenep.demo.story.records import Records
from nenep.demo.story.residence import links_told, places_told, residences_told
from nenep.demo.story.terms import elections_told, terms_told, through_congress
from nenep.demo.story.units import JOINED_CELL, JOINING_CELL

_WHO_JOINED = 8


def everybody(cast: Cast, names: Names) -> tuple[Cast, Records]:
    """The cast with everybody elsewhere, and the records. ``names`` gives none that is taken."""
    told = people_elsewhere(names)
    above = tuple(officers_of_the_ward(cast.offices))
    followers = followers_in_the_ward((*cast.offices, *above))
    wide = Cast(
        (*cast.people, *told.people.values()),
        (*_from_the_joining_cell(_before_office(cast)), *told.memberships),
        (*lapse(cast.states), *away_from_home(cast)),
        (*cast.offices, *officers_elsewhere(told), *above, *followers),
    )
    groups = tuple(group_places(wide))
    offices = (*through_congress(wide), *group_leaders(wide, groups))
    busy = {office.person for office in offices}
    stays = stays_told(cast)
    exempt = tuple(exemptions_told(wide, busy))
    records = Records(
        transfers=tuple(transfers_told(wide, stays, busy | {e.person for e in exempt})),
        stays=tuple(stays),
        exemptions=exempt,
        links=tuple(links_told(wide, names)),
        badges=tuple(badges_told(wide)),
        groups=groups,
        terms=tuple(terms_told()),
        elections=tuple(elections_told(offices, _Officials.of(wide).on)),
        places=tuple(places_told(wide)),
        residences=tuple(residences_told(wide)),
    )
    return replace(wide, offices=offices), records


def _before_office(cast: Cast) -> Cast:
    """An office of the cell is for its members: whoever leads it since 2022 was there by then."""
    begun: dict[tuple[str, str], date] = {}
    for office in cast.offices:
        key = (office.person, office.cell)
        begun[key] = min(office.since, begun.get(key, office.since))
    memberships = tuple(
        replace(m, since=min(m.since, begun.get((m.person, m.cell), m.since)))
        for m in cast.memberships
    )
    return replace(cast, memberships=memberships)


def _from_the_joining_cell(cast: Cast) -> list[MembershipFact]:
    """Some of the joined cell's oldest members belonged to the other until it joined."""
    stated = {s.person for s in cast.states} | {o.person for o in cast.offices}
    told: list[MembershipFact] = []
    left = _WHO_JOINED
    for member in cast.memberships:
        long_here = member.cell == JOINED_CELL and member.since < date(2020, 1, 1)
        if left and long_here and member.person not in stated:
            left -= 1
            told.append(
                replace(member, cell=JOINING_CELL, until=CELLS_JOINED, left="reorganisation")
            )
            member = replace(member, since=CELLS_JOINED, came="reorganisation")
        told.append(member)
    return told


@dataclass(frozen=True)
class _Officials:
    people: dict[str, PersonFact]
    memberships: Sequence[MembershipFact]

    @classmethod
    def of(cls, cast: Cast) -> "_Officials":
        return cls({p.key: p for p in cast.people}, cast.memberships)

    def on(self, cell: str, day: date) -> list[str]:
        """The official members of a cell on a day."""
        return [
            m.person
            for m in self.memberships
            if m.cell == cell and m.since <= day and (m.until is None or day < m.until)
            and (self.people[m.person].official or date.max) <= day
        ]  # fmt: skip
