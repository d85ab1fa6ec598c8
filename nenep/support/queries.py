"""The superior's page of its cells: one look, eight queries whatever the number of cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from django.db.models import Count

from nenep.access.rules import Actor, Office
from nenep.dashboards.policies import must_see_figures
from nenep.dashboards.queries import figures_of
from nenep.dashboards.rules import Figures, months_back, shifted
from nenep.people.models import OfficeTerm, State
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import children_on, unit_on
from nenep.structure.rules.units import UnitView
from nenep.support.rules import Levels, Reason, Tone, reasons

MONTHS_SHOWN = 12
EXPIRING_DAYS = 30


@dataclass(frozen=True)
class UnitCard:
    """One unit beside its own past."""

    unit: UnitView
    now: Figures | None
    last_held: Figures | None
    months: Mapping[date, Figures]
    secretary: str
    reasons: Sequence[Reason] = field(default=())


@dataclass(frozen=True)
class CellsPage:
    """A committee's units in a month, with the committee's own sums beside."""

    unit: UnitView
    month: date
    total: Figures | None
    before: Figures | None
    cards: Sequence[UnitCard]
    of_cells: bool
    shown: Sequence[date]


def cells_page(actor: Actor, unit_id: UUID, month: date, *, today: date) -> CellsPage:
    """The page of ``unit_id`` for ``month`` (a first day), by the tree of that month's end.

    Raises:
        Absent: the unit is out of reach. Forbidden: figures are not this office's to see.
    """
    day = min(today, shifted(month, 1) - timedelta(days=1))
    unit = unit_on(unit_id, day)
    must_see_figures(actor, unit_id)
    children = children_on(unit_id, day)
    shown = months_back(month, MONTHS_SHOWN)
    ids = [unit_id, *(child.id for child in children)]
    figures = figures_of(actor, ids, since=shown[0], until=month)
    own = figures.get(unit_id, {})
    return CellsPage(
        unit=unit,
        month=month,
        total=own.get(month),
        before=own.get(shifted(month, -1)),
        cards=cards_of(children, figures, month, today=today),
        of_cells=all(child.is_cell for child in children),
        shown=shown,
    )


def cards_of(
    units: Sequence[UnitView],
    figures: Mapping[UUID, Mapping[date, Figures]],
    month: date,
    *,
    today: date,
) -> Sequence[UnitCard]:
    """The units beside their own past, those who need help first. Three queries."""
    day = min(today, shifted(month, 1) - timedelta(days=1))
    ids = [unit.id for unit in units]
    secretaries, expiring, levels = _secretaries(ids, day), _expiring(ids, day), _levels(month)
    cards = [
        _card(
            unit,
            figures.get(unit.id, {}),
            month,
            levels,
            today,
            secretaries.get(unit.id, ""),
            expiring.get(unit.id, 0),
        )
        for unit in units
    ]
    return sorted(cards, key=_urgency)


def _card(
    unit: UnitView,
    months: Mapping[date, Figures],
    month: date,
    levels: Levels,
    today: date,
    secretary: str,
    expiring: int,
) -> UnitCard:
    held = [figures for m, figures in sorted(months.items()) if figures.met]
    found: Sequence[Reason] = ()
    if unit.is_cell:
        now = months.get(month)
        is_over = today >= month + timedelta(days=7) and not (now and now.awaited(today))
        found = reasons(months, month, levels, month_is_over=is_over, expiring_exemptions=expiring)
    return UnitCard(
        unit=unit,
        now=months.get(month),
        last_held=held[-1] if held else None,
        months=months,
        secretary=secretary,
        reasons=found,
    )


def _urgency(card: UnitCard) -> tuple[int, str]:
    """Those who need help first; otherwise the order of the codes. Not a rank of quality."""
    loud = min((list(Tone).index(reason.tone) for reason in card.reasons), default=len(Tone))
    return (loud if loud == 0 else 1, card.unit.code)


def _levels(month: date) -> Levels:
    rules = rules_in_force()
    target = rules.find("meeting.attendance_target", on=month)
    thematic = rules.find("meeting.thematic_per_quarter", on=month)
    return Levels(
        attendance=Fraction(target.whole if target else 0, 100),
        thematic_per_quarter=thematic.whole if thematic else 0,
    )


def _secretaries(unit_ids: Sequence[UUID], on: date) -> dict[UUID, str]:
    terms = OfficeTerm.objects.filter(
        unit_id__in=unit_ids, office=Office.CELL_SECRETARY.value, during__contains=on
    )
    return dict(terms.values_list("unit_id", "person__full_name"))


def _expiring(unit_ids: Sequence[UUID], on: date) -> dict[UUID, int]:
    states = State.objects.filter(
        unit_id__in=unit_ids,
        kind__in=("activity_exemption", "temporary_exemption"),
        during__contains=on,
        during__endswith__lte=on + timedelta(days=EXPIRING_DAYS),
    )
    return dict(states.values("unit_id").annotate(n=Count("id")).values_list("unit_id", "n"))
