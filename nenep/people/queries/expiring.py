"""What runs out among the members of a cell, or of the cells below a committee.

Three queries whatever the size of the unit: the reach, the rules, and one statement over all kinds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from nenep.access.queries import may
from nenep.access.rules import OFFICE_NAMES, Actor, Capability, Office
from nenep.kernel.partial_dates import PartialDate
from nenep.people.rules import expiring
from nenep.people.rules.clocks import transfer_clock
from nenep.people.rules.expiring import Expiry, Matter
from nenep.people.rules.seniority import badges_due, rounds_from
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.engine import Rulebook
from nenep.rulebook.rules.plain import whole

LIMIT = 200
"""Of each kind at most, the most pressing first: a page is read, not scrolled for ever."""


@dataclass(frozen=True)
class ExpiringMatter:
    """One thing to be done about a person. ``on`` is the last good day and ``days`` what is left
    of it (negative once over); None when no rule gives a day, or a date for it is missing: then
    ``text`` says so. ``url_name`` with ``url_args`` leads to the page of the act."""

    kind: Matter
    person_id: UUID
    person_name: str
    unit_id: UUID
    cell_name: str
    on: date | None
    days: int | None
    overdue: bool
    text: str
    provision: str
    url_name: str
    url_args: tuple[UUID, ...]
    tone: str

    @property
    def days_over(self) -> int:
        """How many days ago the last good day was; 0 while there is time."""
        return -self.days if self.days is not None and self.days < 0 else 0


@dataclass(frozen=True)
class _Found:
    """A candidate as the statement brings it; what ``a``, ``b`` and ``words`` hold differs."""

    kind: Matter
    row_id: UUID
    person_id: UUID
    person_name: str
    unit_id: UUID
    cell_name: str
    a: date | None
    b: date | None
    what: str
    words: str
    numbers: Sequence[int]


_ALL = """
with units as materialized (select access_below(array[%(unit)s]::uuid[]) as id),
states as (
  select 'state', s.id, s.person_id, m.unit_id, null::date, upper(s.during) - 1 as b,
    s.kind::text, s.provision::text, '{}'::int[]
  from people_state s
  join people_membership m on m.person_id = s.person_id and m.during @> %(on)s::date
  where s.unit_id in (select id from units) and m.unit_id in (select id from units)
    and s.kind <> 'transferring' and s.settled_on is null and not isempty(s.during)
    and upper(s.during) - 1 <= %(on)s::date + %(state_ahead)s
    and not exists (select 1 from people_state r
      where r.renews_id = s.id and not isempty(r.during))
    and not exists (select 1 from people_state r where r.person_id = s.person_id
      and r.kind = s.kind and lower(r.during) >= upper(s.during))
  order by b limit %(limit)s
), probations as (
  select 'probation', m.id, m.person_id, m.unit_id, p.ceremony_on, p.admitted_on as b,
    p.admitted_precision::text, '', '{}'::int[]
  from people_membership m join people_person p on p.id = m.person_id
  where m.unit_id in (select id from units) and m.standing = 'probationary'
    and m.during @> %(on)s::date
    and coalesce(p.ceremony_on, p.admitted_on, %(on)s::date - 3660)
      + make_interval(months => %(probation)s) <= %(on)s::date + %(probation_ahead)s
  order by b limit %(limit)s
), stays as (
  select 'stay', h.id, h.person_id, h.unit_id, null::date, upper(h.during) - 1 as b, '', '',
    '{}'::int[]
  from people_hostedstay h
  where h.unit_id in (select id from units) and h.during @> %(on)s::date
    and upper(h.during) - 1 <= %(on)s::date + %(state_ahead)s
  order by b limit %(limit)s
), letters as (
  select case when t.to_unit_id in (select id from units) then 'arrival' else 'transfer' end,
    t.id, t.person_id,
    case when t.to_unit_id in (select id from units) then t.to_unit_id else t.unit_id end,
    t.introduced_on, t.introduced_on as b, t.kind::text, t.to_name::text, '{}'::int[]
  from people_transfer t
  where t.closed_on is null
    and (t.unit_id in (select id from units) or t.to_unit_id in (select id from units))
  order by b limit %(limit)s
), badges as (
  select 'badge', p.id, p.id, m.unit_id, p.admitted_on, p.admitted_on as b,
    p.admitted_precision::text, '',
    array(select b.years::int from people_badgeaward b where b.person_id = p.id)
  from people_person p
  join people_membership m on m.person_id = p.id and m.during @> %(on)s::date
  where m.unit_id in (select id from units) and p.admitted_precision <> 'unknown'
    and exists (select 1 from unnest(%(marks)s::int[]) as y(years)
      where (p.admitted_on + make_interval(years => y.years))::date
        between %(on)s::date - 900 and %(on)s::date + %(badge_ahead)s
      and not exists (select 1 from people_badgeaward b
        where b.person_id = p.id and b.years = y.years))
  order by b limit %(limit)s
), offices as (
  select 'office', o.id, o.person_id, o.unit_id, null::date, upper(o.during) - 1 as b,
    o.office::text, '', '{}'::int[]
  from people_officeterm o
  where o.unit_id in (select id from units) and o.during @> %(on)s::date
    and upper(o.during) - 1 <= %(on)s::date + %(office_ahead)s
  order by b limit %(limit)s
), found (kind, row_id, person_id, unit_id, a, b, what, words, numbers) as (
  select * from states union all select * from probations union all select * from stays
  union all select * from letters union all select * from badges union all select * from offices
)
select f.kind, f.row_id, f.person_id, p.full_name, f.unit_id, coalesce(n.name, ''), f.a, f.b,
  f.what, f.words, f.numbers
