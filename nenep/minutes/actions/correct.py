"""A sealed paper is corrected by one that supersedes it (đính chính); both stay, both sealed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.documents.actions.seal import Subject, seal_paper
from nenep.documents.models import Paper
from nenep.documents.policies import paper_for
from nenep.documents.queries import document_of
from nenep.journal.actions.record import commitment, record
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting
from nenep.meetings.policies import meeting_to_change
from nenep.meetings.rules.stages import Milestone
from nenep.minutes.models import Correction
from nenep.minutes.rules.amending import typed
from nenep.minutes.rules.correcting import Ground, corrected, footer_of, passage_at
from nenep.rulebook.queries import rules_in_force


@dataclass(frozen=True)
class Mistake:
    """One passage of a sealed paper with the words it should have had, and why. ``decided_at`` is
    the meeting at which the cell decided it; None for a slip of the pen."""

    address: str
    after: str
    ground: Ground
    reason: str
    decided_at: UUID | None = None


@transaction.atomic
def correct(*, actor: Actor, paper_id: UUID, mistake: Mistake, on: date) -> Correction:
    """Seal the corrected paper under the number of the wrong one and mark the meeting corrected.
    The same mistake mended twice is one correction.

    Who may decide follows ``papers.correction`` of the rulebook. Journals ``paper.corrected`` with
    salted commitments of both wordings, beside ``paper.sealed`` of the new version.

    Raises:
        Absent, Forbidden: not the actor's paper, or not the actor's to finalise; no such passage.
        Refused: it was superseded already; the cell must decide it and no meeting is named, or
            that meeting was not held yet.
        Invalid: nothing changes, no reason, a day before the sealing or ahead.
        NoRuleKnown: the rulebook does not say who decides on that day.
    """
    seen = paper_for(actor, paper_id, to=Capability.FINALISE_PAPERS)
    meeting_to_change(actor, seen.subject_id, to=Capability.FINALISE_PAPERS)
    after, reason = typed(mistake.after), mistake.reason.strip()
    known = Correction.objects.filter(paper_id=paper_id).first()
    if known is not None:
        return _same_or_refused(known, after)
    day = _must_fit(seen, reason, on)
    decided = _decision(seen, mistake, on)
    old = document_of(seen)
    before = passage_at(old, mistake.address).text
    new = corrected(old, mistake.address, after, footer_of(on, day))
    replacement = seal_paper(
        actor=actor,
        unit_id=seen.unit_id,
        subject=Subject(seen.subject_kind, seen.subject_id),
        type_code=seen.type_code,
        document=new,
        finalised_on=on,
        supersedes_id=seen.pk,
    )
    row = Correction(
        meeting_id=seen.subject_id,
        unit_id=seen.unit_id,
        paper=seen,
        replacement=replacement,
        before=before,
        after=after,
        ground=mistake.ground.value,
        decided_at=decided,
        reason=reason,
        on=on,
        account_id=actor.account_id,
        entered_at=clock.now(),
    )
    row.save(force_insert=True)
    _journal(actor, row)
    _mark_corrected(actor, row)
    return row


def _same_or_refused(known: Correction, after: str) -> Correction:
    if known.after == after:
        return known
    raise Refused(
        "Văn bản này đã có bản đính chính thay thế; đồng chí đính chính trên bản mới nhất. Cả hai "
        "bản được giữ nguyên."
    )


def _must_fit(paper: Paper, reason: str, on: date) -> date:
    """The day the wrong paper was sealed on."""
    if paper.finalised_on is None:
        raise Refused("Văn bản chưa ban hành; đồng chí sửa trực tiếp trước khi hoàn thiện.")
    if not reason:
        raise Invalid("Đồng chí ghi vì sao phải đính chính.", field="reason")
    if not paper.finalised_on <= on <= clock.today():
        raise Invalid("Ngày đính chính phải từ ngày ban hành đến hôm nay.", field="on")
    return paper.finalised_on


def _decision(paper: Paper, mistake: Mistake, on: date) -> Meeting | None:
    """The meeting that decided it, where the rulebook wants one."""
    rule = rules_in_force().value("papers.correction", on=on)
    if rule.table[mistake.ground.value] == "secretary":
        return None
    if mistake.decided_at is None:
        raise Invalid(
            "Sai nội dung thì chi bộ quyết định đính chính; đồng chí chọn buổi họp đã quyết định.",
            field="decided_at",
            basis=str(rule.citation),
        )
    held = Meeting.objects.filter(
        pk=mistake.decided_at, unit_id=paper.unit_id, held_on__isnull=False, held_on__lte=on
    ).first()
    if held is None:
        raise Absent("Không tìm thấy buổi họp đã quyết định việc đính chính.")
    return held


def _mark_corrected(actor: Actor, row: Correction) -> None:
    """The first correction moves the meeting; later ones stand in the list of corrections."""
    mark(
        actor=actor,
        meeting_id=row.meeting_id,
        kind=Milestone.CORRECTED.value,
        on=row.on,
        declared=row.on < clock.today(),
    )


def _journal(actor: Actor, row: Correction) -> None:
    record(
        actor,
        "paper.corrected",
        unit_id=row.unit_id,
        kind="paper",
        object_id=row.paper_id,
        facts={
            "by": str(row.replacement_id),
            "ground": row.ground,
            "on": row.on.isoformat(),
            "before": commitment(row.before),
            "after": commitment(row.after),
        },
    )
