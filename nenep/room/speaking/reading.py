"""The minutes as they are read back: read, amended at somebody's word, adopted."""

from nenep.kernel.errors import Invalid
from nenep.meetings.models import Milestone
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.amend import Totals, amend
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.rules.amending import Part
from nenep.room.rules.commands import Said
from nenep.room.speaking.speech import Speech


def reread(speech: Speech) -> None:
    read_back(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        on=speech.said.day("on"),
        declared=told_from_paper(speech),
    )


def amended(speech: Speech) -> None:
    """One text changed as it is read; both wordings travel, so that nothing else is replaced."""
    said = speech.said
    amend(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        part=_part(said.text("part", most=12)),
        part_id=said.uuid("id"),
        before=said.text("before"),
        after=said.text("after"),
        asked_by=said.maybe_uuid("asked_by"),
        counted=_counted(said) if said.flag("counted") else None,
    )


def adopted(speech: Speech) -> None:
    said = speech.said
    adopt(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        votes_for=said.whole("votes_for"),
        votes_against=said.whole("votes_against"),
        abstentions=said.whole("abstentions"),
        on=said.day("on"),
        declared=told_from_paper(speech),
    )


def told_from_paper(speech: Speech) -> bool:
    """What is done in the hall on the evening itself is not declared, whenever it arrives; what is
    told from paper was opened so."""
    opening = Milestone.objects.filter(meeting_id=speech.meeting_id, kind="opened").first()
    return opening is not None and opening.declared


def _part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError as unknown:
        raise Invalid("Không có phần biên bản này.", field="part") from unknown


def _counted(said: Said) -> Totals:
    return Totals(said.whole("votes_for"), said.whole("votes_against"), said.whole("abstentions"))
