"""What the storm does and reads inside its installation's own settings, a process of its own."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nenep.kernel import clock, ids
from nenep.meetings.models import AgendaItem, Guest, Meeting, Opinion, Vote
from nenep.meetings.tests.scenes import everybody_came, open_evening
from nenep.room.actions.take_along import take_along
from nenep.room.sealing import door
from tests.building import build_world
from tests.world import TODAY, World

Told = Mapping[str, object]
WORLD = World()


def run(verb: str) -> None:
    """One verb; its answer as the last line of what is printed."""
    said = json.loads(sys.stdin.read() or "{}")
    with clock.frozen(TODAY):
        print(json.dumps(VERBS[verb](said)))


def build(said: Told) -> Told:
    """As the owner."""
    build_world()
    return {}


@transaction.atomic
def evening(said: Told) -> Told:
    """An evening that has begun, everybody there, taken along by two people."""
    actor = WORLD.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=WORLD.unit("village"), month=TODAY.replace(day=1))
    everybody_came(actor=actor, meeting=meeting)
    item = AgendaItem.objects.get(meeting=meeting, code="discussion")
    devices = [_device(key, meeting.pk) for key in ("secretary", "deputy")]
    return {
        "meeting": str(meeting.pk),
        "item": str(item.pk),
        "door": door().public,
        "devices": devices,
    }


def _device(key: str, meeting_id: UUID) -> Told:
    device_id, moment = ids.random_id(), datetime.fromtimestamp(clock.instant(), tz=clock.VIETNAM)
    issued = take_along(
        actor=WORLD.act_as(key), meeting_id=meeting_id, device_id=device_id, device_clock=moment
    )
    return {"mandate": str(issued.id), "secret": issued.secret, "device": str(device_id)}


@transaction.atomic
def tell(said: Told) -> Told:
    """All that the meeting holds of what phones have said."""
    WORLD.act_as("secretary")
    meeting = Meeting.objects.get(pk=str(said["meeting"]))
    found = {"meeting": meeting}
    return {
        "opinions": [
            str(pk) for pk in Opinion.objects.filter(**found).values_list("pk", flat=True)
        ],
        "votes": [str(pk) for pk in Vote.objects.filter(**found).values_list("pk", flat=True)],
        "guests": list(Guest.objects.filter(**found).values_list("name", flat=True)),
        "note": AgendaItem.objects.get(pk=str(said["item"])).note,
    }


VERBS: Mapping[str, Callable[[Told], Told]] = {"build": build, "evening": evening, "tell": tell}
