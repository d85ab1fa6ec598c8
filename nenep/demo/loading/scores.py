"""Score sheets: evidence proposed by scoring from the loaded records, judgement from the story.

Written in sets, since three hundred sheets through the actions cost half a minute; the lines and
totals are those of scoring's own rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.rules import uid
from nenep.demo.story.facts import Judgement, MeetingFact
from nenep.meetings.models import Meeting
from nenep.rulebook.rules.engine import Rulebook
from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.scoring.queries import StandingSheet, standing_sheet
from nenep.scoring.rules.sheet import (
    LineState,
    NotApplicable,
    ScoredLine,
    Total,
    low_lines,
    settle,
    total,
)

_BATCH = 1000
_NOTHING_DUE = "Kỳ này không có nhiệm vụ đến hạn"
_NO_APP = "Chi bộ lực lượng vũ trang không dùng ứng dụng"
_APP_LINE = "C4.8"


@dataclass(frozen=True)
class _Sheet:
    """A confirmed sheet, ready to be written."""

    told: MeetingFact
    form: str
    lines: tuple[ScoredLine, ...]
    low: frozenset[str]
    total: Total


def load_scores(actor: Actor, rulebook: Rulebook, meetings: Sequence[MeetingFact]) -> int:
    """A confirmed sheet for each of the meetings, whose evenings are in the tables already."""
    rows = Meeting.objects.in_bulk([uid(m.key) for m in meetings])
    sheets = [_sheet(rulebook, m, standing_sheet(rows[uid(m.key)])) for m in meetings]
    ScoreSheet.objects.bulk_create([_row(sheet) for sheet in sheets], _BATCH)
    ScoreLine.objects.bulk_create([line for s in sheets for line in _lines(s)], _BATCH)
    say_all(actor, (_said(sheet) for sheet in sheets))
    return len(sheets)


def _sheet(rulebook: Rulebook, told: MeetingFact, proposed: StandingSheet) -> _Sheet:
    judged = {judgement.line: judgement for judgement in told.judgements}
    lines = tuple(_answered(line.scored, judged.get(line.code)) for line in proposed.lines)
    remedy = rulebook.find("scoring.remedy", on=told.planned_on)
    low: frozenset[str] = frozenset()
    if remedy is not None:
        below = Fraction(str(remedy.table["below"]))
        low = frozenset(line.code for line in low_lines(lines, below=below))
    policy = rulebook.find("scoring.not_applicable", on=told.planned_on)
    kept = NotApplicable(policy.text) if policy else NotApplicable.NORMALISE
    return _Sheet(told, proposed.template.code, lines, low, total(proposed.template, lines, kept))


def _answered(line: ScoredLine, judgement: Judgement | None) -> ScoredLine:
    """As the cell said: evidence confirmed, the rest judged; a line about nothing is set aside."""
    if line.state is LineState.COMPUTED:
        return replace(line, state=LineState.SETTLED)
    if line.state is not LineState.ASKED:
        return line
    if judgement is not None:
        return settle(line, judgement.points, judgement.reason)
    reason = _NO_APP if line.code == _APP_LINE else _NOTHING_DUE
    return replace(line, state=LineState.NOT_APPLICABLE, evidence="", reason=reason)


def _row(sheet: _Sheet) -> ScoreSheet:
    return ScoreSheet(
        id=uid(f"{sheet.told.key}/sheet"),
        meeting_id=uid(sheet.told.key),
        unit_id=uid(sheet.told.cell),
        template=sheet.form,
        points=sheet.total.points,
        possible=sheet.total.possible,
        score=sheet.total.score,
        band=sheet.total.band.code.value,
        confirmed_on=sheet.told.planned_on,
    )


def _lines(sheet: _Sheet) -> Iterator[ScoreLine]:
    remedies = {remedy.criterion: f"{remedy.text}." for remedy in sheet.told.remedies}
    for position, line in enumerate(sheet.lines, start=1):
        yield ScoreLine(
            id=uid(f"{sheet.told.key}/{line.code}"),
            sheet_id=uid(f"{sheet.told.key}/sheet"),
            unit_id=uid(sheet.told.cell),
            position=position,
            code=line.code,
            title=line.title,
            max_points=line.max,
            applicable=line.state is not LineState.NOT_APPLICABLE,
            pending=line.state is LineState.PENDING,
            proposed=line.proposed,
            evidence=line.evidence,
            points=line.points if line.state is LineState.SETTLED else None,
            reason=line.reason,
            remedy=remedies[line.criterion] if line.code in sheet.low else "",
        )


def _said(sheet: _Sheet) -> Said:
    facts = {
        "score": str(sheet.total.score),
        "band": sheet.total.band.code.value,
        "form": sheet.form,
    }
    unit, meeting = uid(sheet.told.cell), uid(sheet.told.key)
    return Said("score.confirmed", unit, "meeting", meeting, sheet.told.planned_on, facts)
