"""A text of the minutes changed while they are read back, at a member's word and with the cell's
consent; both wordings are kept and printed."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import commitment, record
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Conflict, Invalid
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.mark import steps_without
from nenep.meetings.actions.note import write_note
from nenep.meetings.models import AgendaItem, Attendance, Meeting, Opinion, Vote
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.rules.stages import Milestone
from nenep.minutes.models import Amendment
from nenep.minutes.rules.amending import Part, changed, must_be_reading, must_change, typed
from nenep.rulebook.rules.agendas import ItemKind

QUESTION_LENGTH = 300


@dataclass(frozen=True)
class Totals:
    """A counted vote on an amendment; without one the cell agreed by raised hands."""

    votes_for: int
    votes_against: int
    abstentions: int


@dataclass(frozen=True)
class Amended:
    """The amendment, or None when the vote on it failed (the vote is kept, the text stays)."""

    row: Amendment | None
    vote: Vote | None


@transaction.atomic
def amend(
    *,
    actor: Actor,
    meeting_id: UUID,
    part: Part,
    part_id: UUID,
    before: str,
    after: str,
    asked_by: UUID | None = None,
    counted: Totals | None = None,
) -> Amended:
    """Put ``after`` in the place of ``before``, the text that was read. ``part_id`` is the item,
    the opinion, or for the conclusion the meeting itself. The same amendment twice is one.

    Journals ``minutes.amended`` (with salted commitments of both wordings).

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run; no such part; the
            asker was not on the roll.
        Refused: the minutes are not being read, or are adopted.
        Invalid: nothing changes; more votes than members present.
        Conflict: the text is no longer the one that was read; both are in it.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    meeting = door.meeting
    before, after = typed(before), typed(after)
    known = _known(meeting, part, part_id, before, after)
    if known is not None:
        return Amended(known, known.vote)
    must_be_reading(door.kinds, steps_without(meeting, Milestone.READ_BACK))
    must_change(before, after)
    _must_be_on_roll(meeting, asked_by)
    text = _text(meeting, part, part_id)
    if text.now != before:
        raise Conflict(
            "Nội dung này vừa được người khác sửa; cả hai bản được giữ để đồng chí chọn.",
            mine=after,
            theirs=text.now,
        )
    vote = None if counted is None else _vote(actor, meeting, text, after, counted)
    if vote is not None and not vote.passed:
        return Amended(None, vote)
    row = _keep(actor, meeting, text, after, asked_by, vote)
    text.write(actor, after)
    return Amended(row, vote)


@dataclass(frozen=True)
class _Text:
    """One text of the record and the row it stands in."""

    part: Part
    holder: AgendaItem | Opinion | Meeting

    @property
    def now(self) -> str:
        match self.holder:
            case AgendaItem(note=text) | Opinion(text=text) | Meeting(conclusion=text):
                return typed(text)

    def write(self, actor: Actor, after: str) -> None:
        match self.holder:
            case AgendaItem() as item:
                _rewrite(actor, item, after)
            case Meeting() as meeting:
                revision = meeting.conclusion_revision
                conclude(
                    actor=actor,
                    meeting_id=meeting.pk,
                    text=after,
                    revision=revision,
                    when=When.OPENED,
                )
            case Opinion() as opinion:
                opinion.text = after
                opinion.save(update_fields=["text"])


def _rewrite(actor: Actor, item: AgendaItem, after: str) -> None:
    write_note(actor=actor, item_id=item.pk, text=after, revision=item.revision, when=When.OPENED)


def _text(meeting: Meeting, part: Part, part_id: UUID) -> _Text:
    holder: AgendaItem | Opinion | Meeting | None
    match part:
        case Part.ITEM:
            holder = AgendaItem.objects.filter(meeting=meeting, pk=part_id).first()
        case Part.OPINION:
            holder = Opinion.objects.filter(meeting=meeting, pk=part_id).first()
        case Part.CONCLUSION:
            holder = meeting if part_id == meeting.pk else None
    if holder is None:
        raise Absent("Không tìm thấy nội dung này trong biên bản của buổi họp.")
    return _Text(part, holder)


def _known(
    meeting: Meeting, part: Part, part_id: UUID, before: str, after: str
) -> Amendment | None:
    """The last amendment of that text, if it is this one already."""
    of_part = Amendment.objects.filter(meeting=meeting, part=part.value).select_related("vote")
    if part is Part.ITEM:
        of_part = of_part.filter(item_id=part_id)
    elif part is Part.OPINION:
        of_part = of_part.filter(opinion_id=part_id)
    last = of_part.order_by("-entered_at", "-id").first()
    return last if last and (last.before, last.after) == (before, after) else None


def _must_be_on_roll(meeting: Meeting, person_id: UUID | None) -> None:
    if person_id is None:
        return
    roll = Attendance.objects.filter(month=meeting.month, meeting_id=meeting.pk)
    if not roll.filter(person_id=person_id, mark="present").exists():
        raise Invalid("Người đề nghị sửa không có mặt trong buổi họp.", field="asked_by")


def _vote(actor: Actor, meeting: Meeting, text: _Text, after: str, counted: Totals) -> Vote:
    words = changed(text.now, after)
    read_back = AgendaItem.objects.filter(meeting=meeting, code=ItemKind.READ_BACK.value).first()
    return hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question=f"Sửa biên bản: {words.after or words.before}"[:QUESTION_LENGTH],
        votes_for=counted.votes_for,
        votes_against=counted.votes_against,
        abstentions=counted.abstentions,
        item_id=read_back.pk if read_back else None,
    )


def _keep(
    actor: Actor,
    meeting: Meeting,
    text: _Text,
    after: str,
    asked_by: UUID | None,
    vote: Vote | None,
) -> Amendment:
    holder = text.holder
    row = Amendment(
        meeting=meeting,
        unit_id=meeting.unit_id,
        part=text.part.value,
        item_id=holder.pk if isinstance(holder, AgendaItem) else None,
        opinion_id=holder.pk if isinstance(holder, Opinion) else None,
        before=text.now,
        after=after,
        asked_by_id=asked_by,
        vote=vote,
        account_id=actor.account_id,
        entered_at=clock.now(),
    )
    row.save(force_insert=True)
    record(
        actor,
        "minutes.amended",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
        facts={
            "amendment": str(row.pk),
            "part": row.part,
            "before": commitment(row.before),
            "after": commitment(row.after),
        },
    )
    return row
