"""Taking the book of Regulation 213 out of the system: bounded, and written into the journal."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.take_out import take_out
from nenep.people.queries.links import LinkLine, links_in


@transaction.atomic
def export_links(
    *, actor: Actor, unit_id: UUID, year: int, on: date
) -> tuple[Sequence[LinkLine], str]:
    """Everybody linked to the unit in that year, and the mark of the file. Journals
    ``residence.exported`` with how many.

    Raises:
        Forbidden: not the actor's to see. Refused: too many files today.
    """
    must_hold(actor, Capability.VIEW_MEMBERS, unit_id)
    lines = links_in(unit_id, year, on)
    facts = {"count": len(lines), "year": year}
    return lines, take_out(actor, "residence.exported", unit_id=unit_id, on=on, facts=facts)
