"""Two villages become one: the register, and those who live there."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid
from nenep.people.models import Residence
from nenep.structure.actions.localities import close_locality
from nenep.structure.policies import locality_for
from nenep.structure.rules.localities import REGISTER_NEWS, LocalityView


@transaction.atomic
def join_villages(*, actor: Actor, locality_id: UUID, into_id: UUID, on: date) -> int:
    """The village ends on ``on``, and who was written down to live there lives in the other from
    then; returns how many. Again changes nothing. Journals ``villages.joined``.

    Raises:
        Absent, Forbidden: a village of a commune whose members the actor does not manage.
        Invalid: not another village of that day. Refused: as
            :func:`nenep.structure.actions.localities.close_locality`.
    """
    into = locality_for(actor, into_id, to=Capability.MANAGE_MEMBERS, on=on)
    if into_id == locality_id or not _lasts(into, on):
        raise Invalid(
            "Chọn một thôn, làng khác còn trong sổ vào ngày %(on)s; chưa ghi gì.",
            field="into",
            on=f"{on:%d/%m/%Y}",
        )
    ended = close_locality(actor=actor, locality_id=locality_id, on=on)
    moved = _move(locality_id, into_id, on)
    if moved:
        facts: dict[str, Fact] = {"on": on.isoformat(), "into": str(into_id), "people": moved}
        record(
            actor,
            "villages.joined",
            unit_id=ended.unit_id,
            kind="locality",
            object_id=locality_id,
            facts=facts,
        )
        if on <= clock.today():
            announce(REGISTER_NEWS, unit_id=into.unit_id, month=on)
    return moved


def _lasts(place: LocalityView, on: date) -> bool:
    return place.since <= on and (place.until is None or on < place.until)


def _move(from_id: UUID, into_id: UUID, on: date) -> int:
    """What lasts beyond the day is closed and goes on in the other village."""
    rows = Residence.objects.filter(locality_id=from_id, during__overlap=DateRange(on, None))
    later = [row for row in rows if row.during.lower >= on]
    for row in later:
        row.locality_id = into_id
    Residence.objects.bulk_update(later, ["locality"])
    running = [row for row in rows if row.during.lower < on]
    followed = [
        Residence(
            person_id=row.person_id,
            unit_id=row.unit_id,
            locality_id=into_id,
            during=DateRange(on, row.during.upper),
        )
        for row in running
    ]
    for row in running:
        row.during = DateRange(row.during.lower, on)
    Residence.objects.bulk_update(running, ["during"])
    Residence.objects.bulk_create(followed)
    return len(rows)
