"""Offices begin; the grant of access follows in the same transaction."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability, Office
from nenep.journal.actions.record import record
from nenep.kernel.errors import Refused
from nenep.people.models import OfficeTerm
from nenep.people.queries.rosters import standing_on
from nenep.people.rules.standing import must_be_able_to_hold

OF_THE_CELL = frozenset(
    {Office.CELL_SECRETARY, Office.DEPUTY_CELL_SECRETARY, Office.CELL_COMMITTEE_MEMBER}
)


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
    """Give a person an office from ``on`` to the day before ``until``; who holds it already on
    that day keeps the term as it stands. Access follows in the same transaction.

    Raises:
        Forbidden: the actor does not manage members there.
        Refused: not an official member of the cell whose office it is; the secretary's office is
            held by somebody else on one of those days.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    held = OfficeTerm.objects.filter(
        person_id=person_id, unit_id=unit_id, office=office.value, during__contains=on
    ).first()
    if held is not None:
        return held
    during = DateRange(on, until)
    if office in OF_THE_CELL:
        must_be_able_to_hold(standing_on(person_id, unit_id, on))
    if office is Office.CELL_SECRETARY:
        _must_be_free(unit_id, during)
    term = OfficeTerm.objects.create(
        person_id=person_id, unit_id=unit_id, office=office.value, during=during
    )
    Grant.objects.create(person_id=person_id, unit_id=unit_id, office=office.value, during=during)
    record(
        actor,
        "office.begun",
        unit_id=unit_id,
        kind="person",
        object_id=person_id,
        facts={"office": office.value, "on": on.isoformat()},
    )
    return term


def _must_be_free(unit_id: UUID, during: DateRange) -> None:
    """One secretary a day; the database insists, this only says so in words."""
    terms = OfficeTerm.objects.filter(unit_id=unit_id, office=Office.CELL_SECRETARY.value)
    if terms.filter(during__overlap=during).exists():
        raise Refused(
            "Chi bộ đã có Bí thư trong thời gian này; chưa ghi gì. "
            "Hãy kết thúc nhiệm vụ của Bí thư cũ trước."
        )
