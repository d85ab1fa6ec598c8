"""Score sheets as data: template → criteria → lines → steps, bands and vetoes.

A line is either *measured* (its points follow from a fact by steps) or *judged* by people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.rulebook.rules.documents import Citation, Document, citation_from
from nenep.rulebook.rules.plain import (
    Table,
    day,
    flag,
    maybe_day,
    maybe_whole,
    tables,
    text,
    texts,
    whole,
)


class Measure(StrEnum):
    """Facts a line can be computed from. The scoring engine knows how to word the evidence."""

    DURATION = "duration"
    ATTENDANCE = "attendance"
    EXCUSED_RUN = "excused_run"
    PREMEETING = "premeeting"
    NOTIFIED = "notified"
    PAPERS_LEAD = "papers_lead"
    SPEAKERS = "speakers"
    MINUTES_TAKEN = "minutes_taken"
    IDEOLOGY_MINUTES = "ideology_minutes"
    IMPLEMENTATION = "implementation"
    CONCLUDED = "concluded"
    ADOPTED = "adopted"
    FINALISED = "finalised"


class StepTest(StrEnum):
    """How a step is recognised; steps are tried from the top, the first that holds decides."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    SHORT_AT_MOST = "short_at_most"
    ANY_UNEXCUSED = "any_unexcused"
    OTHERWISE = "otherwise"


class Applies(StrEnum):
    """When a line exists at all."""

    ALWAYS = "always"
    THEMATIC = "thematic"


class BandCode(StrEnum):
    """Bands from best to worst (tốt, khá, trung bình, kém)."""

    GOOD = "good"
    FAIR = "fair"
    AVERAGE = "average"
    POOR = "poor"


@dataclass(frozen=True)
class Step:
    """``bound`` is in percent (of the required time for a duration), or minutes short."""

    points: int
    label: str
    test: StepTest
    bound: int


@dataclass(frozen=True)
class Line:
    """One line of a sheet. ``bound``/``upper`` are the limits of a yes-or-no measure;
    ``large_members``/``large_minutes`` ask more time of a big cell."""

    code: str
    title: str
    max: int
    measure: Measure | None
    steps: tuple[Step, ...]
    applies: Applies
    bonus: bool
    bound: int | None
    upper: int | None
    large_members: int | None
    large_minutes: int | None

    @property
    def allowed_points(self) -> tuple[int, ...]:
        """Points a person may give: those of the steps, or every whole number up to the most."""
        if self.steps:
            return tuple(sorted({step.points for step in self.steps}))
        return tuple(range(self.max + 1))


@dataclass(frozen=True)
class Criterion:
    """A group of lines; ``frame`` is the national criterion it belongs to (1–7)."""

    code: str
    title: str
    max: int
    frame: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Band:
    """From ``least`` points (of 100, inclusive) upward."""

    code: BandCode
    title: str
    least: int


@dataclass(frozen=True)
class Veto:
    """Whatever the total, the band is at most ``band`` when a line got no more than ``points``."""

    line: str
    points: int
    band: BandCode
    title: str


@dataclass(frozen=True)
class ScoreSheetTemplate:
    """One form, one version. A scored meeting keeps the template it was scored with."""

    code: str
    title: str
    cell_types: tuple[str, ...]
    unit_id: UUID | None
    in_force: date
    until: date | None
    citation: Citation
    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...]
    bands_citation: Citation
    vetoes: tuple[Veto, ...]

    @property
    def max(self) -> int:
        return sum(criterion.max for criterion in self.criteria)

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for criterion in self.criteria for line in criterion.lines)

    def in_force_on(self, on: date) -> bool:
        return self.in_force <= on and (self.until is None or on <= self.until)


def sheet_from(
    row: Table, documents: Mapping[str, Document], unit_id: UUID | None = None
) -> ScoreSheetTemplate:
    """A template from its stored row; bands may rest on another document than the lines."""
    basis = row.get("bands_basis")
    bands_basis = basis if isinstance(basis, dict) else row
    return ScoreSheetTemplate(
        code=text(row, "code"),
        title=text(row, "title"),
        cell_types=texts(row, "cell_types"),
        unit_id=unit_id,
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
        citation=citation_from(row, documents),
        criteria=tuple(_criterion(item) for item in tables(row, "criteria")),
        bands=tuple(_band(item) for item in tables(row, "bands")),
        bands_citation=citation_from(bands_basis, documents),
        vetoes=tuple(_veto(item) for item in tables(row, "vetoes")),
    )


def _criterion(row: Table) -> Criterion:
    return Criterion(
        code=text(row, "code"),
        title=text(row, "title"),
        max=whole(row, "max"),
        frame=whole(row, "frame", 0),
        lines=tuple(_line(item) for item in tables(row, "lines")),
    )


def _line(row: Table) -> Line:
    measure = text(row, "measure")
    return Line(
        code=text(row, "code"),
        title=text(row, "title"),
        max=whole(row, "max"),
        measure=Measure(measure) if measure else None,
        steps=tuple(_step(item) for item in tables(row, "steps")),
        applies=Applies(text(row, "applies", Applies.ALWAYS.value)),
        bonus=flag(row, "bonus"),
        bound=maybe_whole(row, "bound"),
        upper=maybe_whole(row, "upper"),
        large_members=maybe_whole(row, "large_members"),
        large_minutes=maybe_whole(row, "large_minutes"),
    )


def _step(row: Table) -> Step:
    return Step(
        points=whole(row, "points"),
        label=text(row, "label"),
        test=StepTest(text(row, "test")),
        bound=whole(row, "bound", 0),
    )


def _band(row: Table) -> Band:
    return Band(BandCode(text(row, "code")), text(row, "title"), whole(row, "least"))


def _veto(row: Table) -> Veto:
    return Veto(
        line=text(row, "line"),
        points=whole(row, "points"),
        band=BandCode(text(row, "band")),
        title=text(row, "title"),
    )
