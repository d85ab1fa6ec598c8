"""The end of the evening: concluded, closed, scored."""

from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.conclude import conclude
from nenep.resolutions.actions.resolve import resolve
from nenep.room.rules.commands import Said, must_follow
from nenep.room.speaking.reading import told_from_paper
from nenep.room.speaking.speech import Speech
from nenep.scoring.actions.answer import LineAnswer, answer_lines
from nenep.scoring.actions.confirm import confirm_scores

_CONCLUDED = "Kết luận đã được máy khác ghi; cả hai bản được giữ để đồng chí chọn hoặc ghép."


def concluded(speech: Speech) -> None:
    meeting = speech.door().meeting
    text = speech.said.text("text").strip()
    must_follow(speech.said.text("base"), now=meeting.conclusion, mine=text, told=_CONCLUDED)
    conclude(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        text=text,
        revision=meeting.conclusion_revision,
    )


def resolved(speech: Speech) -> None:
    resolve(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        kind=speech.said.text("kind", most=12),
        subject=speech.said.text("subject", most=300),
        vote_id=speech.said.maybe_uuid("vote"),
    )


def closed(speech: Speech) -> None:
    close_meeting(actor=speech.actor, meeting_id=speech.meeting_id, at=speech.said.time("at"))


def scored(speech: Speech) -> None:
    answers = [_answer(one) for one in speech.said.each("answers", most=200)]
    answer_lines(actor=speech.actor, meeting_id=speech.meeting_id, answers=answers)


def confirmed(speech: Speech) -> None:
    confirm_scores(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        on=speech.said.day("on"),
        declared=told_from_paper(speech),
    )


def _answer(said: Said) -> LineAnswer:
    return LineAnswer(
        code=said.text("code", most=40),
        points=said.maybe_whole("points"),
        applicable=not said.flag("aside"),
        reason=said.text("reason"),
        remedy=said.text("remedy"),
    )
