"""Taking a list of people out of the system: bounded, and written into the journal."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.take_out import take_out
from nenep.kernel.errors import Refused
from nenep.people.queries.lists import PersonLine, found_people
from nenep.people.rules.listing import Wanted

MOST = 20_000
"""A file of more people is no list to work with, and a loss too great when it goes astray."""


@transaction.atomic
def export_members(
    *, actor: Actor, unit_id: UUID, within_id: UUID | None = None, wanted: Wanted, on: date
) -> tuple[Sequence[PersonLine], str]:
    """The people of a list in its order, and the mark of the file; ``within_id`` narrows it to a
    unit below. Journals ``members.exported`` with how many, never who or what was searched for.

    Raises:
        Forbidden: not the actor's to see. Refused: more than ``MOST``, or too many lists today.
    """
    for asked in {unit_id, within_id or unit_id}:
        must_hold(actor, Capability.VIEW_MEMBERS, asked)
    found = found_people(actor, within_id or unit_id, on, wanted=wanted, size=MOST + 1)
    if len(found) > MOST:
        raise Refused(
            "Danh sách có hơn %(most)s người, không tải về một lần được; chưa có tệp nào được lập. "
            "Đồng chí lọc bớt, hoặc tải theo từng đơn vị.",
            most=f"{MOST:,}".replace(",", "."),
        )
    mark = take_out(
        actor,
        "members.exported",
        unit_id=unit_id,
        on=on,
        object_id=within_id or unit_id,
        facts={"count": len(found)},
    )
    return found, mark
