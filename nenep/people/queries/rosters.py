"""The roll of a cell on a day: everybody who counts in some way, in the order of given names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.people.models import Membership
from nenep.people.queries.counting import counting_rules_on
from nenep.people.rules.counting import CountingRules
from nenep.people.rules.reckoning import Belonging, Reckoning, reckon
from nenep.people.rules.standing import CountsAs, Spell, Standing


@dataclass(frozen=True)
class RosterLine:
    """A person on the roll of a cell that day, in the order of given names."""

    person_id: UUID
    full_name: str
    name_key: str
    reckoning: Reckoning

    @property
    def counts(self) -> CountsAs:
        """As the roll keeps it."""
        return self.reckoning.counts_as


def roster_on(unit_id: UUID, on: date) -> Sequence[RosterLine]:
    """Everybody who counts in some way in the cell that day, by the rules of that day. Two
    queries (three where a unit has set counting rules of its own).

    The same for every reader who keeps the cell's records, whatever else he may see.
    """
    return roster_by(unit_id, on, counting_rules_on(unit_id, on))


def roster_by(unit_id: UUID, on: date, rules: CountingRules) -> Sequence[RosterLine]:
    """The same by rules already asked for. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from people_roll(%s, %s)", [unit_id, on])
        rows = cursor.fetchall()
    lines = []
    for person_id, full_name, name_key, entered_on, memberships, stays, states in rows:
        person = Belonging(
            person_id,
            memberships=_spells(memberships),
            stays=_spells(stays),
            states=_spells(states),
            entered_on=entered_on,
        )
        reckoning = reckon(person, cell_id=unit_id, on=on, rules=rules)
        if reckoning is not None:
            lines.append(RosterLine(person_id, full_name, name_key, reckoning))
    return lines


def sitting_on(unit_id: UUID, on: date) -> Sequence[RosterLine]:
    """Whoever sits in the meetings of a Party group or of a committee that day, with the standing
    kept in the own cell. Two queries (three where a unit has counting rules of its own).

    A stay elsewhere is told without its place; the duty to attend here is that of the own cell.
    """
    rules = counting_rules_on(unit_id, on)
    with connection.cursor() as cursor:
        cursor.execute("select * from people_sitting(%s, %s)", [unit_id, on])
        rows = cursor.fetchall()
    lines = []
    for person_id, full_name, name_key, cell_id, memberships, stays, states in rows:
        person = Belonging(
            person_id,
            memberships=_spells(memberships),
            stays=_spells(stays),
            states=_spells(states),
        )
        reckoning = reckon(person, cell_id=cell_id, on=on, rules=rules)
        if reckoning is not None:
            lines.append(RosterLine(person_id, full_name, name_key, reckoning))
    return lines


def standing_on(person_id: UUID, unit_id: UUID, on: date) -> Standing | None:
    """The standing of the person's membership in the cell that day, states aside; None if none."""
    spell = Membership.objects.filter(
        person_id=person_id, unit_id=unit_id, during__contains=on
    ).first()
    return Standing(spell.standing) if spell else None


def _spells(rows: object) -> tuple[Spell, ...]:
    """JSON rows of spells; dates arrive as ISO text."""
    return tuple(_spell(row) for row in rows) if isinstance(rows, list) else ()


def _spell(row: dict[str, str | None]) -> Spell:
    since, until, unit = row["since"], row["until"], row.get("unit")
    return Spell(
        kind=str(row["kind"]),
        since=date.fromisoformat(since) if since else date.min,
        until=date.fromisoformat(until) if until else None,
        provision=row.get("provision") or "",
        unit_id=UUID(unit) if unit else None,
        ended_as=row.get("ended_as") or "",
    )
