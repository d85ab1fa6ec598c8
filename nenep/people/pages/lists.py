"""The list of a committee's people, and the roll of a cell, as the screen is given them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nenep.access.queries import may
from nenep.access.rules import OFFICE_NAMES, Actor, Capability
from nenep.kernel.names import fold
from nenep.people.forms.lists import FindForm
from nenep.people.queries.lists import PersonLine, people_page
from nenep.people.queries.rosters import RosterLine, roster_on
from nenep.people.rules.listing import FORMER
from nenep.people.rules.standing import STANDING_NAMES, Standing
from nenep.structure.queries.units import children_on
from nenep.structure.rules.units import UnitView

SEARCHED_ABOVE = 40
"""A cell's roll no longer than this is read at a glance: it needs no search on the server."""

BADGES: Mapping[str, tuple[str, str]] = {
    Standing.PROBATIONARY: (gettext_noop("dự bị"), "warn"),
    Standing.EXEMPT: (gettext_noop("miễn sinh hoạt"), "info"),
    Standing.AWAY: (gettext_noop("đang ở nơi khác"), "info"),
    Standing.HOSTED: (gettext_noop("sinh hoạt tạm thời"), ""),
    Standing.TRANSFERRING: (gettext_noop("đang chuyển sinh hoạt"), "info"),
    Standing.SUSPENDED: (gettext_noop("đình chỉ"), "bad"),
    FORMER: (gettext_noop("không còn sinh hoạt ở đây"), ""),
}


@dataclass(frozen=True)
class ShownLine:
    """A person in a list; without a badge the standing is the ordinary one. A guest is kept
    elsewhere, and often out of reach: it is not led to."""

    person_id: UUID
    full_name: str
    note: str
    badge: str
    tone: str
    linked: bool


@dataclass(frozen=True)
class ListPage:
    """The people of a committee. ``kept`` are the boxes of the search as hidden fields, those of
    the filters alone in ``filters``; ``next_url`` stands only where no name was searched for."""

    unit: UnitView
    form: FindForm
    lines: Sequence[ShownLine]
    kept: Sequence[tuple[str, str]]
    filters: Sequence[tuple[str, str]]
    after: UUID | None
    next_url: str
    later: bool
    searched: bool
    narrowed: bool
    manages: bool


@dataclass(frozen=True)
class RollPage:
    """Everybody of a cell with the sums; ``lines`` are those a search has left."""

    unit: UnitView
    lines: Sequence[ShownLine]
    totals: Sequence[tuple[str, int]]
    size: int
    searched: str
    long: bool


def list_page(actor: Actor, unit: UnitView, on: date, said: Mapping[str, str]) -> ListPage:
    """A page of the list, narrowed and after the person as ``said``. At most three queries."""
    form = FindForm(children_on(unit.id, on), said)
    wanted, chosen, after = form.wanted(), form.unit_id(), _id(said.get("after"))
    page = people_page(actor, chosen or unit.id, on, wanted=wanted, after=after)
    below = {"unit": str(chosen)} if chosen else {}
    filters = {**wanted.without_name().said(), **below}
    onward = {**filters, "after": str(page.after)} if page.after else {}
    return ListPage(
        unit=unit,
        form=form,
        lines=[_shown(line) for line in page.lines],
        kept=list({**wanted.said(), **below}.items()),
        filters=list(filters.items()),
        after=page.after,
        next_url=f"?{urlencode(onward)}" if onward and not wanted.part else "",
        later=after is not None,
        searched=bool(wanted.part),
        narrowed=bool(filters),
        manages=may(actor, Capability.MANAGE_MEMBERS, unit.id),
    )


def roll_page(unit: UnitView, on: date, *, part: str) -> RollPage:
    """The roll of the day by given name, narrowed to a part of a name. Two or three queries."""
    roster = roster_on(unit.id, on)
    counted = {standing: 0 for standing in Standing}
    for line in roster:
        counted[line.counts.standing] += 1
    held = fold(part)
    return RollPage(
        unit=unit,
        lines=[_on_the_roll(line) for line in roster if held in fold(line.full_name)],
        totals=[(_(STANDING_NAMES[name]), count) for name, count in counted.items() if count],
        size=len(roster),
        searched=part,
        long=len(roster) > SEARCHED_ABOVE,
    )


def _shown(line: PersonLine) -> ShownLine:
    offices = [_(OFFICE_NAMES[office]) for office in line.offices]
    note = " · ".join(filter(None, [line.cell, ", ".join(offices)]))
    return _line(line.person_id, line.full_name, note, line.standing)


def _on_the_roll(line: RosterLine) -> ShownLine:
    return _line(line.person_id, line.full_name, line.counts.reason, line.counts.standing)


def _line(person_id: UUID, full_name: str, note: str, standing: str) -> ShownLine:
    badge, tone = BADGES.get(standing, ("", ""))
    linked = standing != Standing.HOSTED
    return ShownLine(person_id, full_name, note, _(badge) if badge else "", tone, linked)


def _id(text: str | None) -> UUID | None:
    """A page after nobody known begins at the beginning."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
