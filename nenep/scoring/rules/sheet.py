"""A score sheet from proposal to band.

Computable lines propose points with their evidence; people confirm, or dispute with a reason.
A line that does not apply this month lowers the possible total, and both numbers are shown. A
line waiting for a fact counts nothing yet and is named as waiting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from nenep.kernel.errors import Invalid, Refused
from nenep.kernel.ratios import one_decimal
from nenep.rulebook.rules.sheets import Applies, Band, BandCode, Line, ScoreSheetTemplate
from nenep.scoring.rules.evidence import finding
from nenep.scoring.rules.facts import Facts

FULL = 100


class LineState(StrEnum):
    """Where a line stands: computed from facts, asked of people, waiting for a fact, not
    applicable this month, or settled by people."""

    COMPUTED = "computed"
    ASKED = "asked"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"
    SETTLED = "settled"


class NotApplicable(StrEnum):
    """What happens to the points of a line that does not apply (``scoring.not_applicable``)."""

    NORMALISE = "normalise"
    AS_IS = "as_is"
    FULL_MARKS = "full_marks"


@dataclass(frozen=True)
class ScoredLine:
    """One line of one meeting. ``proposed`` is what the evidence says, ``points`` what counts
    (``None`` until somebody says); ``reason`` is needed wherever the two differ."""

    code: str
    title: str
    criterion: str
    max: int
    allowed: tuple[int, ...]
    state: LineState
    proposed: int | None
    points: int | None
    evidence: str
    is_check: bool = False
    reason: str = ""

    @property
    def disputed(self) -> bool:
        return self.proposed is not None and self.points != self.proposed

    @property
    def open(self) -> bool:
        """Does somebody still have to give points?"""
        return self.points is None and self.state in (LineState.ASKED, LineState.COMPUTED)


@dataclass(frozen=True)
class Total:
    """``points`` of ``possible`` (as the lines stand), ``score`` of a hundred, and what lines
    still waiting may add. ``band`` is that of ``score`` after vetoes; while something waits,
    ``best_band`` is what it becomes if all of it is reached."""

    points: int
    possible: int
    score: Decimal
    pending: int
    unanswered: tuple[str, ...]
    band: Band
    best_band: Band
    vetoes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.pending and not self.unanswered


def propose(template: ScoreSheetTemplate, facts: Facts) -> tuple[ScoredLine, ...]:
    """Every line of the sheet with what the facts say of it. Judged lines are never pre-filled."""
    return tuple(
        _proposed(line, criterion.code, facts)
        for criterion in template.criteria
        for line in criterion.lines
    )


def settle(line: ScoredLine, points: int, reason: str = "") -> ScoredLine:
    """The line as people confirmed or disputed it.

    Raises:
        Invalid: points the form does not know.
        Refused: it does not apply, waits for a fact, or differs from the evidence without a
            reason.
    """
    if line.state is LineState.NOT_APPLICABLE:
        raise Refused("Dòng %(code)s không áp dụng trong tháng này.", code=line.code)
    if line.state is LineState.PENDING:
        raise Refused(
            "Dòng %(code)s tự chấm khi có kết quả (%(evidence)s), chưa biểu quyết trước.",
            code=line.code,
            evidence=line.evidence.rstrip("."),
        )
    if points not in line.allowed:
        raise Invalid(
            "Dòng %(code)s chỉ nhận điểm %(allowed)s; điểm cũ được giữ.",
            field=line.code,
            code=line.code,
            allowed=", ".join(map(str, line.allowed)),
        )
    settled = replace(line, points=points, reason=reason.strip(), state=LineState.SETTLED)
    if settled.disputed and not settled.reason:
        raise Refused(
            "Điểm dòng %(code)s khác số liệu (%(evidence)s); hãy ghi lý do.",
            code=line.code,
            evidence=line.evidence.rstrip("."),
        )
    return settled


def refreshed(lines: Iterable[ScoredLine], now: Sequence[ScoredLine]) -> tuple[ScoredLine, ...]:
    """The same sheet after new facts: what waited takes its result, what people settled stays with
    the newer evidence beside it."""
    latest = {line.code: line for line in now}
    return tuple(_refreshed(line, latest[line.code]) for line in lines)


def total(
    template: ScoreSheetTemplate,
    lines: Sequence[ScoredLine],
    policy: NotApplicable = NotApplicable.NORMALISE,
) -> Total:
    """Add up. Computed lines count as proposed until people settle them; lines without points
    count nothing."""
    absent = sum(line.max for line in lines if line.state is LineState.NOT_APPLICABLE)
    given = absent if policy is NotApplicable.FULL_MARKS else 0
    points = sum(line.points or 0 for line in lines) + given
    possible = template.max - (absent if policy is NotApplicable.NORMALISE else 0)
    pending = sum(line.max for line in lines if line.state is LineState.PENDING)
    vetoes = [veto for veto in template.vetoes if _vetoed(veto.line, veto.points, lines)]
    worst = max((_rank(template, veto.band) for veto in vetoes), default=0)
    return Total(
        points=points,
        possible=possible,
        score=_score(points, possible),
        pending=pending,
        unanswered=tuple(line.code for line in lines if line.open),
        band=_band(template, points, possible, worst),
        best_band=_band(template, points + pending, possible, worst),
        vetoes=tuple(veto.title for veto in vetoes),
    )


def low_lines(
    lines: Iterable[ScoredLine], *, below: Fraction, failed_checks: bool = True
) -> tuple[ScoredLine, ...]:
    """Lines that need a remedy in the minutes (``scoring.remedy``): under that share of their
    points, or a yes-or-no line that was not met."""
    return tuple(line for line in lines if _is_low(line, below, failed_checks))


def _is_low(line: ScoredLine, below: Fraction, failed_checks: bool) -> bool:
    if line.points is None:
        return False
    failed = failed_checks and line.is_check and not line.points
    return failed or line.points < below * line.max


def _proposed(line: Line, criterion: str, facts: Facts) -> ScoredLine:
    found = finding(line, facts)
    state = LineState.ASKED if found.points is None else LineState.COMPUTED
    if found.pending:
        state = LineState.PENDING
    if line.applies is Applies.THEMATIC and not facts.thematic:
        state = LineState.NOT_APPLICABLE
    unused = state is LineState.NOT_APPLICABLE
    return ScoredLine(
        code=line.code,
        title=line.title,
        criterion=criterion,
        max=line.max,
        allowed=line.allowed_points,
        state=state,
        proposed=None if unused else found.points,
        points=None if unused else found.points,
        evidence="Tháng này không có sinh hoạt chuyên đề." if unused else found.evidence,
        is_check=line.measure is not None and not line.steps,
    )


def _refreshed(line: ScoredLine, now: ScoredLine) -> ScoredLine:
    if line.state is LineState.SETTLED and now.state is not LineState.NOT_APPLICABLE:
        return replace(line, proposed=now.proposed, evidence=now.evidence)
    return now


def _score(points: int, possible: int) -> Decimal:
    return one_decimal(Fraction(points * FULL, possible)) if possible else Decimal(0)


def _vetoed(code: str, most: int, lines: Iterable[ScoredLine]) -> bool:
    return any(
        line.code == code and line.points is not None and line.points <= most for line in lines
    )


def _rank(template: ScoreSheetTemplate, code: BandCode) -> int:
    return [band.code for band in template.bands].index(code)


def _band(template: ScoreSheetTemplate, points: int, possible: int, worst: int) -> Band:
    """Bands compare exactly; 89,96 shown as 90,0 is still below 90."""
    reached = next(
        place for place, band in enumerate(template.bands) if points * FULL >= band.least * possible
    )
    return template.bands[max(reached, worst)]
