"""Taking the book of Regulation 213 out of the system: bounded, and written into the journal."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.people.queries.links import LinkLine, links_in


@transaction.atomic
def export_links(*, actor: Actor, unit_id: UUID, year: int, on: date) -> Sequence[LinkLine]:
    """Everybody linked to the unit in that year. Journals ``residence.exported`` with how many.

    Raises:
        Forbidden: not the actor's to see.
    """
    must_hold(actor, Capability.VIEW_MEMBERS, unit_id)
    lines = links_in(unit_id, year, on)
    record(
        actor,
        "residence.exported",
        unit_id=unit_id,
        kind="unit",
        object_id=unit_id,
        facts={"count": len(lines), "year": year},
    )
    return lines
