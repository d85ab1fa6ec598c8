"""A finalised paper is opened from far above, for today, with a reason its cell will read."""

from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.kernel import ids
from nenep.oversight import policies
from nenep.oversight.models import PaperOpening
from nenep.oversight.queries import opened_today
from nenep.oversight.rules.openings import must_say_why


@transaction.atomic
def open_paper(
    *, actor: Actor, unit_id: UUID, paper_id: UUID, reason: str, words: str
) -> PaperOpening:
    """Enter who opens which paper and why; from then to the end of the day it can be read.

    A paper opened today already stays as it is. Journals ``paper.opened`` in the chain of the unit.

    Raises:
        Absent: no such unit in reach, or no such paper of it. Forbidden: the office opens no papers
        there. Invalid: no reason said.
    """
    policies.paper_to_open(actor, unit_id, paper_id)
    said = must_say_why(reason, words)
    already = opened_today(actor).filter(paper_id=paper_id).first()
    if already is not None:
        return already
    opening_id = ids.new_id()
    with connection.cursor() as cursor:
        cursor.execute(
            "select oversight_open(%s, %s, %s, %s)", [opening_id, paper_id, reason, said]
        )
    record(
        actor,
        "paper.opened",
        unit_id=unit_id,
        kind="paper",
        object_id=paper_id,
        facts={"reason": reason, "opening": str(opening_id)},
    )
    return PaperOpening.objects.get(pk=opening_id)
