"""The evening as it stands by now, for a device whose mandate still holds: nobody is signed in."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from nenep.kernel import clock
from nenep.kernel.errors import Absent, Refused
from nenep.room import mandates
from nenep.room.bundles import bundle_of
from nenep.room.models import Mandate
from nenep.room.queries import room_page
from nenep.room.rules.commands import command_from
from nenep.room.sealing import door, sealed_answer


@transaction.atomic
def renew(*, box: bytes) -> str:
    """Answer a sealed request (a command that does nothing) with the bundle, sealed to the device;
    only its tag where the device has it already. The transaction ends as nobody.

    Raises:
        Absent: no such mandate, meeting or device here. Invalid: not sealed to this server.
        Refused: the mandate was revoked, or the time of reading is over.
    """
    asked = command_from(door().open(box))
    held = mandates.entered(asked.mandate, asked.secret)
    if held is None or (asked.meeting, asked.device) != (held.meeting_id, held.device_id):
        raise Absent("Máy chủ không biết ủy nhiệm này.")
    if held.revoked or not _may_read_on(held.mandate_id):
        raise Refused("Máy này không còn được đọc cuộc họp; nội dung chờ gửi vẫn gửi được.")
    packed = bundle_of(room_page(held.actor, held.meeting_id), reader=held.actor)
    mandates.leave()
    told: Mapping[str, object] = {"etag": packed.etag}
    if asked.payload.get("etag") != packed.etag:
        told = {**told, "bundle": packed.body.decode(), "taken": clock.now().isoformat()}
    return sealed_answer(asked.reply_key, told)


def _may_read_on(mandate_id: UUID) -> bool:
    return Mandate.objects.filter(pk=mandate_id, until__gte=clock.now()).exists()
