"""Guests: the superior's delegate, and whoever else was there."""

from uuid import UUID

from django.db import transaction

from nenep.access.policies import found
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import names
from nenep.kernel.errors import Invalid
from nenep.meetings.models import Guest
from nenep.meetings.policies import When, meeting_to_change, visible_to


@transaction.atomic
def add_guest(
    *, actor: Actor, meeting_id: UUID, name: str, title: str, superior: bool = False
) -> Guest:
    """Somebody of another organisation; the same name and title again returns the same guest.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: the papers are sealed.
        Invalid: no name.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.UNSEALED)
    written = names.clean_name(name)
    if not written:
        raise Invalid("Đồng chí ghi họ tên khách.", field="name")
    guest, created = Guest.objects.get_or_create(
        meeting=door.meeting,
        name=written,
        title=title.strip(),
        defaults={"unit_id": door.meeting.unit_id, "superior": superior},
    )
    if created:
        _journal(actor, "guest.added", guest)
    return guest


@transaction.atomic
def remove_guest(*, actor: Actor, guest_id: UUID) -> None:
    """Take a guest off the list.

    Raises:
        Absent, Forbidden, Refused: as :func:`add_guest`.
    """
    guest = found(Guest.objects.filter(meeting__in=visible_to(actor)), guest_id)
    meeting_to_change(actor, guest.meeting_id, to=Capability.RUN_MEETING, when=When.UNSEALED)
    Guest.objects.filter(pk=guest.pk).delete()
    _journal(actor, "guest.removed", guest)


def _journal(actor: Actor, verb: str, guest: Guest) -> None:
    record(
        actor,
        verb,
        unit_id=guest.unit_id,
        kind="meeting",
        object_id=guest.meeting_id,
        facts={"superior": guest.superior},
    )
