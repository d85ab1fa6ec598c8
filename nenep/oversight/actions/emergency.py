"""Break-glass: one officer above a unit asks to read its records, another approves, for hours."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from nenep.access.rules import Actor, Capability, Office
from nenep.journal.actions.record import record
from nenep.kernel import ids
from nenep.kernel.errors import Invalid, Refused
from nenep.oversight import policies
from nenep.oversight.models import Emergency
from nenep.oversight.queries import emergencies_in, in_force, moment, waiting
from nenep.oversight.rules.openings import must_be_said

VALID_FOR = timedelta(days=1)
"""A request that nobody approved within a day is void."""


@transaction.atomic
def ask_emergency(*, actor: Actor, unit_id: UUID, hours: int, words: str) -> Emergency:
    """Ask to read one unit's records for some hours. Nothing opens before another officer approves.

    Asking again while a request waits or runs changes nothing. Journals ``emergency.asked``.

    Raises:
        Absent, Forbidden: not a unit below the actor's office.
        Invalid: no reason said, or more hours than the installation allows.
    """
    policies.unit_to_reach(actor, unit_id)
    said = must_be_said(words, field="words")
    if not 1 <= hours <= settings.EMERGENCY_HOURS:
        raise Invalid(
            "Thời gian mở từ 1 đến %(most)s giờ.", field="hours", most=settings.EMERGENCY_HOURS
        )
    now = moment()
    known = emergencies_in(actor, unit_id).filter(waiting(now) | in_force(now))
    running = next((one for one in known if one.asked_by == actor.account_id), None)
    if running is not None:
        return running
    emergency_id = ids.new_id()
    _call("select oversight_ask(%s, %s, %s, %s)", emergency_id, unit_id, hours, said)
    emergency = Emergency.objects.get(pk=emergency_id)
    _note(actor, "emergency.asked", emergency, hours=hours)
    return emergency


@transaction.atomic
def approve_emergency(*, actor: Actor, emergency_id: UUID) -> Emergency:
    """The second person agrees: from now on the asker reads. Approved twice is once.

    Journals ``emergency.approved``.

    Raises:
        Absent: no such request for this actor. Forbidden: not an officer above the unit.
        Refused: the asker themselves, a lower office, or a request that is over.
    """
    emergency = policies.emergency_for(actor, emergency_id, to=Capability.REACH_IN_EMERGENCY)
    if emergency.approved_by is not None and emergency.approved_by == actor.account_id:
        return emergency
    if actor.account_id == emergency.asked_by or actor.person_id == emergency.asked_person:
        raise Refused(
            "Người đề nghị không tự duyệt được; cần một đồng chí khác có thẩm quyền ở cấp ủy duyệt."
        )
    now = moment()
    if emergency.asked_at < now - VALID_FOR or emergency.ended_at or emergency.approved_by:
        raise Refused("Đề nghị này không còn chờ duyệt; chưa có gì được mở thêm.")
    policies.must_stand_as_high(actor, emergency)
    _call("select oversight_approve(%s)", emergency_id)
    emergency.refresh_from_db()
    _note(actor, "emergency.approved", emergency, hours=emergency.hours)
    return emergency


@transaction.atomic
def end_emergency(*, actor: Actor, emergency_id: UUID) -> Emergency:
    """Close it before its time, or refuse it. Ended twice is once. Journals ``emergency.ended``.

    Raises:
        Absent: no such request for this actor. Forbidden: neither asker nor an officer above.
    """
    emergency = policies.emergency_for(actor, emergency_id, to=Capability.REACH_IN_EMERGENCY)
    if emergency.ended_at is not None:
        return emergency
    _call("select oversight_end(%s)", emergency_id)
    emergency.refresh_from_db()
    _note(actor, "emergency.ended", emergency)
    return emergency


def note_reading(*, actor: Actor, page: str, object_id: UUID | None) -> None:
    """Every page somebody opens while an emergency lends them a unit is written into its chain.
    No query for everybody else. Journals ``emergency.read``."""
    lent = [held.unit_id for held in actor.offices if held.office is Office.EMERGENCY_READER]
    for unit_id in filter(None, lent):
        facts = {"page": page}
        record(
            actor,
            "emergency.read",
            unit_id=unit_id,
            kind="page",
            object_id=object_id,
            facts=facts,
        )


def _call(statement: str, *arguments: UUID | int | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)


def _note(actor: Actor, verb: str, emergency: Emergency, **facts: int) -> None:
    record(
        actor,
        verb,
        unit_id=emergency.unit_id,
        kind="emergency",
        object_id=emergency.pk,
        facts=facts,
    )
