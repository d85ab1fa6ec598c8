"""What a plan came to, kept with it when it is applied: figures and lists as in the preview."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from nenep.reorganisation.rules.projection import Resolution
from nenep.reorganisation.rules.steps import Found, PlanText
from nenep.reorganisation.rules.summary import (
    Mark,
    TreeLine,
    after_lines,
    before_lines,
    counts,
)
from nenep.rulebook.rules.plain import Json, Table, tables, text, texts, whole


@dataclass(frozen=True)
class Outcome:
    """``names`` tells what the units are called that the steps name by code or key."""

    figures: tuple[tuple[str, int], ...]
    notices: tuple[str, ...]
    before: tuple[TreeLine, ...]
    after: tuple[TreeLine, ...]
    names: tuple[tuple[str, str], ...]


def outcome_of(plan: PlanText, told: Resolution) -> Outcome:
    """The outcome of a resolution."""
    return Outcome(
        figures=tuple(asdict(counts(told.projection)).items()),
        notices=tuple(notice.message for notice in told.notices),
        before=tuple(before_lines(told.projection)),
        after=tuple(after_lines(told.projection)),
        names=tuple(names_in(plan, told).items()),
    )


def names_in(plan: PlanText, told: Resolution) -> dict[str, str]:
    """Unit names by the reference used in the steps."""
    known = {unit.code: unit.name for unit in told.projection.before.values() if unit.code}
    new = {step.act.key: step.act.name for step in plan.steps if isinstance(step.act, Found)}
    return known | new


def kept(outcome: Outcome) -> dict[str, Json]:
    """For the row of the plan."""
    return {
        "figures": dict(outcome.figures),
        "notices": list(outcome.notices),
        "before": [_line(line) for line in outcome.before],
        "after": [_line(line) for line in outcome.after],
        "names": dict(outcome.names),
    }


def unkept(table: Table) -> Outcome:
    """Back from the row."""
    figures, names = table.get("figures"), table.get("names")
    assert isinstance(figures, dict)  # noqa: S101 - as kept
    assert isinstance(names, dict)  # noqa: S101 - as kept
    return Outcome(
        figures=tuple((name, whole(figures, name)) for name in figures),
        notices=texts(table, "notices"),
        before=_lines(tables(table, "before")),
        after=_lines(tables(table, "after")),
        names=tuple((ref, text(names, ref)) for ref in names),
    )


def _line(line: TreeLine) -> dict[str, Json]:
    return {
        "unit_id": str(line.unit_id),
        "depth": line.depth,
        "name": line.name,
        "code": line.code,
        "mark": line.mark.value,
        "members": line.members,
        "goes_to": line.goes_to,
    }


def _lines(rows: Sequence[Table]) -> tuple[TreeLine, ...]:
    return tuple(
        TreeLine(
            unit_id=UUID(text(row, "unit_id")),
            depth=whole(row, "depth"),
            name=text(row, "name"),
            code=text(row, "code"),
            mark=Mark(text(row, "mark")),
            members=whole(row, "members"),
            goes_to=text(row, "goes_to"),
        )
        for row in rows
    )
