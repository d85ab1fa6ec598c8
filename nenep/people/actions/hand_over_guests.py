"""What else hangs on a cell that ends: those it hosts, those it knows by residence, its term."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.people.models import CommitteeTerm, HostedStay, ResidenceLink, State


@dataclass(frozen=True)
class StayGoesOn:
    """A stay in a cell and the cell where it goes on; None when home and host have become one."""

    stay_id: UUID
    unit_id: UUID | None


@transaction.atomic
def hand_over_guests(
    *,
    actor: Actor,
    stays: Sequence[StayGoesOn],
    links: Mapping[UUID, UUID],
    ended: Sequence[UUID],
    on: date,
) -> int:
    """From ``on`` guests take part in the successor, residence links are followed there, and no
    committee's term of an ended unit runs on; how many rows went over. Doing it twice changes
    nothing. Journals ``guests.handed_over`` in each cell that loses some.

    Raises:
        Forbidden: a cell whose members the actor does not manage.
    """
    to = {one.stay_id: one.unit_id for one in stays}
    rows = list(HostedStay.objects.filter(pk__in=to, during__overlap=DateRange(on, None)))
    linked = list(ResidenceLink.objects.filter(pk__in=links, during__overlap=DateRange(on, None)))
    losing = [row.unit_id for row in rows] + [link.unit_id for link in linked]
    for unit_id in {*losing, *ended, *links.values(), *(u for u in to.values() if u is not None)}:
        must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    for row in rows:
        _stay_goes_on(row, to[row.pk], on)
    for link in linked:
        _link_goes_on(link, links[link.pk], on)
    _end_terms(ended, on)
    for unit_id, count in Counter(losing).items():
        record(
            actor,
            "guests.handed_over",
            unit_id=unit_id,
            kind="unit",
            object_id=unit_id,
            facts={"count": count, "on": on.isoformat()},
        )
        announce("guests.handed_over", unit_id=unit_id, month=on)
    return len(rows) + len(linked)


def _stay_goes_on(stay: HostedStay, unit_id: UUID | None, on: date) -> None:
    until = stay.during.upper
    if stay.during.lower >= on:
        stay.delete()
    else:
        HostedStay.objects.filter(pk=stay.pk).update(during=DateRange(stay.during.lower, on))
    if unit_id is not None:
        HostedStay.objects.create(
            person_id=stay.person_id,
            unit_id=unit_id,
            during=DateRange(max(stay.during.lower, on), until),
        )
    else:
        _is_home(stay.person_id, on)


def _is_home(person_id: UUID, on: date) -> None:
    """Nobody is away from the very cell where one takes part."""
    away = State.objects.filter(person_id=person_id, kind="away")
    away.filter(during__startswith__gte=on).delete()
    for state in away.filter(during__contains=on):
        state.during, state.settled_on = DateRange(state.during.lower, on), on
        state.save(update_fields=["during", "settled_on"])


def _link_goes_on(link: ResidenceLink, unit_id: UUID, on: date) -> None:
    during = link.during
    if during.lower >= on:
        ResidenceLink.objects.filter(pk=link.pk).update(unit_id=unit_id)
        return
    ResidenceLink.objects.filter(pk=link.pk).update(during=DateRange(during.lower, on))
    ResidenceLink.objects.create(
        unit_id=unit_id,
        person_id=link.person_id,
        full_name=link.full_name,
        name_key=link.name_key,
        workplace=link.workplace,
        home_unit_id=link.home_unit_id,
        during=DateRange(on, during.upper),
    )


def _end_terms(ended: Sequence[UUID], on: date) -> None:
    terms = CommitteeTerm.objects.filter(unit_id__in=ended)
    terms.filter(during__startswith__gte=on).delete()
    for term in terms.filter(during__contains=on):
        term.during = DateRange(term.during.lower, on)
        term.save(update_fields=["during"])
