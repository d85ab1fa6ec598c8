"""Opinions and petitions in words and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Forbidden
from nenep.meetings.models import Opinion
from nenep.meetings.policies import own_cell
from nenep.meetings.steps import opinion_choices
from nenep.petitions.models import Petition
from nenep.petitions.queries import (
    Answered,
    OpinionStand,
    PetitionLine,
    clock_on,
    lines_of,
    offices_of,
    own_opinions,
    petitions_of,
    petitions_to,
    superior_of,
    waiting_in,
    with_answers_above,
)
from nenep.petitions.rules.reply_clock import LEVEL_NAMES, STAND_NAMES, Stand, Step
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView
from nenep.ui.formats import vn_date
from nenep.ui.shapes import Pair, Tone

TONES = {
    Stand.WAITING: Tone.WARN,
    Stand.RECEIVED: Tone.INFO,
    Stand.OVERDUE: Tone.BAD,
    Stand.PASSED_ON: Tone.INFO,
    Stand.ANSWERED: Tone.GOOD,
}
REPLY_NAMES = {
    "received": "đã nhận",
    "extended": "xin thêm thời gian",
    "passed_on": "chuyển lên cấp trên",
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
        """How many the committee itself owes past its clock: lateness is told to who is late."""
        return sum(line.overdue for line in self.received)

    @property
    def came_back(self) -> int:
        """How many were answered from above and wait to be told to who had sent them."""
        return sum(line.came_back for line in self.received)


def petitions_page(actor: Actor, today: date) -> PetitionsPage:
    """Constant queries, whatever the number of petitions."""
    office = actor.first_unit(Capability.ANSWER_PETITIONS)
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
        sent=_sent(actor, office, cell if leads else None, today),
        own=own_opinions(actor, today),
    )


def _sent(actor: Actor, office: UUID | None, cell: UUID | None, on: date) -> list[PetitionLine]:
    unit_id = office or cell
    return petitions_of(actor, unit_id, on) if unit_id else []


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
    may_pass_on: str
    """The superior it may be passed on to; empty where it may not."""
    above: Answered | None
    may_tell: bool
    told_on: date | None


def petition_page(actor: Actor, row: Petition, today: date) -> PetitionPage:
    """One petition for either side and for who asked."""
    line = with_answers_above(lines_of(Petition.objects.filter(pk=row.pk), today), today)[0]
    owes = row.to_unit_id in offices_of(actor)
    opinion = Opinion.objects.filter(pk=row.opinion_id).first()
    told_on = opinion.answered_on if opinion else None
    runs = may(actor, Capability.RUN_MEETING, row.unit_id)
    return PetitionPage(
        line=line,
        state=state_of(line, owes=owes),
        tone=TONES[line.standing.stand] if owes or not line.overdue else Tone.INFO,
        facts=_facts(line),
        replies=[
            _reply(line, reply.kind, reply.on, reply.text, reply.due_on) for reply in line.replies
        ],
        may_reply=owes and line.answer is None,
        may_pass_on=_superior_name(line, today) if owes else "",
        above=line.above if owes else None,
        may_tell=runs and row.continues_id is None and line.answer is not None and told_on is None,
        told_on=told_on if runs else None,
    )


def _superior_name(line: PetitionLine, today: date) -> str:
    if line.standing.stand in (Stand.ANSWERED, Stand.PASSED_ON):
        return ""
    above = superior_of(line.row.to_unit_id, today)
    return above.name if above else ""


def state_of(line: PetitionLine, *, owes: bool) -> str:
    """The state in words; how late it is only for who owes the answer."""
    if line.overdue and not owes:
        return _("đang chờ trả lời")
    if line.overdue:
        return _("quá hạn %(n)s ngày làm việc") % {"n": line.late_by}
    return _(STAND_NAMES[line.standing.stand]).lower()


def _facts(line: PetitionLine) -> list[Pair]:
    row = line.row
    facts = [Pair(_("Gửi từ"), line.cell_name), Pair(_("Gửi đến"), line.to_name)]
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
    due, basis = _clock_words(to, today)
    return OpinionPage(row, up, to.name if to else "", due, basis)


def reply_begun(page: PetitionPage, today: date) -> dict[str, object]:
    """What the reply form begins with: an answer from above is passed down in its own words."""
    begun: dict[str, object] = {"on": today}
    if page.above is not None and page.above.answer:
        begun |= {"kind": Step.ANSWERED.value, "text": page.above.answer}
    return begun


@dataclass(frozen=True)
class PassingPage:
    """Everything ``petitions/passing.html`` reads."""

    row: Petition
    to_name: str
    due: str
    basis: str


def passing_page(row: Petition, today: date) -> PassingPage:
    """The words that came, where they would go, and which clock begins."""
    to = superior_of(row.to_unit_id, today)
    due, basis = _clock_words(to, today)
    return PassingPage(row, to.name if to else "", due, basis)


def _clock_words(to: UnitView | None, today: date) -> tuple[str, str]:
    allowed, basis = clock_on(to, today) if to else (None, "")
    if allowed is None:
        return "", basis
    words = _("%(n)s ngày làm việc, đến %(day)s")
    return words % {"n": allowed.days, "day": vn_date(allowed.due_on)}, basis
