"""Taking a list of people out of the system: bounded, and written into the journal."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.journal.models import Entry
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.people.queries.lists import PersonLine, found_people
from nenep.people.rules.listing import Wanted

MOST = 20_000
"""A file of more people is no list to work with, and a loss too great when it goes astray."""


@transaction.atomic
def export_members(
    *, actor: Actor, unit_id: UUID, within_id: UUID | None = None, wanted: Wanted, on: date
) -> Sequence[PersonLine]:
    """The people of a list in its order; ``within_id`` narrows it to a unit below. Journals
    ``members.exported`` with how many, never who or what was searched for.

    Raises:
        Forbidden: not the actor's to see. Refused: more than ``MOST``, or too many lists today.
    """
    _must_not_take_too_many(actor, on)
    for asked in {unit_id, within_id or unit_id}:
        must_hold(actor, Capability.VIEW_MEMBERS, asked)
    found = found_people(actor, within_id or unit_id, on, wanted=wanted, size=MOST + 1)
    if len(found) > MOST:
        raise Refused(
            "Danh sách có hơn %(most)s người, không tải về một lần được; chưa có tệp nào được lập. "
            "Đồng chí lọc bớt, hoặc tải theo từng đơn vị.",
            most=f"{MOST:,}".replace(",", "."),
        )
    record(
        actor,
        "members.exported",
        unit_id=unit_id,
        kind="unit",
        object_id=within_id or unit_id,
        facts={"count": len(found)},
    )
    return found


def _must_not_take_too_many(actor: Actor, on: date) -> None:
    """A copied cookie must not empty the register list by list; an office's day needs a few."""
    if actor.account_id is None:
        return
    today = Entry.objects.filter(verb="members.exported", account_id=actor.account_id)
    taken = today.filter(at__gte=clock.at(on, 0)).count()
    if taken >= settings.EXPORTS_A_DAY:
        raise Refused(
            "Hôm nay đồng chí đã tải %(taken)s danh sách, đủ số cho một ngày; chưa có tệp nào được "
            "lập. Nếu cần thêm, đồng chí báo người quản trị hệ thống.",
            taken=taken,
        )
