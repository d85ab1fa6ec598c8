"""The score sheet in words and shapes: criteria with their lines, evidence and boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nenep.meetings.steps import steps_of
from nenep.rulebook.rules.sheets import BandCode, Criterion
from nenep.scoring.forms import LineFields, SheetForm
from nenep.scoring.queries import SheetLine, SheetPage
from nenep.scoring.rules.hints import asks_whether_flawless
from nenep.scoring.rules.sheet import LineState
from nenep.ui.shapes import Step, Tone

_BAND_TONES = {
    BandCode.GOOD: Tone.GOOD,
    BandCode.FAIR: Tone.INFO,
    BandCode.AVERAGE: Tone.WARN,
    BandCode.POOR: Tone.BAD,
}


@dataclass(frozen=True)
class ShownLine:
    """A line with its badge and its boxes, if there is anything to say."""

    line: SheetLine
    badge: str
    tone: Tone
    boxes: LineFields | None


@dataclass(frozen=True)
class ShownCriterion:
    """A criterion with what it has reached so far."""

    criterion: Criterion
    lines: Sequence[ShownLine]
    points: int
    most: int


@dataclass(frozen=True)
class ShownSheet:
    """Everything ``scoring/sheet.html`` reads."""

    page: SheetPage
    form: SheetForm | None
    criteria: Sequence[ShownCriterion]
    steps: Sequence[Step]
    band: str
    band_tone: Tone
    missing: int
    confirmed: bool
    asks_flawless: bool


def shown(page: SheetPage, form: SheetForm | None) -> ShownSheet:
    """The sheet with its boxes, or as it stands for who only reads."""
    sheet = page.sheet
    return ShownSheet(
        page=page,
        form=form,
        criteria=[_criterion(page, criterion, form) for criterion in sheet.template.criteria],
        steps=steps_of(page.stage, page.meeting.pk, page.meeting.kind) if page.may_run else (),
        band=sheet.total.band.title,
        band_tone=_BAND_TONES[sheet.total.band.code],
        missing=len(sheet.total.unanswered),
        confirmed=sheet.confirmed_on is not None,
        asks_flawless=page.may_score
        and asks_whether_flawless((line.scored, line.remedy) for line in sheet.lines),
    )


def _criterion(page: SheetPage, criterion: Criterion, form: SheetForm | None) -> ShownCriterion:
    lines = page.sheet.of(criterion)
    applying = [line.scored for line in lines if line.scored.state is not LineState.NOT_APPLICABLE]
    return ShownCriterion(
        criterion=criterion,
        lines=[_line(line, form) for line in lines],
        points=sum(line.points or 0 for line in applying),
        most=sum(line.max for line in applying),
    )


def _line(line: SheetLine, form: SheetForm | None) -> ShownLine:
    badge, tone = _badge(line)
    return ShownLine(line, badge, tone, form.fields_of(line) if form else None)


def _badge(line: SheetLine) -> tuple[str, Tone]:
    """Points so far, in words where there are none."""
    scored = line.scored
    if scored.state is LineState.NOT_APPLICABLE:
        return _("không áp dụng"), Tone.NONE
    if scored.state is LineState.PENDING:
        return _("chờ kết quả"), Tone.INFO
    if scored.points is None:
        return _("chưa cho điểm"), Tone.WARN
    said = f"{scored.points}/{scored.max}"
    if line.needs_reason or line.needs_remedy:
        return said, Tone.WARN
    return said, Tone.BAD if line.low else Tone.GOOD
