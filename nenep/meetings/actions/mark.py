"""Marking that something happened to a meeting: one door for every milestone."""

from collections.abc import Mapping
from datetime import date, time
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.meetings.models import Meeting
from nenep.meetings.models import Milestone as MilestoneRow
from nenep.meetings.policies import MeetingDoor, When, meeting_to_change
from nenep.meetings.queries import rule_path
from nenep.meetings.rules.kinds import REGULAR_KINDS, rule_of
from nenep.meetings.rules.stages import Happened, Milestone, may_mark, must_fit_in_time
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.engine import NoRuleKnown

CAPABILITY: Mapping[Milestone, Capability] = {
    Milestone.AGREED: Capability.PREPARE_MEETING,
    Milestone.NOTIFIED: Capability.PREPARE_MEETING,
    Milestone.PAPERS_OUT: Capability.PREPARE_MEETING,
    Milestone.OPENED: Capability.RUN_MEETING,
    Milestone.CLOSED: Capability.RUN_MEETING,
    Milestone.SCORED: Capability.SCORE_MEETING,
    Milestone.READ_BACK: Capability.RUN_MEETING,
    Milestone.ADOPTED: Capability.RUN_MEETING,
    Milestone.FINALISED: Capability.FINALISE_PAPERS,
    Milestone.REPORTED: Capability.FINALISE_PAPERS,
    Milestone.CONFIRMED: Capability.CONFIRM_PAPERS,
    Milestone.CORRECTED: Capability.FINALISE_PAPERS,
}
WITH_THEIR_OWN_ACTION = frozenset({Milestone.OPENED, Milestone.CLOSED})
AFTER_SEALING = frozenset({Milestone.REPORTED, Milestone.CONFIRMED, Milestone.CORRECTED})
NEEDING_A_SCORE = frozenset({Milestone.SCORED, Milestone.READ_BACK})


@transaction.atomic
def mark(
    *,
    actor: Actor,
    meeting_id: UUID,
    kind: str,
    on: date,
    at: time | None = None,
    declared: bool = False,
) -> MilestoneRow:
    """Say that ``kind`` happened on that day; ``declared`` means told from paper afterwards.

    Marking what is marked changes nothing and returns the first telling. Upper apps call this for
    ``scored``, ``finalised`` and ``reported`` in their own transaction.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to mark (by kind).
        Refused: a step is missing, the papers are sealed, or the day contradicts the others or
            lies ahead.
    """
    wanted = Milestone(kind)
    door = meeting_to_change(actor, meeting_id, to=CAPABILITY[wanted])
    already = door.row(wanted)
    if already is not None:
        return already
    if wanted in WITH_THEIR_OWN_ACTION:
        raise Refused("Mở và kết luận cuộc họp có bước riêng; đồng chí dùng trang cuộc họp.")
    if wanted not in AFTER_SEALING:
        door.must_allow(When.UNSEALED)
    refusal = may_mark(wanted, door.kinds, without=steps_without(door.meeting, wanted))
    if refusal is not None:
        raise refusal
    must_be_past(on)
    return enter_milestone(actor, door, wanted, on=on, at=at, declared=declared)


def enter_milestone(
    actor: Actor,
    door: MeetingDoor,
    kind: Milestone,
    *,
    on: date,
    at: time | None,
    declared: bool,
) -> MilestoneRow:
    """Write the row, its journal entry and its outbox row; the caller has decided that it may be.

    Raises:
        Refused: the day contradicts the other milestones'.
    """
    must_fit_in_time(Happened(kind, on, at), door.happened)
    meeting = door.meeting
    row = MilestoneRow(
        meeting=meeting,
        unit_id=meeting.unit_id,
        kind=kind.value,
        on=on,
        at=at,
        declared=declared,
        entered_at=clock.now(),
        account_id=actor.account_id,
    )
    row.save(force_insert=True)
    record(
        actor,
        f"meeting.{kind.value}",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
        facts={"on": on.isoformat(), "declared": declared},
    )
    announce(f"meeting.{kind.value}", unit_id=meeting.unit_id, month=meeting.month)
    return row


def must_be_past(on: date) -> None:
    """What has not come yet cannot have happened."""
    if on > clock.today():
        raise Refused("Ngày %(on)s chưa đến; chưa ghi gì.", on=f"{on:%d/%m/%Y}")


def steps_without(meeting: Meeting, wanted: Milestone) -> frozenset[Milestone]:
    """Steps this meeting cannot or need not have: those its kind never has; scoring where no sheet
    was known on its day, or where the evening is not a regular one (its sheet, if any, may be
    filled but is not waited for)."""
    never = rule_of(meeting.kind).without
    if wanted not in NEEDING_A_SCORE or Milestone.SCORED in never:
        return never
    scored = never | {Milestone.SCORED}
    if wanted is Milestone.READ_BACK and meeting.kind not in REGULAR_KINDS:
        return scored
    on = meeting.held_on or meeting.planned_on
    try:
        rules_in_force().score_sheet(on=on, unit_path=rule_path(meeting.unit_id, on))
    except NoRuleKnown:
        return scored
    return never
