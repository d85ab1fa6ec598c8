"""Reads of petitions: what a committee owes, what a cell sent and waits for, one's own opinions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability, Reach
from nenep.kernel import clock
from nenep.meetings.models import Opinion
from nenep.petitions.models import Petition, Reply
from nenep.petitions.rules.reply_clock import Clock, Done, Stand, Standing, Step, clock_of, standing
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import superiors_on, unit_on, units_on
from nenep.structure.rules.units import UnitView

SHOWN = 200
_URGENCY = {
    Stand.OVERDUE: 1,
    Stand.WAITING: 2,
    Stand.RECEIVED: 3,
    Stand.PASSED_ON: 4,
    Stand.ANSWERED: 5,
}


@dataclass(frozen=True)
class Answered:
    """What came of an opinion that was sent up."""

    petition_id: UUID
    by_name: str
    due_on: date | None
    answered_on: date | None
    answer: str


@dataclass(frozen=True)
class PetitionLine:
    """A petition as it stood on a day, with the names of both sides."""

    row: Petition
    standing: Standing
    cell_name: str
    to_name: str
    replies: tuple[Reply, ...]
    above: Answered | None = None
    """What came of it where it was passed on to."""

    @property
    def came_back(self) -> bool:
        """Answered from above, and not yet told to who had sent it here."""
        return self.answer is None and self.above is not None and bool(self.above.answer)

    @property
    def overdue(self) -> bool:
        return self.standing.stand is Stand.OVERDUE

    @property
    def late_by(self) -> int:
        """Working days past the end of the clock."""
        return max(0, -(self.standing.days or 0))

    @property
    def answer(self) -> Reply | None:
        return next((r for r in self.replies if r.kind == Step.ANSWERED.value), None)


@dataclass(frozen=True)
class OpinionStand:
    """An opinion that asks for an answer, for the cell or for its speaker. The cell's own clock
    runs from the day it was raised; once it is sent up, the committee's."""

    row: Opinion
    due_on: date | None
    days: int | None
    above: Answered | None

    @property
    def overdue(self) -> bool:
        return self.days is not None and self.days < 0 and self.above is None


def visible_to(actor: Actor) -> QuerySet[Petition]:
    """The own cell's to its committee, those to one's own committee to its office, and to everybody
    what came of the own opinions."""
    seen = within(actor, Capability.VIEW_MEETING) | Q(to_unit_id__in=offices_of(actor))
    if actor.person_id is not None:
        own = Opinion.objects.filter(pk=OuterRef("opinion_id"), person_id=actor.person_id)
        seen |= Q(Exists(own))
    return Petition.objects.filter(seen)


def offices_of(actor: Actor) -> frozenset[UUID]:
    """The committees the actor's office answers for: they themselves, nothing below them."""
    return actor.roots(Capability.ANSWER_PETITIONS, Reach.UNIT_AND_BELOW)


def petitions_to(actor: Actor, unit_id: UUID, on: date) -> list[PetitionLine]:
    """What reached a committee: first what came back from above, then the overdue; answered ones
    of the last three months. Six queries, three where none was passed on."""
    rows = visible_to(actor).filter(to_unit_id=unit_id, forwarded_on__lte=on)
    lines = lines_of(rows.order_by("-forwarded_on")[:SHOWN], on)
    return _recent(with_answers_above(lines, on), on)


def petitions_of(actor: Actor, unit_id: UUID, on: date) -> list[PetitionLine]:
    """What a unit sent up: a cell its opinions, a committee what it passed on. Three queries."""
    rows = visible_to(actor).filter(unit_id=unit_id, forwarded_on__lte=on)
    return _recent(lines_of(rows.order_by("-forwarded_on")[:SHOWN], on), on)


def returned_to(unit_id: UUID) -> list[PetitionLine]:
    """Answers from above that the cell has not told yet: they belong into its next agenda. Three
    queries, one where there is none."""
    answered = Reply.objects.filter(petition=OuterRef("pk"), kind=Step.ANSWERED.value)
    rows = Petition.objects.filter(
        Exists(answered), unit_id=unit_id, continues=None, opinion__answered_on=None
    )
    return lines_of(rows.order_by("forwarded_on"), clock.today())


