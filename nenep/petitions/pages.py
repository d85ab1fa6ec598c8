"""Opinions and petitions in words and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability, Reach
from nenep.kernel.errors import Forbidden
from nenep.meetings.models import Opinion
from nenep.meetings.policies import own_cell
from nenep.meetings.steps import opinion_choices
from nenep.petitions.models import Petition
from nenep.petitions.queries import (
    OpinionStand,
    PetitionLine,
    clock_on,
    lines_of,
    own_opinions,
    petitions_of,
    petitions_to,
    superior_of,
    waiting_in,
)
from nenep.petitions.rules.reply_clock import LEVEL_NAMES, STAND_NAMES, Stand
from nenep.structure.queries.units import unit_on
from nenep.ui.formats import vn_date
from nenep.ui.shapes import Pair, Tone

TONES = {
    Stand.WAITING: Tone.WARN,
    Stand.RECEIVED: Tone.INFO,
    Stand.OVERDUE: Tone.BAD,
    Stand.ANSWERED: Tone.GOOD,
}
REPLY_NAMES = {
    "received": "đã nhận",
    "extended": "xin thêm thời gian",
    "answered": "trả lời",
}


@dataclass(frozen=True)
class PetitionsPage:
    """Everything ``petitions/list.html`` reads: the part of a committee, of a cell's committee, and
    of whoever raised something."""

    unit_name: str
    office: bool
    leads: bool
    may_send: bool
    received: Sequence[PetitionLine]
    waiting: Sequence[OpinionStand]
    sent: Sequence[PetitionLine]
    own: Sequence[OpinionStand]

    @property
    def overdue(self) -> int:
        """How many of the petitions here are past their clock."""
        return sum(line.overdue for line in (*self.received, *self.sent))


def petitions_page(actor: Actor, today: date) -> PetitionsPage:
    """Constant queries, whatever the number of petitions."""
    office = actor.first_unit(Capability.DIRECT_CELLS)
    cell = _cell(actor)
    leads = cell is not None and office is None and may(actor, Capability.VIEW_MEETING, cell)
    unit_id = office or cell
    sends = cell is not None and leads and may(actor, Capability.FINALISE_PAPERS, cell)
    return PetitionsPage(
        unit_name=unit_on(unit_id, today).name if unit_id else "",
        office=office is not None,
        leads=leads,
        may_send=sends,
        received=petitions_to(actor, office, today) if office else (),
        waiting=_still_here(cell, today) if cell and leads else (),
        sent=petitions_of(actor, cell, today) if cell and leads else (),
        own=own_opinions(actor, today),
    )


def _still_here(cell: UUID, today: date) -> list[OpinionStand]:
    return [stand for stand in waiting_in(cell, today) if stand.above is None]


def _cell(actor: Actor) -> UUID | None:
    try:
        return own_cell(actor)
    except Forbidden:
        return None


@dataclass(frozen=True)
class ReplyLine:
    """What the committee did on a day, in words."""

    on: date
    what: str
    text: str


@dataclass(frozen=True)
class PetitionPage:
    """Everything ``petitions/petition.html`` reads."""

    line: PetitionLine
    state: str
    tone: Tone
    facts: Sequence[Pair]
    replies: Sequence[ReplyLine]
    may_reply: bool
    may_tell: bool
    told_on: date | None


def petition_page(actor: Actor, row: Petition, today: date) -> PetitionPage:
    """One petition for either side and for who asked."""
    line = lines_of(Petition.objects.filter(pk=row.pk), today)[0]
    offices = actor.roots(Capability.DIRECT_CELLS, Reach.UNIT_AND_BELOW)
    opinion = Opinion.objects.filter(pk=row.opinion_id).first()
    told_on = opinion.answered_on if opinion else None
    runs = may(actor, Capability.RUN_MEETING, row.unit_id)
    return PetitionPage(
        line=line,
        state=state_of(line),
        tone=TONES[line.standing.stand],
        facts=_facts(line),
        replies=[
            _reply(line, reply.kind, reply.on, reply.text, reply.due_on) for reply in line.replies
        ],
        may_reply=row.to_unit_id in offices and line.answer is None,
        may_tell=runs and line.answer is not None and told_on is None,
        told_on=told_on if runs else None,
    )


def state_of(line: PetitionLine) -> str:
    """The state in words, with how late."""
    if line.overdue:
        return _("quá hạn %(n)s ngày làm việc") % {"n": line.late_by}
    return _(STAND_NAMES[line.standing.stand]).lower()


def _facts(line: PetitionLine) -> list[Pair]:
    row = line.row
    facts = [Pair(_("Chi bộ"), line.cell_name), Pair(_("Gửi đến"), line.to_name)]
    if row.speaker:
        facts.append(Pair(_("Người nêu"), _("đ/c %(name)s") % {"name": row.speaker}))
    if row.kind:
        facts.append(Pair(_("Loại"), dict(opinion_choices()).get(row.kind, row.kind)))
    facts.append(Pair(_("Chuyển ngày"), vn_date(row.forwarded_on)))
    if line.standing.due_on:
        facts.append(Pair(_("Hạn trả lời"), vn_date(line.standing.due_on)))
    if row.clock_days:
        words = _("%(n)s ngày làm việc (%(level)s)")
        level = _(LEVEL_NAMES.get(row.level, row.level))
        facts.append(Pair(_("Thời hạn"), words % {"n": row.clock_days, "level": level}))
    else:
        facts.append(Pair(_("Thời hạn"), _("chưa có quy định được biết cho ngày này")))
    return facts


def _reply(line: PetitionLine, kind: str, on: date, text: str, due_on: date | None) -> ReplyLine:
    what = f"{line.to_name} {_(REPLY_NAMES[kind])}"
    if due_on:
        what += _(", hẹn %(day)s") % {"day": vn_date(due_on)}
    return ReplyLine(on, what, text)


@dataclass(frozen=True)
class OpinionPage:
    """Everything ``petitions/opinion.html`` reads: answering in the cell, or sending ``up``."""

    row: Opinion
    up: bool
    to_name: str
    due: str
    basis: str


def opinion_page(row: Opinion, today: date, *, up: bool) -> OpinionPage:
    """The words themselves, where they would go, and which clock begins."""
    to = superior_of(row.unit_id, today) if up else None
    allowed, basis = clock_on(to, today) if to else (None, "")
    due = ""
    if allowed:
        words = _("%(n)s ngày làm việc, đến %(day)s")
        due = words % {"n": allowed.days, "day": vn_date(allowed.due_on)}
    return OpinionPage(row, up, to.name if to else "", due, basis)
