"""A sheet as it stands: what the facts propose, joined with what people have written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from nenep.kernel.errors import Refused
from nenep.rulebook.rules.sheets import Criterion, ScoreSheetTemplate
from nenep.scoring.gathering import Gathered
from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.scoring.rules.sheet import (
    LineState,
    NotApplicable,
    ScoredLine,
    Total,
    low_lines,
    propose,
    refreshed,
    total,
)

SET_ASIDE = "Chi bộ xác định dòng này không áp dụng trong tháng."


@dataclass(frozen=True)
class SheetLine:
    """A line with what is written beside it. ``low``: it needs a remedy in the minutes."""

    scored: ScoredLine
    remedy: str
    low: bool

    @property
    def code(self) -> str:
        return self.scored.code

    @property
    def is_set_aside(self) -> bool:
        """Did the cell itself say that the line does not apply (and why)?"""
        return self.scored.state is LineState.NOT_APPLICABLE and bool(self.scored.reason)

    @property
    def needs_remedy(self) -> bool:
        return self.low and not self.remedy

    @property
    def needs_reason(self) -> bool:
        return self.scored.disputed and not self.scored.reason


@dataclass(frozen=True)
class StandingSheet:
    """A form with its lines and their total. ``confirmed_on`` is the day the cell confirmed it;
    until then the evidence is that of the moment. ``fresh`` is what the facts alone propose."""

    template: ScoreSheetTemplate
    lines: tuple[SheetLine, ...]
    fresh: tuple[ScoredLine, ...]
    total: Total
    confirmed_on: date | None

    def of(self, criterion: Criterion) -> tuple[SheetLine, ...]:
        """The lines of one criterion."""
        return tuple(line for line in self.lines if line.scored.criterion == criterion.code)


def standing(
    gathered: Gathered, stored: ScoreSheet | None, rows: Sequence[ScoreLine]
) -> StandingSheet:
    """The sheet: as it was confirmed, or fresh facts with what people have said so far."""
    template = _form(gathered, stored)
    fresh = propose(template, gathered.facts)
    confirmed_on = stored.confirmed_on if stored else None
    scored = as_confirmed(rows, fresh) if confirmed_on else _in_the_making(rows, fresh)
    summed, low = _judged(gathered, template, scored)
    remedies = {row.code: row.remedy for row in rows}
    lines = tuple(SheetLine(s, remedies.get(s.code, ""), s.code in low) for s in scored)
    return StandingSheet(template, lines, fresh, summed, confirmed_on)


def set_aside(line: ScoredLine, reason: str) -> ScoredLine:
    """The line as one the cell says does not apply."""
    return replace(
        line,
        state=LineState.NOT_APPLICABLE,
        proposed=None,
        points=None,
        evidence=SET_ASIDE,
        reason=reason,
    )


def all_settled(lines: Iterable[SheetLine]) -> list[SheetLine]:
    """The lines once the cell has confirmed them: what was computed counts as settled."""
    return [
        replace(line, scored=replace(line.scored, state=LineState.SETTLED))
        if line.scored.state is LineState.COMPUTED
        else line
        for line in lines
    ]


def must_be_complete(sheet: StandingSheet) -> None:
    """Refuse a sheet with a line nobody answered, a dispute without a reason, or a low line without
    a remedy (HD 42-HD/BTCTW 2025, as reported: every low criterion names its remedy)."""
    if sheet.total.unanswered:
        raise Refused(
            "Chưa xác nhận được điểm: còn dòng chưa cho điểm (%(lines)s). Điểm đã ghi được giữ.",
            lines=", ".join(sheet.total.unanswered),
        )
    without_reason = [line.code for line in sheet.lines if line.needs_reason]
    if without_reason:
        raise Refused(
            "Điểm khác số liệu mà chưa ghi lý do ở dòng %(lines)s. Điểm đã ghi được giữ.",
            lines=", ".join(without_reason),
        )
    without_remedy = [line.code for line in sheet.lines if line.needs_remedy]
    if without_remedy:
        raise Refused(
            "Dòng điểm thấp cần ghi biện pháp khắc phục: %(lines)s. Điểm đã ghi được giữ.",
            lines=", ".join(without_remedy),
        )


def as_confirmed(rows: Sequence[ScoreLine], form: Sequence[ScoredLine]) -> tuple[ScoredLine, ...]:
    """The lines exactly as they were written down, on the form of their sheet."""
    written = {row.code: row for row in rows}
    return tuple(_as_written(written[line.code], line) for line in form if line.code in written)


def _form(gathered: Gathered, stored: ScoreSheet | None) -> ScoreSheetTemplate:
    """The form the sheet was begun on, else the one in force on the day."""
    if stored is None or stored.template == gathered.template.code:
        return gathered.template
    known = (form for form in gathered.rulebook.sheets if form.code == stored.template)
    return next(known, gathered.template)


def _in_the_making(
    rows: Sequence[ScoreLine], fresh: Sequence[ScoredLine]
) -> tuple[ScoredLine, ...]:
    """Fresh evidence; points people gave stay, and so does what they set aside."""
    said = {row.code: row for row in rows}
    mine = [_said(said[line.code], line) if line.code in said else line for line in fresh]
    now = [
        line if line.state is LineState.NOT_APPLICABLE and line.reason else latest
        for line, latest in zip(mine, fresh, strict=True)
    ]
    return refreshed(mine, now)


def _said(row: ScoreLine, line: ScoredLine) -> ScoredLine:
    if not row.applicable and row.reason:
        return set_aside(line, row.reason)
    if row.points is None:
        return line
    return replace(line, state=LineState.SETTLED, points=int(row.points), reason=row.reason)


def _as_written(row: ScoreLine, line: ScoredLine) -> ScoredLine:
    return replace(
        line,
        state=_state(row),
        proposed=None if row.proposed is None else int(row.proposed),
        points=None if row.points is None else int(row.points),
        evidence=row.evidence,
        reason=row.reason,
    )


def _state(row: ScoreLine) -> LineState:
    if not row.applicable:
        return LineState.NOT_APPLICABLE
    if row.pending:
        return LineState.PENDING
    if row.points is not None:
        return LineState.SETTLED
    return LineState.COMPUTED if row.proposed is not None else LineState.ASKED


def _judged(
    gathered: Gathered, template: ScoreSheetTemplate, scored: Sequence[ScoredLine]
) -> tuple[Total, frozenset[str]]:
    """The total, and the codes of the lines that need a remedy (none where no rule asks)."""
    find = gathered.rulebook.find
    on, path = gathered.on, gathered.evening.path
    policy = find("scoring.not_applicable", on=on, unit_path=path)
    kept = NotApplicable(policy.text) if policy else NotApplicable.NORMALISE
    summed = total(template, scored, kept)
    remedy = find("scoring.remedy", on=on, unit_path=path)
    if remedy is None:
        return summed, frozenset()
    low = low_lines(
        scored,
        below=Fraction(str(remedy.table["below"])),
        failed_checks=remedy.table.get("failed_checks") is True,
    )
    return summed, frozenset(line.code for line in low)