def with_answers_above(lines: Sequence[PetitionLine], on: date) -> list[PetitionLine]:
    """The same with what came of those that were passed on. Three queries, none without any."""
    passed = [line.row.pk for line in lines if any(r.kind == Step.PASSED_ON for r in line.replies)]
    if not passed:
        return list(lines)
    further = lines_of(Petition.objects.filter(continues_id__in=passed), on)
    above = {line.row.continues_id: _answered(line) for line in further}
    return [replace(line, above=above.get(line.row.pk)) for line in lines]


def lines_of(rows: QuerySet[Petition], on: date) -> list[PetitionLine]:
    """Those petitions in their order. Three queries."""
    found = list(rows.prefetch_related("replies"))
    ids = sorted({row.unit_id for row in found} | {row.to_unit_id for row in found})
    names = {unit_id: view.name for unit_id, view in units_on(ids, on).items()} if ids else {}
    return [_line(row, names, on) for row in found]


def answers_from_above(opinion_ids: Collection[UUID]) -> dict[UUID, Answered]:
    """By opinion, what came of those that were sent up. Three queries at most."""
    if not opinion_ids:
        return {}
    rows = Petition.objects.filter(opinion_id__in=opinion_ids, continues=None)
    lines = lines_of(rows.order_by("forwarded_on"), clock.today())
    return {line.row.opinion_id: _answered(line) for line in lines}


def _answered(line: PetitionLine) -> Answered:
    answer = line.answer
    return Answered(
        line.row.pk,
        line.to_name,
        line.standing.due_on,
        answer.on if answer else None,
        answer.text if answer else "",
    )


def waiting_in(unit_id: UUID, on: date) -> list[OpinionStand]:
    """The cell's opinions that ask for an answer and have none, the oldest first. Five queries."""
    rows = Opinion.objects.filter(
        unit_id=unit_id, needs_answer=True, answered_on=None, raised_on__lte=on
    )
    return _stands(list(rows.order_by("raised_on", "id")[:SHOWN]), unit_id, on)


def own_opinions(actor: Actor, on: date) -> list[OpinionStand]:
    """What the actor raised, the latest first, with what became of each."""
    if actor.person_id is None:
        return []
    rows = list(
        Opinion.objects.filter(person_id=actor.person_id).order_by("-raised_on", "-id")[:SHOWN]
    )
    return _stands(rows, rows[0].unit_id, on) if rows else []


def clock_on(unit: UnitView, since: date) -> tuple[Clock | None, str]:
    """The clock a unit has for an opinion of that day, with its citation; None and empty where no
    rule is known."""
    book = rules_in_force()
    days = book.find("clock.reply", on=since)
    levels = book.find("clock.reply_levels", on=since)
    if days is None or levels is None:
        return None, ""
    return clock_of(unit.kind, levels.table, days.table, since), str(days.citation)


def superior_of(unit_id: UUID, on: date) -> UnitView | None:
    """The committee a cell's opinions go to."""
    return next(iter(superiors_on(unit_id, on)), None)


def _stands(rows: Sequence[Opinion], unit_id: UUID, on: date) -> list[OpinionStand]:
    above = answers_from_above([row.pk for row in rows])
    unit = unit_on(unit_id, on)
    stands = []
    for row in rows:
        due = None
        if row.needs_answer:
            own, _basis = clock_on(unit, row.raised_on)
            due = own.due_on if own else None
        now = standing(due, (), on)
        days = None if row.answered_on else now.days
        stands.append(OpinionStand(row, due, days, above.get(row.pk)))
    return stands


def _line(row: Petition, names: dict[UUID, str], on: date) -> PetitionLine:
    replies = tuple(sorted(row.replies.all(), key=lambda reply: (reply.on, reply.pk)))
    done = [Done(Step(reply.kind), reply.on, reply.due_on) for reply in replies]
    return PetitionLine(
        row=row,
        standing=standing(row.due_on, done, on),
        cell_name=names.get(row.unit_id, ""),
        to_name=names.get(row.to_unit_id, ""),
        replies=replies,
    )


def _recent(lines: list[PetitionLine], on: date) -> list[PetitionLine]:
    kept = [line for line in lines if line.answer is None or (on - line.answer.on).days <= 92]
    return sorted(kept, key=lambda one: (_urgency(one), one.standing.due_on or on))


def _urgency(line: PetitionLine) -> int:
    return 0 if line.came_back else _URGENCY[line.standing.stand]
