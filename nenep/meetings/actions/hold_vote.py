"""A vote: the totals people counted, judged on the base and threshold of that evening."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid
from nenep.meetings.judging import judge
from nenep.meetings.models import Meeting, Recusal, Vote
from nenep.meetings.policies import When, meeting_to_change, must_have_item, vote_for
from nenep.meetings.queries import roll_of
from nenep.meetings.rules.limits import QUESTION, REASON, must_be_within
from nenep.meetings.rules.votes import Matter, Method


@dataclass(frozen=True)
class Recused:
    """Somebody the matter is about steps out of the vote, and why."""

    person_id: UUID
    reason: str


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
    invalid: int = 0,
    item_id: UUID | None = None,
    teller_id: UUID | None = None,
    recused: Sequence[Recused] = (),
    follows_id: UUID | None = None,
    vote_id: UUID | None = None,
    new_id: UUID | None = None,
) -> Vote:
    """Enter the totals of one vote; who voted how is never kept. The base comes from the roll,
    the threshold and its citation from the rulebook of that day. The same vote again is the same
    row; ``vote_id`` corrects an earlier count; the same question with other totals is a new vote.
    ``new_id`` is the id a device made for a vote held without a network: that vote and no other.

    A ballot is entered by its teller and stands once :func:`confirm_vote` has the second one's
    count; correcting it asks for that again. ``follows_id`` is the failed vote on the same matter
    and subject which this one repeats: the attempts are counted by it.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, or sealed.
        Invalid: more votes than members present who may vote, an unknown matter or method, a
            ballot's teller who is not there, what it follows did not fail or has been repeated.
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
        invalid=invalid,
        teller_id=teller_id,
        follows_id=follows_id,
    )
    must_have_item(meeting, item_id)
    same = None if new_id is not None else _same(said, vote_id, recused)
    if same is not None:
        return same
    _must_step_out_for_a_reason(recused)
    said.attempt = _attempt(said, vote_id)
    judge(said, meeting, roll_of(meeting), recused=[one.person_id for one in recused])
    _keep(said, recused, vote_id=vote_id, new_id=new_id)
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


def _keep(
    said: Vote, recused: Sequence[Recused], *, vote_id: UUID | None, new_id: UUID | None
) -> None:
    if vote_id is not None:
        said.pk = _earlier(said.meeting, vote_id)
    elif new_id is not None:
        said.pk = new_id
    said.save(force_insert=vote_id is None, force_update=vote_id is not None)
    _step_out(said, recused)


def _question(text: str) -> str:
    if not text.strip():
        raise Invalid("Đồng chí ghi nội dung biểu quyết.", field="question")
    must_be_within(text.strip(), QUESTION, "question")
    return text.strip()


def _matter(name: str) -> Matter:
    try:
        return Matter(name)
    except ValueError as unknown:
        raise Invalid("Không có loại việc biểu quyết này.", field="matter") from unknown


def _method(name: str) -> str:
    if name not in {method.value for method in Method}:
        raise Invalid("Không có hình thức biểu quyết này.", field="method")
    return name


def _must_step_out_for_a_reason(recused: Sequence[Recused]) -> None:
    for one in recused:
        if not one.reason.strip():
            raise Invalid(
                "Người liên quan không biểu quyết thì cần ghi lý do; kết quả chưa được ghi.",
                field="recused_reason",
            )
        must_be_within(one.reason.strip(), REASON, "recused_reason")


def _attempt(said: Vote, vote_id: UUID | None) -> int:
    """The number of this attempt, by the one it follows."""
    if said.follows_id is None:
        return 1
    earlier = Vote.objects.filter(pk=said.follows_id, unit_id=said.unit_id).first()
    if earlier is None:
        raise Absent("Không tìm thấy lần biểu quyết trước của việc này.")
    repeated = set(Vote.objects.filter(follows=earlier).values_list("pk", flat=True)) - {vote_id}
    if earlier.passed or earlier.matter != said.matter or earlier.pk == vote_id or repeated:
        raise Invalid(
            "Chỉ biểu quyết lại việc cùng loại đã không đạt và chưa được biểu quyết lại; kết quả "
            "chưa được ghi.",
            field="follows",
        )
    return earlier.attempt + 1


def _same(said: Vote, vote_id: UUID | None, recused: Sequence[Recused]) -> Vote | None:
    alike = Vote.objects.filter(
        meeting=said.meeting,
        item_id=said.item_id,
        question=said.question,
        matter=said.matter,
        method=said.method,
        votes_for=said.votes_for,
        votes_against=said.votes_against,
        abstentions=said.abstentions,
        invalid=said.invalid,
        teller_id=said.teller_id,
        follows_id=said.follows_id,
    )
    if vote_id is not None:
        alike = alike.filter(pk=vote_id)
    wanted = {(one.person_id, one.reason.strip()) for one in recused}
    return next((vote for vote in alike if _stepped_out(vote) == wanted), None)


def _stepped_out(vote: Vote) -> set[tuple[UUID, str]]:
    return set(Recusal.objects.filter(vote=vote).values_list("person_id", "reason"))


def _step_out(vote: Vote, recused: Sequence[Recused]) -> None:
    Recusal.objects.filter(vote=vote).delete()
    Recusal.objects.bulk_create(
        [
            Recusal(
                vote=vote,
                meeting_id=vote.meeting_id,
                unit_id=vote.unit_id,
                person_id=one.person_id,
                reason=one.reason.strip(),
            )
            for one in recused
        ]
    )


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