from found f join people_person p on p.id = f.person_id
left join structure_unitname n on n.unit_id = f.unit_id and n.during @> %(on)s::date
order by p.name_key collate "C", p.id
"""


def expiring_of(actor: Actor, unit_id: UUID, on: date) -> Sequence[ExpiringMatter]:
    """What runs out at ``unit_id`` and below, the most pressing first; what has no day comes last.

    No door of its own: row policies leave out whom the actor may not see. Where the actor manages
    members, each matter leads to its form; a cell's own officers get those they may fill in.
    """
    rules = rules_in_force()
    manages = may(actor, Capability.MANAGE_MEMBERS, unit_id)
    matters = [
        _matter(found, expiry, manages)
        for found in _candidates(unit_id, on, rules)
        for expiry in _expiries(found, on, rules)
    ]
    return sorted(matters, key=lambda matter: (matter.on is None, matter.on or on))


def _candidates(unit_id: UUID, on: date, rules: Rulebook) -> Sequence[_Found]:
    probation = rules.find("member.probation", on=on)
    with connection.cursor() as cursor:
        cursor.execute(
            _ALL,
            {
                "unit": unit_id,
                "on": on,
                "limit": LIMIT,
                "probation": whole(probation.table, "months") if probation else 0,
                "marks": _marks(rules, on),
                "state_ahead": expiring.STATE_AHEAD,
                "probation_ahead": expiring.PROBATION_AHEAD,
                "badge_ahead": expiring.BADGE_AHEAD,
                "office_ahead": expiring.OFFICE_AHEAD,
            },
        )
        return [_Found(Matter(row[0]), *row[1:]) for row in cursor.fetchall()]


def _expiries(found: _Found, on: date, rules: Rulebook) -> Sequence[Expiry]:
    match found.kind:
        case Matter.BADGE:
            return _badges(found, on, rules)
        case Matter.STATE:
            one = expiring.state_expiry(found.what, found.b, found.words, on)
        case Matter.PROBATION:
            one = _probation(found, on, rules)
        case Matter.STAY:
            one = expiring.stay_expiry(found.b, on)
        case Matter.OFFICE:
            one = expiring.office_expiry(OFFICE_NAMES[Office(found.what)], found.b, on)
        case _:
            one = _letter(found, on, rules)
    return [one] if one else []


def _probation(found: _Found, on: date, rules: Rulebook) -> Expiry | None:
    ruling = rules.find("member.probation", on=on)
    months = whole(ruling.table, "months") if ruling else None
    admitted = PartialDate.stored(found.b, found.what)
    return expiring.probation_expiry(
        found.a, admitted, months, ruling.citation.place if ruling else "", on
    )


def _letter(found: _Found, on: date, rules: Rulebook) -> Expiry:
    """An official letter has clocks; a temporary one only the last day that is written on it."""
    introduced_on = found.a or on
    clock = transfer_clock(introduced_on, rules.find("clock.transfer", on=introduced_on))
    if found.what == "temporary":
        return expiring.temporary_letter(introduced_on, found.words, found.kind)
    if found.kind is Matter.ARRIVAL:
        return expiring.arrival_expiry(introduced_on, clock, on)
    return expiring.transfer_expiry(introduced_on, found.words, clock, on)


def _badges(found: _Found, on: date, rules: Rulebook) -> Sequence[Expiry]:
    rounds = rules.find("badge.rounds", on=on)
    if rounds is None:
        return []
    due = badges_due(
        PartialDate.stored(found.a, found.what),
        marks=_marks(rules, on),
        rounds=rounds_from(rounds.value),
        awarded=found.numbers,
        since=on - timedelta(days=expiring.BADGE_BEHIND),
        until=on + timedelta(days=expiring.BADGE_AHEAD),
    )
    return [expiring.badge_expiry(one, rounds.citation.place, on) for one in due]


def _marks(rules: Rulebook, on: date) -> list[int]:
    marks = rules.find("badge.years", on=on)
    known = marks.value if marks is not None else None
    return [one for one in known if isinstance(one, int)] if isinstance(known, list) else []


def _matter(found: _Found, expiry: Expiry, manages: bool) -> ExpiringMatter:
    url_name, url_args = _act(found, manages)
    return ExpiringMatter(
        kind=found.kind,
        person_id=found.person_id,
        person_name=found.person_name,
        unit_id=found.unit_id,
        cell_name=found.cell_name,
        on=expiry.on,
        days=expiry.days,
        overdue=expiry.overdue,
        text=expiry.text,
        provision=expiry.provision,
        url_name=url_name,
        url_args=url_args,
        tone=expiry.tone,
    )


def _act(found: _Found, manages: bool) -> tuple[str, tuple[UUID, ...]]:
    """The page on which the matter is dealt with; the person's where this reader may not. Whom one
    only hosts or awaits has no page here: the list of letters stands for it."""
    if found.kind is Matter.STATE and (manages or found.what != "suspended"):
        return "state-renewal", (found.row_id,)
    if found.kind is Matter.ARRIVAL:
        return (
            ("transfer-reception", (found.row_id,)) if manages else ("transfers", (found.unit_id,))
        )
    if found.kind is Matter.STAY:
        return "unit-members", (found.unit_id,)
    if manages and found.kind is Matter.PROBATION:
        return "recognition", (found.person_id,)
    if manages and found.kind is Matter.BADGE:
        return "badge-new", (found.person_id,)
    return "person", (found.person_id,)
