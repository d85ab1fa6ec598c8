"""Members of a committee are assigned to its cells; a seat that ends lets its cells go."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from nenep.access.models import Grant
from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability, Office
from nenep.kernel.errors import Invalid, Refused
from nenep.people.actions.hold_office import NewTerm, begin, close
from nenep.people.models import OfficeTerm
from nenep.people.queries.following import seat_days
from nenep.people.queries.names import names_of
from nenep.people.rules.following import (
    Followed,
    days_of_following,
    must_follow_alone,
)
from nenep.people.rules.offices import Basis, Days, Ending, held_without_break
from nenep.structure.models import Placement
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView


@transaction.atomic
def assign_follower(
    *,
    actor: Actor,
    person_id: UUID,
    cell_ids: Collection[UUID],
    on: date,
    until: date | None = None,
    decision: str = "",
) -> list[OfficeTerm]:
    """Assign a member of the committee to follow cells that stand right under it, from ``on`` to
    the day before ``until``, at the longest as long as the seat lasts. All of them or none.

    Who follows a cell already on that day keeps the term as it stands. Journals ``office.begun``
    in each cell.

    Raises:
        Forbidden: the actor does not manage members there. Invalid: no cell named.
        Refused: no cell, no seat in the committee above it that day, or somebody else follows it.
    """
    if not cell_ids:
        raise Invalid("Đồng chí chọn ít nhất một chi bộ.", field="cells")
    terms = []
    for cell_id in sorted(cell_ids):
        must_hold(actor, Capability.MANAGE_MEMBERS, cell_id)
        new = _new(person_id, unit_on(cell_id, on), Days(on, until), decision)
        held = _terms_of(cell_id).filter(person_id=person_id, during__contains=on).first()
        if held is None:
            _must_be_free(new, unit_on(cell_id, on).name)
        terms.append(held or begin(actor, new))
    return terms


def let_go_of_cells(
    actor: Actor, committee_id: UUID, on: date, how: Ending, *, person_id: UUID | None = None
) -> int:
    """From ``on`` nobody (or not that person) follows a cell from a seat that is no longer held;
    how many assignments ended. Part of the act that ended the seat, in its transaction."""
    from_here = Placement.objects.filter(
        unit_id=OuterRef("unit_id"), parent_id=committee_id, during__contains=OuterRef("since")
    )
    terms = _running_past(on).annotate(since=Lower("during")).filter(Exists(from_here))
    if person_id is not None:
        terms = terms.filter(person_id=person_id)
    ended = 0
    for term in terms:
        seat = held_without_break(on, seat_days(term.person_id, committee_id))
        last = on if seat is None else seat.until
        if last is not None and not _ends_by(term, last):
            _end(actor, term, last, how)
            ended += 1
    return ended


def let_go_of_moved(actor: Actor, unit_ids: Collection[UUID], on: date) -> int:
    """Cells that stand under another committee from ``on`` are no longer followed from the old."""
    terms = list(_running_past(on).filter(unit_id__in=unit_ids))
    for term in terms:
        _end(actor, term, on, Ending.REORGANISED)
    return len(terms)


def _new(person_id: UUID, cell: UnitView, days: Days, decision: str) -> NewTerm:
    if not cell.is_cell or cell.parent_id is None:
        raise Refused("Chỉ phân công theo dõi chi bộ trực thuộc; chưa ghi gì.")
    seat = held_without_break(days.since, seat_days(person_id, cell.parent_id))
    lasts = days_of_following(days, seat)
    office = Office.ASSIGNED_FOLLOWER
    return NewTerm(person_id, cell.id, office, lasts, Basis.DESIGNATED, decision)


def _must_be_free(new: NewTerm, cell: str) -> None:
    during = DateRange(new.days.since, new.days.until)
    other = _terms_of(new.unit_id).filter(during__overlap=during).order_by("during").first()
    if other is not None:
        name = names_of([other.person_id]).get(other.person_id, "")
        days = Days(other.during.lower, other.during.upper)
        must_follow_alone(cell, Followed(name, days))


def _terms_of(cell_id: UUID) -> QuerySet[OfficeTerm]:
    return OfficeTerm.objects.filter(unit_id=cell_id, office=Office.ASSIGNED_FOLLOWER.value)


def _running_past(on: date) -> QuerySet[OfficeTerm]:
    running = Q(during__endswith__isnull=True) | Q(during__endswith__gt=on)
    return OfficeTerm.objects.filter(running, office=Office.ASSIGNED_FOLLOWER.value)


def _ends_by(term: OfficeTerm, day: date) -> bool:
    return term.during.upper is not None and term.during.upper <= day


def _end(actor: Actor, term: OfficeTerm, on: date, how: Ending) -> None:
    """What had not begun by then never begins."""
    if term.during.lower < on:
        close(actor, term, on, how)
        return
    Grant.objects.filter(
        person_id=term.person_id, unit_id=term.unit_id, office=term.office, during=term.during
    ).delete()
    term.delete()
