"""The end of a membership: removal, expulsion, leaving, death, an admission declared void."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid, Refused
from nenep.people.models import LEAVINGS, Membership
from nenep.people.policies import person_for


@transaction.atomic
def end_membership(
    *, actor: Actor, person_id: UUID, how: str, on: date, decision: str = ""
) -> Membership:
    """``on`` is the first day no longer a member. States, stays, groups, residence, links, every
    office and all access end that day, in other units too; the record stays with the last cell.
    Ended in that way on that day already: that spell.

    Raises:
        Absent, Forbidden: not a record whose members the actor manages.
        Invalid: no such way. Refused: not a member on the day before.
    """
    if how not in LEAVINGS:
        raise Invalid("Không có lý do kết thúc này; chưa ghi gì.", field="how")
    person = person_for(actor, person_id, to=Capability.MANAGE_MEMBERS)
    spells = Membership.objects.filter(person_id=person_id)
    done = spells.filter(during__endswith=on, ended_as=how).first()
    if done is not None:
        return done
    running = spells.filter(during__contains=on).first()
    if running is None or running.during.lower is None or running.during.lower >= on:
        raise Refused(
            "%(name)s không phải là đảng viên vào ngày trước ngày %(on)s; chưa ghi gì.",
            name=person.full_name,
            on=f"{on:%d/%m/%Y}",
        )
    with connection.cursor() as cursor:
        cursor.execute("select people_leave(%s, %s, %s, %s)", [person_id, on, how, decision])
    record(
        actor,
        "member.left",
        unit_id=running.unit_id,
        kind="person",
        object_id=person_id,
        facts={"how": how, "on": on.isoformat(), "decision": decision},
    )
    announce("member.left", unit_id=running.unit_id, month=on)
    running.refresh_from_db()
    return running
