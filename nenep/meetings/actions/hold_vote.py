"""A vote: the totals people counted, judged on the base and threshold of that evening."""

from collections import Counter
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid
from nenep.meetings.models import Meeting, Vote
from nenep.meetings.policies import When, meeting_to_change, must_have_item, vote_for
from nenep.meetings.queries import roll_of, rule_path
from nenep.meetings.rules.votes import (
    Matter,
    Threshold,
    VoteBase,
    outcome,
    threshold_for,
    vote_base,
)
from nenep.rulebook.queries import rules_in_force

METHODS = ("hand", "card", "secret", "paper")


@transaction.atomic
def hold_vote(
    *,
    actor: Actor,
    meeting_id: UUID,
    question: str,
    matter: str = "ordinary",
    method: str = "hand",
    votes_for: int,
    votes_against: int,
    abstentions: int,
    item_id: UUID | None = None,
    vote_id: UUID | None = None,
    new_id: UUID | None = None,
) -> Vote:
    """Enter the totals of one vote; who voted how is never kept. The base comes from the roll,
    the threshold and its citation from the rulebook of that day. The same vote again is the same
    row; ``vote_id`` corrects an earlier count; the same question with other totals is a new vote
    (a matter may be voted on again). ``new_id`` is the id a device
    made for a vote held without a network: that vote and no other.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, or sealed.
        Invalid: more votes than members present who may vote, an unknown matter or method.
        NoRuleKnown: no threshold is known for that day.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    meeting = door.meeting
    said = Vote(
        meeting=meeting,
        unit_id=meeting.unit_id,
        item_id=item_id,
        question=_question(question),
        matter=_matter(matter).value,
        method=_method(method),
        votes_for=votes_for,
        votes_against=votes_against,
        abstentions=abstentions,
    )
    must_have_item(meeting, item_id)
    same = None if new_id is not None else _same(said, vote_id)
    if same is not None:
        return same
    _judge(said, meeting)
    if vote_id is not None:
        said.pk = _earlier(meeting, vote_id)
    elif new_id is not None:
        said.pk = new_id
    said.save(force_insert=vote_id is None, force_update=vote_id is not None)
    _journal(actor, "vote.held" if vote_id is None else "vote.corrected", said)
    return said


@transaction.atomic
def remove_vote(*, actor: Actor, vote_id: UUID) -> None:
    """Take back a vote entered by mistake, before the meeting is closed.

    Raises:
        Absent, Forbidden: as :func:`hold_vote`.
        Refused: the meeting is closed.
    """
    vote = vote_for(actor, vote_id)
    meeting_to_change(actor, vote.meeting_id, to=Capability.RUN_MEETING, when=When.SITTING)
    Vote.objects.filter(pk=vote.pk).delete()
    _journal(actor, "vote.removed", vote)


def _judge(said: Vote, meeting: Meeting) -> None:
    """Base, threshold, verdict and citation, from facts only."""
    base = vote_base(row.entry for row in roll_of(meeting))
    threshold = _threshold(meeting, Matter(said.matter))
    result = outcome(
        base,
        votes_for=said.votes_for,
        votes_against=said.votes_against,
        abstentions=said.abstentions,
        threshold=threshold,
    )
    said.base, said.base_note = result.base, _base_note(base)
    said.threshold_numerator = threshold.ratio.numerator
    said.threshold_denominator = threshold.ratio.denominator
    said.strict, said.passed = threshold.strict, result.passed
    said.citation = str(threshold.citation or "")[:400]


def _threshold(meeting: Meeting, matter: Matter) -> Threshold:
    on = meeting.held_on or meeting.planned_on
    ruling = rules_in_force().value(
        "vote.threshold", on=on, unit_path=rule_path(meeting.unit_id, on)
    )
    return threshold_for(ruling, matter)


def _base_note(base: VoteBase) -> list[dict[str, str | int | bool]]:
    """How the base came about, by reason and without names."""
    groups = Counter((m.counted, m.present, m.reason) for m in base.members)
    return [
        {"counted": counted, "present": present, "reason": reason, "people": people}
        for (counted, present, reason), people in sorted(groups.items(), reverse=True)
    ]


def _question(text: str) -> str:
    if not text.strip():
        raise Invalid("Đồng chí ghi nội dung biểu quyết.", field="question")
    return text.strip()


def _matter(name: str) -> Matter:
    try:
        return Matter(name)
    except ValueError as unknown:
        raise Invalid("Không có loại việc biểu quyết này.", field="matter") from unknown


def _method(name: str) -> str:
    if name not in METHODS:
        raise Invalid("Không có hình thức biểu quyết này.", field="method")
    return name


def _same(said: Vote, vote_id: UUID | None) -> Vote | None:
    alike = Vote.objects.filter(
        meeting=said.meeting,
        item_id=said.item_id,
        question=said.question,
        matter=said.matter,
        method=said.method,
        votes_for=said.votes_for,
        votes_against=said.votes_against,
        abstentions=said.abstentions,
    )
    if vote_id is not None:
        alike = alike.filter(pk=vote_id)
    return alike.first()


def _earlier(meeting: Meeting, vote_id: UUID) -> UUID:
    if not Vote.objects.filter(pk=vote_id, meeting=meeting).exists():
        raise Absent("Không tìm thấy lần biểu quyết này trong cuộc họp.")
    return vote_id


def _journal(actor: Actor, verb: str, vote: Vote) -> None:
    record(
        actor,
        verb,
        unit_id=vote.unit_id,
        kind="vote",
        object_id=vote.pk,
        facts={
            "meeting": str(vote.meeting_id),
            "for": vote.votes_for,
            "against": vote.votes_against,
            "abstained": vote.abstentions,
            "base": vote.base,
            "passed": vote.passed,
        },
    )
