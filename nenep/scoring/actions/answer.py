"""What people say of the lines: confirm the evidence, dispute it with a reason, judge the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Meeting
from nenep.scoring.actions.propose import OpenSheet, open_sheet
from nenep.scoring.models import ScoreSheet
from nenep.scoring.policies import meeting_to_score
from nenep.scoring.rules.sheet import LineState, ScoredLine, settle
from nenep.scoring.standing import (
    SheetLine,
    all_settled,
    must_be_complete,
    set_aside,
    standing,
)
from nenep.scoring.writing import write_lines, write_total

_LONGEST = 500


@dataclass(frozen=True)
class LineAnswer:
    """What is said of one line; it replaces what was said before. ``points`` None leaves the line
    to its evidence (or unanswered). ``applicable`` False sets the line aside, with a ``reason``."""

    code: str
    points: int | None
    applicable: bool = True
    reason: str = ""
    remedy: str = ""


@transaction.atomic
def answer_lines(*, actor: Actor, meeting_id: UUID, answers: Sequence[LineAnswer]) -> ScoreSheet:
    """Write the answers on the sheet (begun if need be); lines not named stay as they are. The
    same answers again change nothing. A confirmed sheet may be mended until the minutes are
    adopted, as long as it stays complete.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to score.
        Refused: too early or too late; points differ from the evidence without a reason; a line
            waiting for a fact, or one with evidence to be set aside.
        Invalid: points the form does not know (``field`` is the line's code), a text too long.
        Absent: a code the form does not have; then nothing is written.
    """
    door = meeting_to_score(actor, meeting_id)
    opened = open_sheet(actor, door.meeting)
    lines = _answered_all(opened, answers)
    sheet = opened.sheet
    if sheet.confirmed_on is not None:
        lines = all_settled(lines)
    written = write_lines(sheet, opened.rows, lines)
    if not written.changed:
        return sheet
    if sheet.confirmed_on is not None:
        mended = standing(opened.gathered, sheet, written.rows)
        must_be_complete(mended)
        write_total(sheet, mended)
        announce("score.mended", unit_id=sheet.unit_id, month=door.meeting.month)
    _journal(actor, door.meeting, len(answers))
    return sheet


def _answered_all(opened: OpenSheet, answers: Sequence[LineAnswer]) -> list[SheetLine]:
    lines = {line.code: line for line in opened.now.lines}
    fresh = {line.code: line for line in opened.now.fresh}
    for answer in answers:
        if answer.code not in lines:
            raise Absent("Phiếu chấm điểm không có dòng %(code)s.", code=answer.code)
        _must_be_short(answer)
        scored = _answered(fresh[answer.code], answer)
        lines[answer.code] = replace(
            lines[answer.code], scored=scored, remedy=answer.remedy.strip()
        )
    return list(lines.values())


def _answered(fresh: ScoredLine, answer: LineAnswer) -> ScoredLine:
    if not answer.applicable:
        return _set_aside(fresh, answer.reason.strip())
    if answer.points is None:
        return fresh
    return settle(fresh, answer.points, answer.reason)


def _set_aside(fresh: ScoredLine, reason: str) -> ScoredLine:
    """Only where no fact speaks, and openly: what the record proves cannot be set aside."""
    if fresh.state is LineState.NOT_APPLICABLE:
        return fresh
    if fresh.state is not LineState.ASKED:
        raise Refused(
            "Dòng %(code)s có số liệu (%(evidence)s) nên không bỏ qua được; điểm cũ được giữ.",
            code=fresh.code,
            evidence=fresh.evidence.rstrip("."),
        )
    if not reason:
        raise Refused("Dòng %(code)s không áp dụng thì cần ghi lý do.", code=fresh.code)
    return set_aside(fresh, reason)


def _must_be_short(answer: LineAnswer) -> None:
    for name, text in (("reason", answer.reason), ("remedy", answer.remedy)):
        if len(text) > _LONGEST:
            raise Invalid(
                "Nội dung ghi ở dòng %(code)s dài quá %(most)s chữ; chưa ghi gì.",
                field=f"{name}-{answer.code}",
                code=answer.code,
                most=_LONGEST,
            )


def _journal(actor: Actor, meeting: Meeting, count: int) -> None:
    record(
        actor,
        "score.answered",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
        facts={"lines": count},
    )
