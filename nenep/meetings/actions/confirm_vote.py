"""A ballot stands when a second teller has counted the same; a failed one is told upward."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.judging import must_count_as_teller
from nenep.meetings.models import Recusal, Vote
from nenep.meetings.policies import When, meeting_to_change, vote_for
from nenep.meetings.queries import roll_of


@transaction.atomic
def confirm_vote(
    *,
    actor: Actor,
    vote_id: UUID,
    teller_id: UUID,
    second_teller_id: UUID,
    votes_for: int,
    votes_against: int,
    abstentions: int,
    invalid: int = 0,
) -> Vote:
    """What the second teller counted, with both names. The same count confirms the ballot; the same
    confirmation again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, or sealed; or the second count differs: then nothing is kept.
        Invalid: no ballot, one teller for both, or one who is not there or is concerned.
    """
    seen = vote_for(actor, vote_id)
    door = meeting_to_change(actor, seen.meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    vote = Vote.objects.get(pk=seen.pk)
    if teller_id == second_teller_id:
        raise Invalid("Hai người kiểm phiếu phải là hai người khác nhau.", field="second_teller")
    if vote.confirmed_at and (vote.teller_id, vote.second_teller_id) == (
        teller_id,
        second_teller_id,
    ):
        return vote
    roll = roll_of(door.meeting)
    recused = set(Recusal.objects.filter(vote=vote).values_list("person_id", flat=True))
    must_count_as_teller(vote, teller_id, roll, recused, "teller")
    must_count_as_teller(vote, second_teller_id, roll, recused, "second_teller")
    _must_agree(vote, (votes_for, votes_against, abstentions, invalid))
    vote.teller_id, vote.second_teller_id = teller_id, second_teller_id
    vote.confirmed_at = clock.now()
    vote.save(update_fields=["teller", "second_teller", "confirmed_at"])
    _journal(actor, "vote.confirmed", vote)
    return vote


@transaction.atomic
def report_vote(*, actor: Actor, vote_id: UUID, on: date) -> Vote:
    """That the full result of a failed vote was told to the superior committee on that day. It is
    no part of the minutes, so a sealed meeting takes it; the same day again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: nothing has to be reported; the day lies ahead, or before the vote.
    """
    seen = vote_for(actor, vote_id)
    must_hold(actor, Capability.RUN_MEETING, seen.unit_id)
    vote = (
        Vote.objects.select_for_update(no_key=True, of=("self",))
        .select_related("meeting")
        .get(pk=seen.pk)
    )
    if not (vote.must_report or vote.must_refer):
        raise Refused("Kết quả biểu quyết này không phải báo cáo riêng; chưa ghi gì.")
    if vote.reported_on == on:
        return vote
    held = vote.meeting.held_on
    if on > clock.today() or (held is not None and on < held):
        raise Refused("Ngày báo cáo phải từ ngày biểu quyết đến hôm nay; chưa ghi gì.")
    vote.reported_on = on
    vote.save(update_fields=["reported_on"])
    _journal(actor, "vote.reported", vote)
    return vote


def _must_agree(vote: Vote, second: tuple[int, int, int, int]) -> None:
    first = (vote.votes_for, vote.votes_against, vote.abstentions, vote.invalid)
    if first != second:
        raise Refused(
            "Hai người kiểm phiếu đếm khác nhau (%(first)s và %(second)s, theo thứ tự tán thành, "
            "không tán thành, không có ý kiến, không hợp lệ). Kết quả lần đầu được giữ, chưa xác "
            "nhận; hai đồng chí đếm lại, sai ở lần đầu thì sửa kết quả trước.",
            first="–".join(map(str, first)),
            second="–".join(map(str, second)),
        )


def _journal(actor: Actor, verb: str, vote: Vote) -> None:
    facts: dict[str, Fact] = {
        "meeting": str(vote.meeting_id),
        "passed": vote.passed,
        "attempt": vote.attempt,
    }
    record(actor, verb, unit_id=vote.unit_id, kind="vote", object_id=vote.pk, facts=facts)
