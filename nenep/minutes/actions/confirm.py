"""The superior's office receives the papers of a cell: complete, or with something missing."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability, Reach
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden, Invalid, Refused
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting
from nenep.meetings.models import Milestone as MilestoneRow
from nenep.meetings.policies import meeting_for, meeting_to_change
from nenep.meetings.rules.stages import Milestone
from nenep.minutes.models import SentBack
from nenep.minutes.rules.receiving import must_name_something


@transaction.atomic
def confirm(*, actor: Actor, meeting_id: UUID, on: date) -> MilestoneRow:
    """The papers were received and are complete; a second time changes nothing.

    Raises:
        Absent, Forbidden: not papers of the actor's branch, or not the actor's to confirm: a
            committee does not confirm its own.
        Refused: the cell has not reported yet, or the day lies before its report.
    """
    _of_a_cell_below(actor, meeting_id)
    return mark(
        actor=actor,
        meeting_id=meeting_id,
        kind=Milestone.CONFIRMED.value,
        on=on,
        declared=on < clock.today(),
    )


@transaction.atomic
def send_back(*, actor: Actor, meeting_id: UUID, missing: Collection[str], remark: str) -> SentBack:
    """Say what is missing; the cell sees it at once. The same words again are the same row.

    Journals ``papers.sent_back`` (what is missing by code, never the remark).

    Raises:
        Absent, Forbidden: as :func:`confirm`.
        Refused: not reported yet, already confirmed, or an earlier one still waits for its answer.
        Invalid: nothing is named.
    """
    meeting = _of_a_cell_below(actor, meeting_id)
    wanted, remark = sorted(set(missing)), remark.strip()
    must_name_something(wanted, remark)
    waiting = SentBack.objects.filter(meeting=meeting, answered_on__isnull=True).first()
    if waiting is not None:
        if (waiting.missing, waiting.remark) == (wanted, remark):
            return waiting
        raise Refused("Lần trả lại trước chưa được chi bộ bổ sung; nội dung đó được giữ nguyên.")
    _must_be_received(meeting)
    row = SentBack(
        meeting=meeting,
        unit_id=meeting.unit_id,
        on=clock.today(),
        missing=wanted,
        remark=remark,
        account_id=actor.account_id,
        entered_at=clock.now(),
    )
    row.save(force_insert=True)
    _journal(actor, "papers.sent_back", row)
    return row


@transaction.atomic
def supply(*, actor: Actor, meeting_id: UUID, answer: str, on: date) -> SentBack:
    """The cell supplied what was missing; a second time changes nothing.

    Journals ``papers.supplied``.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to finalise.
        Refused: nothing was sent back, or the day lies before that or ahead.
        Invalid: no answer.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.FINALISE_PAPERS)
    row = SentBack.objects.filter(meeting=door.meeting).order_by("-entered_at", "-id").first()
    if row is None:
        raise Refused("Cấp trên chưa trả lại văn bản nào của buổi này.")
    if row.answered_on is not None:
        return row
    if not answer.strip():
        raise Invalid("Đồng chí ghi đã bổ sung gì.", field="answer")
    if not row.on <= on <= clock.today():
        raise Invalid("Ngày bổ sung phải từ ngày bị trả lại đến hôm nay.", field="on")
    row.answered_on, row.answer = on, answer.strip()
    row.save(update_fields=["answered_on", "answer"])
    _journal(actor, "papers.supplied", row)
    return row


def _of_a_cell_below(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = meeting_for(actor, meeting_id, to=Capability.CONFIRM_PAPERS)
    if meeting.unit_id in actor.roots(Capability.CONFIRM_PAPERS, Reach.UNIT_AND_BELOW):
        raise Forbidden("Cấp ủy không tự xác nhận văn bản của mình.")
    return meeting


def _must_be_received(meeting: Meeting) -> None:
    kinds = set(MilestoneRow.objects.filter(meeting=meeting).values_list("kind", flat=True))
    if Milestone.REPORTED.value not in kinds:
        raise Refused("Chi bộ chưa gửi văn bản của buổi này nên chưa có gì để trả lại.")
    if Milestone.CONFIRMED.value in kinds:
        raise Refused("Đã xác nhận nhận đủ văn bản; việc xác nhận được giữ nguyên.")


def _journal(actor: Actor, verb: str, row: SentBack) -> None:
    record(
        actor,
        verb,
        unit_id=row.unit_id,
        kind="meeting",
        object_id=row.meeting_id,
        facts={"sent_back": str(row.pk), "missing": ",".join(row.missing)},
    )
