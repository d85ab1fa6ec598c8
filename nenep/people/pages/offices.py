"""The forms about offices, terms, elections and groups: what is known, who may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import OFFICE_NAMES, Actor, Capability
from nenep.people.forms.offices import Candidates
from nenep.people.pages.acts import ActPage
from nenep.people.pages.units import days_in_words
from nenep.people.queries.offices import (
    GroupLine,
    OfficeLine,
    groups_in,
    groups_of,
    offices_around,
    placed_on,
)
from nenep.people.queries.people_named import member_named
from nenep.people.queries.rosters import roster_on
from nenep.people.rules.committee import SizeRules, size_rules
from nenep.people.rules.standing import Standing
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import children_on, superiors_on
from nenep.structure.rules.units import Kind, UnitView
from nenep.ui.shapes import Pair


@dataclass(frozen=True)
class GroupsPage:
    """Everything ``people/groups.html`` reads beside its two forms."""

    unit: UnitView
    groups: Sequence[GroupLine]
    members: Sequence[tuple[UUID, str]]
    places: bool
    founds: bool


def candidates_for(unit: UnitView, on: date) -> Candidates:
    """A cell's official members and a group's own are chosen from a list; a committee's officers
    may sit in any cell below it, so their name is typed."""
    if unit.is_cell:
        return Candidates(people=_official(unit.id, on))
    if unit.kind == Kind.GROUP and unit.parent_id is not None:
        placed = placed_on(unit.parent_id, on)
        people = [
            (p, name) for p, name in _official(unit.parent_id, on) if placed.get(p) == unit.id
        ]
        return Candidates(people=people)
    return Candidates(find=lambda text: member_named(unit.id, text, on).person_id)


def office_page(unit: UnitView) -> ActPage:
    """A new office."""
    return ActPage(
        title=_("Ghi người giữ chức vụ"),
        whose=unit.name,
        button=_("Ghi"),
        back=reverse("unit", args=[unit.id]),
        lead=_("Ghi được cả chức vụ đang giữ từ trước và chức vụ sắp nhận."),
        of_unit=True,
    )


def end_page(line: OfficeLine, unit: UnitView) -> ActPage:
    """The end of an office."""
    facts = [
        Pair(_("Đơn vị"), unit.name),
        Pair(_("Chức vụ"), _(OFFICE_NAMES[line.office])),
        Pair(_("Thời gian"), days_in_words(line.days)),
    ]
    return ActPage(
        title=_("Thôi giữ chức vụ"),
        whose=line.full_name,
        button=_("Ghi thôi giữ chức vụ"),
        back=reverse("unit", args=[unit.id]),
        lead=_("Quyền xem và ghi của chức vụ này hết cùng ngày."),
        facts=facts,
        danger=True,
    )


def term_page(unit: UnitView, rules: SizeRules) -> ActPage:
    """A new term of the committee."""
    return ActPage(
        title=_("Ghi nhiệm kỳ"),
        whose=unit.name,
        button=_("Ghi nhiệm kỳ"),
        back=reverse("unit", args=[unit.id]),
        lead=_("Nhiệm kỳ đang chạy trước đó, nếu có, hết vào hôm trước."),
        facts=[Pair(_("Số năm của nhiệm kỳ"), str(rules.term_years))] if rules.term_years else (),
        bases=[str(rules.term_basis)] if rules.term_basis else (),
        of_unit=True,
    )


def rules_for(unit: UnitView) -> SizeRules:
    """The size rules of the unit on the day of its view. Two queries."""
    path = [*(above.id for above in reversed(superiors_on(unit.id, unit.on))), unit.id]
    return size_rules(rules_in_force(), unit, path, unit.on)


def groups_page(actor: Actor, cell: UnitView) -> GroupsPage:
    """The groups of a cell and who is in which. A constant number of queries."""
    below = groups_in(children_on(cell.id, cell.on))
    groups = groups_of(cell.id, below, offices_around(cell.id), cell.on)
    placed = placed_on(cell.id, cell.on)
    names = {line.unit.id: line.unit.name for line in groups}
    members = [
        (line.person_id, _labelled(line.full_name, names.get(placed.get(line.person_id, cell.id))))
        for line in roster_on(cell.id, cell.on)
        if line.counts.standing is not Standing.HOSTED
    ]
    writes = may(actor, Capability.RECORD_STATES, cell.id)
    return GroupsPage(
        unit=cell, groups=groups, members=members, places=writes and bool(groups), founds=writes
    )


def _labelled(name: str, group: str | None) -> str:
    return f"{name} ({group})" if group else name


def _official(cell_id: UUID, on: date) -> list[tuple[UUID, str]]:
    return [
        (line.person_id, line.full_name)
        for line in roster_on(cell_id, on)
        if line.counts.official and line.counts.standing is not Standing.HOSTED
    ]
