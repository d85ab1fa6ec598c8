"""Writing the lines of a sheet: one statement for all of them, and only where they changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.scoring.rules.sheet import LineState, ScoredLine
from nenep.scoring.standing import SheetLine, StandingSheet

_WRITTEN = ("applicable", "pending", "proposed", "evidence", "points", "reason", "remedy")


@dataclass(frozen=True)
class Written:
    """The rows as they are now, and whether anything had to change."""

    rows: list[ScoreLine]
    changed: bool


def write_lines(
    sheet: ScoreSheet, rows: Sequence[ScoreLine], lines: Sequence[SheetLine]
) -> Written:
    """Make the rows say what ``lines`` say. Two queries at most.

    Points are written only where people settled them: a computed line counts as proposed.
    """
    known = {row.code: row for row in rows}
    fresh: list[ScoreLine] = []
    changed: list[ScoreLine] = []
    for position, line in enumerate(lines, start=1):
        row = known.get(line.code)
        if row is None:
            fresh.append(_filled(_new(sheet, line.scored, position), line))
            continue
        before = [getattr(row, name) for name in _WRITTEN]
        if [getattr(_filled(row, line), name) for name in _WRITTEN] != before:
            changed.append(row)
    ScoreLine.objects.bulk_create(fresh)
    if changed:
        ScoreLine.objects.bulk_update(changed, _WRITTEN)
    return Written([*rows, *fresh], bool(fresh or changed))


def write_total(sheet: ScoreSheet, stands: StandingSheet) -> None:
    """Freeze the total on the sheet. One query."""
    summed = stands.total
    sheet.points, sheet.possible, sheet.score = summed.points, summed.possible, summed.score
    sheet.band = summed.band.code.value
    sheet.save()


def _new(sheet: ScoreSheet, line: ScoredLine, position: int) -> ScoreLine:
    return ScoreLine(
        sheet=sheet,
        unit_id=sheet.unit_id,
        position=position,
        code=line.code,
        title=line.title,
        max_points=line.max,
    )


def _filled(row: ScoreLine, line: SheetLine) -> ScoreLine:
    scored = line.scored
    row.applicable = scored.state is not LineState.NOT_APPLICABLE
    row.pending = scored.state is LineState.PENDING
    row.proposed = scored.proposed
    row.evidence = scored.evidence
    row.points = scored.points if scored.state is LineState.SETTLED else None
    row.reason = scored.reason
    row.remedy = line.remedy
    return row
