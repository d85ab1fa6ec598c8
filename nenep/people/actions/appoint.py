"""Offices begin and end; the grant of access follows in the same transaction."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability, Office
from nenep.journal.actions.record import record
from nenep.people.models import OfficeTerm


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person_id: UUID,
    unit_id: UUID,
    office: Office,
    on: date,
    until: date | None = None,
) -> OfficeTerm:
    """Give a person an office from ``on`` to the day before ``until``. Idempotent.

    Raises:
        Forbidden: the actor does not manage members there.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    during = DateRange(on, until)
    term, created = OfficeTerm.objects.get_or_create(
        person_id=person_id, unit_id=unit_id, office=office.value, during=during
    )
    if created:
        Grant.objects.create(
            person_id=person_id, unit_id=unit_id, office=office.value, during=during
        )
        record(
            actor,
            "office.begun",
            unit_id=unit_id,
            kind="person",
            object_id=person_id,
            facts={"office": office.value, "on": on.isoformat()},
        )
    return term
