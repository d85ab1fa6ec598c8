"""Taking a meeting along: a mandate for one device, and ending one."""

import secrets
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from nenep.access.policies import found
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock, ids
from nenep.kernel.errors import Refused
from nenep.meetings.policies import When, meeting_to_change
from nenep.room import mandates
from nenep.room.models import Mandate
from nenep.room.queries import mandates_visible_to

# How long the evening stays readable on a device; what was said is accepted whenever it comes.
READABLE = timedelta(days=14)


@dataclass(frozen=True)
class Issued:
    """What the device keeps; the secret is told once and stored here as a hash only."""

    id: UUID
    secret: str
    until: datetime


@transaction.atomic
def take_along(
    *, actor: Actor, meeting_id: UUID, device_id: UUID, device_clock: datetime
) -> Issued:
    """Issue a mandate for that device: the offices of this moment, readable until two weeks after
    the planned day. Asking again issues another; the earlier one stays good for what it sealed.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: the papers are sealed, or the actor is nobody's account.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.UNSEALED)
    if actor.account_id is None:
        raise Refused("Chỉ người đăng nhập bằng tài khoản của mình mới mang cuộc họp theo được.")
    meeting, now = door.meeting, clock.now()
    planned = datetime.combine(meeting.planned_on, time(23, 59), clock.VIETNAM)
    issued = Issued(ids.random_id(), secrets.token_urlsafe(32), max(now, planned) + READABLE)
    mandates.issue(
        issued.id,
        meeting_id,
        device_id,
        issued.secret,
        issued=now,
        until=issued.until,
        ahead=now - device_clock,
    )
    record(
        actor,
        "mandate.issued",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting_id,
        facts={"mandate": str(issued.id), "until": issued.until.date().isoformat()},
    )
    return issued


@transaction.atomic
def revoke_mandate(*, actor: Actor, mandate_id: UUID) -> Mandate:
    """End a mandate: its holder, or who runs the meeting. What arrives under it afterwards is set
    aside and shown; a second time changes nothing.

    Raises:
        Absent: not the actor's own, and not of a meeting the actor runs.
    """
    mandate = found(mandates_visible_to(actor), mandate_id)
    if mandate.revoked_at is not None:
        return mandate
    mandate.revoked_at, mandate.revoked_by = clock.now(), actor.account_id
    mandate.save(update_fields=["revoked_at", "revoked_by"])
    record(
        actor,
        "mandate.revoked",
        unit_id=mandate.unit_id,
        kind="meeting",
        object_id=mandate.meeting_id,
        facts={"mandate": str(mandate.pk)},
    )
    return mandate
