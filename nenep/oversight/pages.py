"""What was opened from above, in words: for who opens, who approves, and whose records they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.journal.models import Entry
from nenep.kernel import clock
from nenep.oversight.actions.emergency import VALID_FOR
from nenep.oversight.models import Emergency, PaperOpening
from nenep.oversight.queries import (
    emergencies_in,
    emergencies_of,
    history_of,
    moment,
    opened_today,
    openings_of,
)
from nenep.oversight.rules.openings import REASONS
from nenep.oversight.rules.sentences import sentence_of
from nenep.people.queries.names import names_of
from nenep.structure.queries.units import units_on
from nenep.structure.rules.units import UnitView
from nenep.ui.formats import vn_moment
from nenep.ui.shapes import Tone

SHOWN = 50
PAGES = {"meeting": "meeting", "person": "person", "task": "task", "paper": "paper-page"}
"""Kinds of things in the journal that have a page of their own, and its name."""


@dataclass(frozen=True)
class OpenedLine:
    """An opening in the log: which paper, whose hand, why."""

    paper: str
    who: str
    office: str
    why: str
    when: str
    opening_id: UUID


@dataclass(frozen=True)
class EmergencyLine:
    """A request with the state it is in today, and what this reader may do about it."""

    unit: str
    unit_url: str
    who: str
    office: str
    words: str
    when: str
    state: str
    tone: Tone
    told: str
    approval_url: str = ""
    end_url: str = ""


@dataclass(frozen=True)
class ReadingsPage:
    """``oversight/readings.html``: what the unit may know of its readers from far above."""

    unit: UnitView
    openings: Sequence[OpenedLine]
    emergencies: Sequence[EmergencyLine]


@dataclass(frozen=True)
class HistoryLine:
    """An entry as a sentence. ``number`` is its place in the chain of its unit."""

    said: str
    who: str
    installation: bool
    when: str
    number: int


@dataclass(frozen=True)
class HistoryPage:
    """``oversight/history.html``: the lines of a thing and the way back to it."""

    unit_name: str
    back: str
    lines: Sequence[HistoryLine]


def history_page(actor: Actor, object_id: UUID) -> HistoryPage:
    """What was done to a thing, as sentences. Four queries, however much it is."""
    rows = history_of(actor, object_id)
    names = names_of({row.person_id for row in rows if row.person_id})
    units = _names([row.unit_id for row in rows[:1]])
    return HistoryPage(
        unit_name=next(iter(units.values()), ""),
        back=_back(object_id, rows),
        lines=[_history_line(row, names) for row in rows],
    )


def _history_line(row: Entry, names: Mapping[UUID, str]) -> HistoryLine:
    known = names.get(row.person_id, "") if row.person_id else ""
    return HistoryLine(
        said=_(sentence_of(row.verb)),
        who=known or row.actor_name or _("một đồng chí ở cấp trên hoặc đơn vị khác"),
        installation=not known,
        when=vn_moment(row.at),
        number=row.seq,
    )


def _back(object_id: UUID, rows: Sequence[Entry]) -> str:
    """The page of the thing itself, where it has one."""
    if any(row.unit_id == object_id for row in rows):
        return reverse("unit", args=[object_id])
    kinds = {row.object_kind for row in rows if row.object_id == object_id}
    name = next((name for kind, name in PAGES.items() if kind in kinds), None)
    return reverse(name, args=[object_id]) if name else ""


def mine_today(actor: Actor, unit_id: UUID) -> list[OpenedLine]:
    """What the actor has opened today in that unit. Two queries."""
    rows = list(opened_today(actor).filter(unit_id=unit_id).select_related("paper"))
    return _opened(rows)


def readings_page(actor: Actor, unit: UnitView) -> ReadingsPage:
    """The read log of a unit. Five queries, however long it is."""
    return ReadingsPage(
        unit=unit,
        openings=_opened(openings_of(unit.id)),
        emergencies=_lines(actor, emergencies_in(actor, unit.id)[:SHOWN], acts=False),
    )


def emergency_lines(actor: Actor) -> list[EmergencyLine]:
    """Every request the actor knows, the latest first. Three queries."""
    return _lines(actor, emergencies_of(actor)[:SHOWN], acts=True)


def _opened(rows: Sequence[PaperOpening]) -> list[OpenedLine]:
    names = _names(row.office_unit_id for row in rows)
    return [
        OpenedLine(
            paper=_paper_name(row),
            who=row.reader_name,
            office=names.get(row.office_unit_id, ""),
            why=f"{_(REASONS.get(row.reason, row.reason))}: {row.words}",
            when=vn_moment(row.opened_at),
            opening_id=row.pk,
        )
        for row in rows
    ]


def _paper_name(row: PaperOpening) -> str:
    title = row.paper.content.get("title", {}).get("kind", row.paper.type_code)
    return " ".join(filter(None, (str(title).capitalize(), row.paper.number_text)))


def _lines(actor: Actor, rows: Iterable[Emergency], *, acts: bool) -> list[EmergencyLine]:
    found, now = list(rows), moment()
    names = _names(id for row in found for id in (row.unit_id, row.office_unit_id))
    return [_line(actor, row, names, now, acts) for row in found]


def _line(
    actor: Actor, row: Emergency, names: Mapping[UUID, str], now: datetime, acts: bool
) -> EmergencyLine:
    state, tone, told = _state(row, now)
    open_still = acts and tone in (Tone.WARN, Tone.BAD)
    approves = tone is Tone.WARN and acts and row.asked_by != actor.account_id
    return EmergencyLine(
        unit=names.get(row.unit_id, ""),
        unit_url=reverse("unit", args=[row.unit_id]),
        who=row.asked_name,
        office=names.get(row.office_unit_id, ""),
        words=row.words,
        when=vn_moment(row.asked_at),
        state=state,
        tone=tone,
        told=told,
        approval_url=reverse("emergency-approval", args=[row.pk]) if approves else "",
        end_url=reverse("emergency-end", args=[row.pk]) if open_still else "",
    )


def _state(row: Emergency, now: datetime) -> tuple[str, Tone, str]:
    """Waiting (warn), open (bad: somebody is inside), over (none)."""
    by = {"name": row.approved_name, "ended": row.ended_name}
    if row.until is not None and row.ended_at is None and row.until > now:
        until = vn_moment(row.until)
        told = _("Duyệt: đ/c %(name)s. Đọc được đến %(until)s.") % {**by, "until": until}
        return _("đang mở"), Tone.BAD, told
    if row.ended_at is not None:
        ended = vn_moment(row.ended_at)
        told = _("Đóng lúc %(at)s bởi đ/c %(ended)s.") % {**by, "at": ended}
        return _("đã đóng"), Tone.NONE, told
    if row.approved_at is not None:
        return _("hết giờ"), Tone.NONE, _("Duyệt: đ/c %(name)s.") % by
    if row.asked_at < now - VALID_FOR:
        return _("không được duyệt"), Tone.NONE, _("Quá một ngày không ai duyệt; chưa mở gì.")
    return _("chờ duyệt"), Tone.WARN, _("Chưa mở gì cho đến khi một đồng chí khác duyệt.")


def _names(unit_ids: Iterable[UUID]) -> dict[UUID, str]:
    asked = list(set(unit_ids))
    return {id: unit.name for id, unit in units_on(asked, clock.today()).items()} if asked else {}


def reads_freely(actor: Actor, unit_id: UUID) -> bool:
    """Need no reason be said here? Then the page leads to the papers themselves."""
    return may(actor, Capability.VIEW_PAPERS, unit_id)
