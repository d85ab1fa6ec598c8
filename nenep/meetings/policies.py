"""Doors to meetings: whose, to do what, and while what is still possible."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability, Reach
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.meetings.models import AgendaItem, Meeting, Opinion, Vote
from nenep.meetings.models import Milestone as MilestoneRow
from nenep.meetings.queries import visible_to
from nenep.meetings.rules.kinds import is_sealed
from nenep.meetings.rules.stages import Happened, Milestone, Stage, stage
from nenep.structure.queries.units import unit_on

__all__ = ["MeetingDoor", "When", "item_for", "meeting_for", "meeting_to_change", "visible_to"]


class When(StrEnum):
    """The part of its life during which something may be done to a meeting."""

    PREPARING = "preparing"
    UNTIL_CLOSED = "until_closed"
    SITTING = "sitting"
    UNREAD = "unread"
    OPENED = "opened"
    UNSEALED = "unsealed"


@dataclass(frozen=True)
class MeetingDoor:
    """A meeting locked for this transaction, with what had happened to it by then."""

    meeting: Meeting
    rows: tuple[MilestoneRow, ...]

    @property
    def happened(self) -> tuple[Happened, ...]:
        return tuple(Happened(Milestone(row.kind), row.on, row.at) for row in self.rows)

    @property
    def kinds(self) -> frozenset[Milestone]:
        return frozenset(Milestone(row.kind) for row in self.rows)

    @property
    def stage(self) -> Stage:
        return stage(self.kinds)

    @property
    def opened(self) -> bool:
        return Milestone.OPENED in self.kinds

    @property
    def closed(self) -> bool:
        return Milestone.CLOSED in self.kinds

    def row(self, kind: Milestone) -> MilestoneRow | None:
        """The milestone as it was entered, or None."""
        return next((row for row in self.rows if row.kind == kind), None)

    def must_allow(self, when: When) -> None:
        """Refuse what comes too early or too late for this meeting."""
        refusal = _refusal(when, self.meeting.kind, self.kinds)
        if refusal is not None:
            raise refusal


def meeting_for(actor: Actor, meeting_id: UUID, *, to: Capability) -> Meeting:
    """The meeting, if visible (else 404) and the capability holds in its unit (else 403)."""
    meeting = found(visible_to(actor), meeting_id)
    must_hold(actor, to, meeting.unit_id)
    return meeting


def meeting_to_change(
    actor: Actor, meeting_id: UUID, *, to: Capability, when: When | None = None
) -> MeetingDoor:
    """The meeting locked until the transaction ends, while ``when`` still holds. Two queries.

    Every writer passes here, so nobody writes into a meeting that is being closed or sealed. The
    milestones are read after the lock is won: a statement that waited would show old ones.

    Raises:
        Absent, Forbidden: as :func:`meeting_for`.
        Refused: the meeting has not come so far, or is past it.
    """
    locked = visible_to(actor).select_for_update(no_key=True, of=("self",))
    meeting = locked.filter(pk=meeting_id).first()
    if meeting is None:
        # A superior may read finalised papers but the row policy locks nothing for them: 403.
        meeting = meeting_for(actor, meeting_id, to=to)
    must_hold(actor, to, meeting.unit_id)
    door = MeetingDoor(meeting, tuple(MilestoneRow.objects.filter(meeting=meeting)))
    if when is not None:
        door.must_allow(when)
    return door


def own_cell(actor: Actor) -> UUID:
    """The unit whose meetings are the actor's own business, the offices' before the membership's.

    Raises:
        Forbidden: the actor takes part in no unit's meetings.
    """
    own = actor.roots(Capability.VIEW_AGENDA, Reach.OWN_UNIT)
    for held in actor.offices:
        if held.unit_id is not None and held.unit_id in own:
            return held.unit_id
    raise Forbidden("Trang này dành cho đảng viên và cấp ủy của chi bộ.")


def own_cell_to_prepare(actor: Actor) -> UUID:
    """The own cell, where the actor prepares its meetings. A committee's meetings, which its office
    prepares too, have the page of the unit."""
    unit_id = own_cell(actor)
    must_hold(actor, Capability.PREPARE_MEETING, unit_id)
    if not unit_on(unit_id, clock.today()).is_cell:
        raise Forbidden("Trang này dành cho chi bộ; cuộc họp cấp ủy lập ở trang của đơn vị.")
    return unit_id


def item_for(actor: Actor, item_id: UUID) -> AgendaItem:
    """The agenda item of a meeting the actor may see (404 otherwise)."""
    return found(AgendaItem.objects.filter(meeting__in=visible_to(actor)), item_id)


def opinion_for(actor: Actor, opinion_id: UUID) -> Opinion:
    """The opinion of a meeting the actor may see (404 otherwise)."""
    return found(Opinion.objects.filter(meeting__in=visible_to(actor)), opinion_id)


def vote_for(actor: Actor, vote_id: UUID) -> Vote:
    """The vote of a meeting the actor may see (404 otherwise)."""
    return found(Vote.objects.filter(meeting__in=visible_to(actor)), vote_id)


def must_have_item(meeting: Meeting, item_id: UUID | None) -> None:
    """An opinion or a vote belongs to an item of its own meeting, or to none."""
    if item_id is not None and not AgendaItem.objects.filter(pk=item_id, meeting=meeting).exists():
        raise Absent("Không tìm thấy mục này trong chương trình của cuộc họp.")


def _refusal(when: When, kind: str, kinds: frozenset[Milestone]) -> Refused | None:
    if is_sealed(kind, kinds):
        return Refused(
            "Cuộc họp đã hoàn tất, chỉ đính chính; văn bản đã hoàn thiện được giữ nguyên."
        )
    opened, closed = Milestone.OPENED in kinds, Milestone.CLOSED in kinds
    if when is When.PREPARING and opened:
        return Refused("Cuộc họp đã bắt đầu nên phần chuẩn bị được giữ nguyên.")
    if when in (When.SITTING, When.UNREAD, When.OPENED) and not opened:
        return Refused("Cuộc họp chưa bắt đầu; đồng chí mở cuộc họp trước.")
    if when in (When.SITTING, When.UNTIL_CLOSED) and closed:
        return Refused("Cuộc họp đã kết luận; nội dung đã ghi được giữ nguyên.")
    if when is When.UNREAD and kinds & {Milestone.READ_BACK, Milestone.ADOPTED}:
        return Refused(
            "Biên bản đã đọc lại trước chi bộ nên nội dung được giữ nguyên; sửa ở bước đọc biên "
            "bản, ghi rõ ai đề nghị sửa."
        )
    return None
