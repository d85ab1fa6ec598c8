"""The register of a commune as a list says it: set-based, for three villages as for fifty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel import clock, ids
from nenep.structure.actions.arranging import arranging, must_stand
from nenep.structure.models import Locality, LocalityPlace
from nenep.structure.queries.localities import leaders_on, lives_of
from nenep.structure.queries.units import unit_near
from nenep.structure.rules.localities import (
    REGISTER_NEWS,
    Leader,
    clean_place_name,
    must_be_the_only,
    must_keep_villages,
    must_lead,
    must_live,
    same_place,
)
from nenep.structure.rules.locality_lists import SaidLocality


@dataclass(frozen=True)
class SetLocalities:
    """How many villages the list opened and changed, and how many were so already."""

    opened: int
    changed: int
    same: int


def set_localities(
    *, actor: Actor, unit_id: UUID, said: Sequence[SaidLocality], on: date
) -> SetLocalities:
    """From ``on`` the commune has the villages of the list, each led as it says; a village that the
    list does not name stays as it is. All or nothing; the same list again changes nothing. Journals
    one ``localities.set``. Constant queries.

    Raises:
        Absent, Forbidden: not a commune whose members the actor manages.
        Invalid, Refused: as :func:`nenep.structure.actions.localities.open_locality`.
    """
    with arranging():
        _must_be_a_living_commune(actor, unit_id, on)
        rows = list(
            LocalityPlace.objects.filter(unit_id=unit_id, during__overlap=DateRange(on, None))
        )
        leaders = leaders_on(unit_id, on)
        changed: list[LocalityPlace] = []
        opened: list[LocalityPlace] = []
        for one in said:
            known = _known(rows, one.name, on)
            if known is None:
                opened.append(_opened(unit_id, one, [*rows, *opened], leaders, on))
            elif known.led_by_id != one.led_by_id:
                must_lead(leaders, one.led_by_id, on, known.during.upper)
                known.led_by_id = one.led_by_id
                changed.append(known)
        _write(opened, changed, on)
        told = SetLocalities(len(opened), len(changed), len(said) - len(opened) - len(changed))
        if opened or changed:
            _tell(actor, unit_id, told, on)
    return told


def _must_be_a_living_commune(actor: Actor, unit_id: UUID, on: date) -> None:
    commune = unit_near(unit_id, on)
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    must_keep_villages(commune.kind, commune.name)
    must_stand(commune, on)
    must_live(lives_of([unit_id])[unit_id], commune.name, on, None)


def _known(rows: Sequence[LocalityPlace], name: str, on: date) -> LocalityPlace | None:
    """The commune's village of that name on that day."""
    there = (row for row in rows if row.during.lower <= on and same_place(row.name, name))
    return next(there, None)


def _opened(
    unit_id: UUID,
    one: SaidLocality,
    others: Sequence[LocalityPlace],
    leaders: Mapping[UUID, Leader],
    on: date,
) -> LocalityPlace:
    name = clean_place_name(one.name)
    must_be_the_only(name, [row.name for row in others], on)
    must_lead(leaders, one.led_by_id, on, None)
    return LocalityPlace(
        locality_id=ids.new_id(),
        name=name,
        kind=one.kind.value,
        unit_id=unit_id,
        led_by_id=one.led_by_id,
        during=DateRange(on, None),
    )


def _write(opened: Sequence[LocalityPlace], changed: Sequence[LocalityPlace], on: date) -> None:
    """New villages; of the changed ones a row closes and another opens, unless the first began that
    very day: then it is put right."""
    Locality.objects.bulk_create([Locality(id=row.locality_id) for row in opened])
    begun_today = [row for row in changed if row.during.lower == on]
    LocalityPlace.objects.bulk_update(begun_today, ["led_by"])
    closing = [row for row in changed if row.during.lower != on]
    followed = [
        LocalityPlace(
            locality_id=row.locality_id,
            name=row.name,
            kind=row.kind,
            unit_id=row.unit_id,
            led_by_id=row.led_by_id,
            during=DateRange(on, row.during.upper),
        )
        for row in closing
    ]
    for row in closing:
        row.during = DateRange(row.during.lower, on)
    LocalityPlace.objects.bulk_update(closing, ["during"])
    LocalityPlace.objects.bulk_create([*opened, *followed])


def _tell(actor: Actor, unit_id: UUID, told: SetLocalities, on: date) -> None:
    """One entry for the list; the commune's figures from that day, if it has come."""
    record(
        actor,
        "localities.set",
        unit_id=unit_id,
        kind="unit",
        object_id=unit_id,
        facts={"on": on.isoformat(), "opened": told.opened, "changed": told.changed},
    )
    if on <= clock.today():
        announce(REGISTER_NEWS, unit_id=unit_id, month=on)
