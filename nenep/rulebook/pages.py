"""The rules in force, and a unit's own, in words and shapes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Absent
from nenep.rulebook.forms import DayForm, RulesForm
from nenep.rulebook.queries import (
    EditionLine,
    cell_type_of,
    editions_of,
    rules_in_force,
    unit_names,
    unit_path,
)
from nenep.rulebook.rules.agendas import AgendaTemplate
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES, CellType
from nenep.rulebook.rules.differences import Change, Differences
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Parameter, Rulebook, Ruling
from nenep.rulebook.rules.reading import BrokenFile
from nenep.rulebook.rules.sheets import ScoreSheetTemplate
from nenep.rulebook.rules.wording import GROUPS, Said, group_of, said


@dataclass(frozen=True)
class Past:
    """One dated value in the history of a name."""

    value: Said
    since: date
    until: date | None
    whose: str
    types: str
    citation: Citation
    now: bool


@dataclass(frozen=True)
class Rule:
    """A name with its answer on the chosen day; no ``citation``: no rule is known."""

    name: str
    title: str
    value: Said | None
    whose: str
    citation: Citation | None
    history: Sequence[Past]


@dataclass(frozen=True)
class RulesPage:
    """Everything ``rulebook/rules.html`` reads."""

    on: date
    unit_name: str
    cell_type: str
    groups: Sequence[tuple[str, Sequence[Rule]]]
    agendas: Sequence[AgendaTemplate]
    sheets: Sequence[ScoreSheetTemplate]
    form: DayForm
    own: UUID | None
    """The unit whose own rules the reader may set."""


def rules_page(actor: Actor, on: date, form: DayForm) -> RulesPage:
    """Every value in force that day for the actor's own unit, by today's tree. Five queries."""
    office = actor.main_office
    unit_id = office.unit_id if office else None
    path = _path(unit_id)
    book, kind = rules_in_force(), cell_type_of(unit_id, on) if unit_id else ""
    names = unit_names({u for n in book.names() for p in book.history(n) if (u := p.unit_id)})
    known = {u: name for u, name in names.items() if u in path}
    rules = [_rule(book, name, on, path, kind, known) for name in book.names()]
    return RulesPage(
        on=on,
        unit_name=unit_names([unit_id]).get(unit_id, "") if unit_id else "",
        cell_type=CELL_TYPE_NAMES[CellType(kind)] if kind else "",
        groups=_grouped(rules),
        agendas=[one for one in book.agendas if _holds(one, on, path, kind)],
        sheets=[one for one in book.sheets if _holds(one, on, path, kind)],
        form=form,
        own=actor.first_unit(Capability.SET_RULES),
    )


@dataclass(frozen=True)
class ChangeLine:
    """A change in words."""

    change: Change
    types: str
    before: Said | None
    after: Said | None
    back: bool


@dataclass(frozen=True)
class Preview:
    """What a file would change; ``content`` is sent again on confirming."""

    name: str
    content: str
    lines: Sequence[ChangeLine]
    differences: Differences


@dataclass(frozen=True)
class OwnRulesPage:
    """Everything ``rulebook/own.html`` reads."""

    unit_id: UUID
    unit_name: str
    form: RulesForm
    editions: Sequence[EditionLine]
    preview: Preview | None = None
    problems: Sequence[str] = field(default=())


def own_rules_page(
    unit_id: UUID,
    form: RulesForm,
    *,
    preview: Preview | None = None,
    broken: BrokenFile | None = None,
) -> OwnRulesPage:
    """The unit's publications and the form for the next one. Two queries."""
    return OwnRulesPage(
        unit_id=unit_id,
        unit_name=unit_names([unit_id]).get(unit_id, ""),
        form=form,
        editions=editions_of(unit_id),
        preview=preview,
        problems=[str(problem) for problem in broken.problems] if broken else (),
    )


def preview_of(found: Differences, *, content: str, name: str, today: date) -> Preview:
    """The differences in words."""
    return Preview(
        name=name,
        content=content,
        lines=[
            ChangeLine(
                change=change,
                types=_types(change.cell_types),
                before=_said(change.before),
                after=_said(change.after),
                back=change.reaches_back(today),
            )
            for change in found.values
        ],
        differences=found,
    )


def _path(unit_id: UUID | None) -> tuple[UUID, ...]:
    try:
        return unit_path(str(unit_id)) if unit_id else ()
    except Absent:
        return ()


def _rule(
    book: Rulebook,
    name: str,
    on: date,
    path: Sequence[UUID],
    kind: str,
    names: dict[UUID, str],
) -> Rule:
    ruling = book.find(name, on=on, unit_path=path, cell_type=kind or None)
    past = [p for p in book.history(name) if p.unit_id is None or p.unit_id in path]
    return Rule(
        name=name,
        title=book.title(name),
        value=_said(ruling),
        whose=_whose(ruling.unit_id, names) if ruling else "",
        citation=ruling.citation if ruling else None,
        history=[_past(p, on, names) for p in reversed(past)],
    )


def _past(parameter: Parameter, on: date, names: dict[UUID, str]) -> Past:
    return Past(
        value=said(parameter.value),
        since=parameter.in_force,
        until=parameter.until,
        whose=_whose(parameter.unit_id, names),
        types=_types(parameter.cell_types),
        citation=parameter.citation,
        now=parameter.in_force_on(on),
    )


def _said(ruling: Ruling | None) -> Said | None:
    return said(ruling.value) if ruling else None


def _whose(unit_id: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(unit_id, "") if unit_id else _("quy định chung")


def _types(types: Iterable[str]) -> str:
    return ", ".join(CELL_TYPE_NAMES[CellType(kind)] for kind in types)


def _grouped(rules: Sequence[Rule]) -> Sequence[tuple[str, Sequence[Rule]]]:
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(group_of(rule.name), []).append(rule)
    order = list(dict.fromkeys(GROUPS.values()))
    return sorted(groups.items(), key=lambda one: order.index(one[0]) if one[0] in order else 99)


def _holds(
    form: AgendaTemplate | ScoreSheetTemplate, on: date, path: Sequence[UUID], kind: str
) -> bool:
    own = form.unit_id is None or form.unit_id in path
    fits = not form.cell_types or not kind or kind in form.cell_types
    return own and fits and form.in_force_on(on)
