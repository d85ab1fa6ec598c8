"""Votes as they were counted in the hall: raised hands, cards, ballots with their two tellers."""

from collections.abc import Sequence
from uuid import UUID

from nenep.kernel.errors import Absent, Conflict
from nenep.meetings.actions.confirm_vote import confirm_vote
from nenep.meetings.actions.hold_vote import Recused, hold_vote, remove_vote
from nenep.meetings.models import Vote
from nenep.room.rules.commands import Said, fingerprint
from nenep.room.speaking.speech import Speech

_COUNTED = "Kết quả này đã được máy khác sửa; cả hai được giữ để đồng chí chọn."


def voted(speech: Speech) -> None:
    """Version 1: hands and cards. The first count makes the vote under the client's id; another
    count corrects it."""
    _hold(speech, _earlier(speech))


def voted_whole(speech: Speech) -> None:
    """Version 2: ballots too, who stepped out and why, what it repeats; a correction says upon
    which count it was written."""
    said = speech.said
    earlier = _earlier(speech)
    if earlier is not None:
        mine, now = _said_count(said), _count(earlier)
        if now != mine and fingerprint(now) != said.text("upon"):
            raise Conflict(_COUNTED, mine=_words(mine), theirs=_words(now), now=now)
    _hold(
        speech,
        earlier,
        invalid=said.whole("invalid"),
        teller_id=said.maybe_uuid("teller"),
        recused=_recused(said),
        follows_id=said.maybe_uuid("follows"),
    )


def recounted(speech: Speech) -> None:
    """What the second teller counted, without seeing the first count."""
    said = speech.said
    if _vote(speech, said.uuid("vote")) is None:
        raise Absent("Không tìm thấy lần biểu quyết này trong cuộc họp.")
    confirm_vote(
        actor=speech.actor,
        vote_id=said.uuid("vote"),
        teller_id=said.uuid("teller"),
        second_teller_id=said.uuid("second_teller"),
        votes_for=said.whole("votes_for"),
        votes_against=said.whole("votes_against"),
        abstentions=said.whole("abstentions"),
        invalid=said.whole("invalid"),
    )


def unvoted(speech: Speech) -> None:
    """Gone already is gone."""
    if _vote(speech, speech.said.uuid("id")) is not None:
        remove_vote(actor=speech.actor, vote_id=speech.said.uuid("id"))


def _earlier(speech: Speech) -> Vote | None:
    """Read once the meeting is locked."""
    speech.door()
    return _vote(speech, speech.said.uuid("id"))


def _vote(speech: Speech, vote_id: UUID) -> Vote | None:
    return Vote.objects.filter(pk=vote_id, meeting_id=speech.meeting_id).first()


def _hold(
    speech: Speech,
    earlier: Vote | None,
    *,
    invalid: int = 0,
    teller_id: UUID | None = None,
    recused: Sequence[Recused] = (),
    follows_id: UUID | None = None,
) -> None:
    said = speech.said
    hold_vote(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        question=said.text("question", most=300),
        matter=said.text("matter", most=24),
        method=said.text("method", most=12),
        votes_for=said.whole("votes_for"),
        votes_against=said.whole("votes_against"),
        abstentions=said.whole("abstentions"),
        invalid=invalid,
        item_id=said.maybe_uuid("item"),
        teller_id=teller_id,
        recused=recused,
        follows_id=follows_id,
        vote_id=said.uuid("id") if earlier is not None else None,
        new_id=said.uuid("id") if earlier is None else None,
    )


def _recused(said: Said) -> list[Recused]:
    return [
        Recused(one.uuid("person"), one.text("reason", most=200))
        for one in said.each("recused", most=300)
    ]


def _said_count(said: Said) -> str:
    return _joined(
        said.whole("votes_for"),
        said.whole("votes_against"),
        said.whole("abstentions"),
        said.whole("invalid"),
    )


def _count(vote: Vote) -> str:
    return _joined(vote.votes_for, vote.votes_against, vote.abstentions, vote.invalid)


def _joined(*numbers: int) -> str:
    return " ".join(map(str, numbers))


def _words(count: str) -> str:
    votes_for, against, abstained, invalid = count.split(" ")
    return (
        f"{votes_for} tán thành, {against} không tán thành, {abstained} không có ý kiến, "
        f"{invalid} phiếu không hợp lệ"
    )
