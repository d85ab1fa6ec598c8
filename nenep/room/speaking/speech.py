"""What every deed is given: who speaks, in which meeting, when, and the words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Absent
from nenep.meetings.models import AgendaItem
from nenep.meetings.policies import MeetingDoor, When, meeting_to_change
from nenep.room.rules.commands import Said


@dataclass(frozen=True)
class Speech:
    """One command about to act. ``at`` is the device's moment, set right by the difference of the
    clocks at take-along; nothing is ordered or refused by it."""

    actor: Actor
    meeting_id: UUID
    at: datetime
    said: Said

    def door(self, when: When = When.OPENED) -> MeetingDoor:
        """The meeting locked, so that what is compared is what is written over."""
        return meeting_to_change(self.actor, self.meeting_id, to=Capability.RUN_MEETING, when=when)

    def item(self) -> AgendaItem:
        """The item named, of this very meeting: a mandate opens no other of the cell."""
        self.door()
        return _found(self.said.uuid("item"), self.meeting_id)


Deed = Callable[[Speech], None]


def _found(item_id: UUID, meeting_id: UUID) -> AgendaItem:
    item = AgendaItem.objects.filter(pk=item_id, meeting_id=meeting_id).first()
    if item is None:
        raise Absent("Mục này không có trong chương trình của cuộc họp.")
    return item
