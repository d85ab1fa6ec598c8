"""The cell says that a duty of the year is done."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid
from nenep.preparation.models import Fulfilment
from nenep.preparation.rules.leave import must_be_past
from nenep.preparation.rules.obligations import TOLD
from nenep.structure.policies import unit_for


@transaction.atomic
def fulfil(*, actor: Actor, unit_id: UUID, code: str, year: int, on: date) -> Fulfilment:
    """Say it once; another day corrects the first, the same changes nothing. Journals
    ``duty.fulfilled``.

    Raises:
        Absent, Forbidden: not the actor's cell, or not the actor's to prepare.
        Invalid: a duty that follows from meetings or books, or is unknown. Refused: a day to come.
    """
    unit_for(actor, unit_id, to=Capability.PREPARE_MEETING, on=clock.today())
    if code not in TOLD:
        raise Invalid("Việc này được tính từ các buổi họp và sổ sách, không ghi tay.", field="code")
    must_be_past(on, clock.today())
    row = Fulfilment.objects.filter(unit_id=unit_id, year=year, code=code).first()
    if row is not None and row.done_on == on:
        return row
    row = row or Fulfilment(unit_id=unit_id, year=year, code=code)
    row.done_on = on
    row.save()
    record(
        actor,
        "duty.fulfilled",
        unit_id=unit_id,
        kind="duty",
        object_id=row.pk,
        facts={"code": code, "year": year, "on": on.isoformat()},
    )
    return row
