"""Members go into other cells from a day on: set-based, for one as for a whole reorganisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import Fact, record
from nenep.kernel.errors import Refused
from nenep.people.models import Membership


@dataclass(frozen=True)
class Move:
    """A member, and the cell of the first day."""

    person_id: UUID
    to_unit_id: UUID


@transaction.atomic
def relocate(
    *,
    actor: Actor,
    moves: Sequence[Move],
    on: date,
    how: str = "reorganised",
    decision: str = "",
) -> int:
    """Move memberships with their standing and running states; returns how many moved.

    Offices in the cell left, with their access, and places in its groups end that day. The village
    one lives in stays known, unless ``how`` is ``transferred``. The record follows at once when
    ``on`` has come, else with :mod:`nenep.people.actions.keepers`. Who is there already is left
    alone: doing it twice changes nothing. One journal entry per cell that loses or gains members.

    Raises:
        Forbidden: a cell, left or entered, whose members the actor does not manage.
        Refused: somebody is no member that day; nobody is moved.
    """
    wanted = {move.person_id: move.to_unit_id for move in moves}
    running = Membership.objects.filter(person_id__in=wanted, during__contains=on)
    left = {spell.person_id: spell.unit_id for spell in running}
    for unit_id in {*left.values(), *wanted.values()}:
        must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    if missing := wanted.keys() - left.keys():
        raise Refused(
            "Có %(count)s người không phải là đảng viên của chi bộ nào vào ngày %(on)s; "
            "chưa chuyển ai.",
            count=len(missing),
            on=f"{on:%d/%m/%Y}",
        )
    going = {person_id for person_id in wanted if wanted[person_id] != left[person_id]}
    if not going:
        return 0
    ordered = sorted(going)
    with connection.cursor() as cursor:
        cursor.execute(
            "select people_relocate(%s::uuid[], %s::uuid[], %s, %s, %s)",
            [ordered, [wanted[one] for one in ordered], on, how, decision[:60]],
        )
        moved = int(cursor.fetchone()[0])
    for unit_id in {*(left[one] for one in going), *(wanted[one] for one in going)}:
        facts: dict[str, Fact] = {
            "left": sum(left[one] == unit_id for one in going),
            "came": sum(wanted[one] == unit_id for one in going),
            "on": on.isoformat(),
        }
        record(
            actor,
            "members.relocated",
            unit_id=unit_id,
            kind="unit",
            object_id=unit_id,
            facts=facts,
        )
        announce("members.relocated", unit_id=unit_id, month=on)
    return moved
