"""Members of a large cell take their place in its Party groups."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import Fact, record
from nenep.kernel.errors import Refused
from nenep.people.models import GroupPlace, OfficeTerm
from nenep.people.queries.offices import days_in_cell
from nenep.people.rules.offices import Days, held_without_break
from nenep.structure.queries.units import unit_near
from nenep.structure.rules.units import Kind


@transaction.atomic
def place_in_group(
    *, actor: Actor, person_ids: Collection[UUID], group_id: UUID, on: date
) -> Sequence[GroupPlace]:
    """Put these members of the cell into the group from ``on``; whoever is in it already keeps the
    place. Set-based: four queries for one as for a hundred. Journals ``group.placed``.

    Raises:
        Absent: no such group in reach. Forbidden: neither the cell's secretary nor the office.
        Refused: the unit is no group, or not on that day; somebody is no member of the cell then,
            or leads another group.
    """
    group = unit_near(group_id, on)
    if group.kind != Kind.GROUP or group.parent_id is None:
        raise Refused("Đơn vị này không phải là tổ đảng; chưa xếp ai.")
    cell_id = group.parent_id
    must_hold(actor, Capability.RECORD_STATES, cell_id)
    if group.on != on:
        raise Refused("Tổ này không hoạt động vào ngày %(on)s; chưa xếp ai.", on=f"{on:%d/%m/%Y}")
    staying = _in_place(person_ids, on, group_id)
    moving = [person_id for person_id in person_ids if person_id not in staying]
    ends = _ends(moving, cell_id, on)
    _close(moving, on)
    later = _next_places(moving, on)
    places = GroupPlace.objects.bulk_create(
        [
            GroupPlace(
                person_id=person_id,
                unit_id=cell_id,
                group_id=group_id,
                during=DateRange(on, _earlier(ends[person_id], later.get(person_id))),
            )
            for person_id in moving
        ]
    )
    _say(actor, "group.placed", cell_id, group_id, on, len(moving))
    return places


@transaction.atomic
def leave_groups(*, actor: Actor, person_ids: Collection[UUID], cell_id: UUID, on: date) -> int:
    """Take these members out of whatever group of the cell they are in; how many were in one.

    Raises:
        Forbidden: neither the cell's secretary nor the office. Refused: one of them leads a group.
    """
    must_hold(actor, Capability.RECORD_STATES, cell_id)
    placed = GroupPlace.objects.filter(
        person_id__in=person_ids, unit_id=cell_id, during__contains=on
    ).values_list("person_id", flat=True)
    leaving = list(placed)
    _close(leaving, on)
    _say(actor, "group.left", cell_id, cell_id, on, len(leaving))
    return len(leaving)


def _in_place(person_ids: Collection[UUID], on: date, group_id: UUID) -> set[UUID]:
    places = GroupPlace.objects.filter(
        person_id__in=person_ids, group_id=group_id, during__contains=on
    )
    return set(places.values_list("person_id", flat=True))


def _ends(person_ids: Collection[UUID], cell_id: UUID, on: date) -> dict[UUID, date | None]:
    """Until when each is a member of the cell without a break."""
    spells = days_in_cell(person_ids, cell_id)
    ends = {}
    for person_id in person_ids:
        here = held_without_break(on, spells.get(person_id, ()))
        if here is None:
            raise Refused(
                "Có người ngày %(on)s không sinh hoạt ở chi bộ này; chưa xếp ai vào tổ.",
                on=f"{on:%d/%m/%Y}",
            )
        ends[person_id] = here.until
    return ends


def _close(person_ids: Collection[UUID], on: date) -> None:
    """End the places they are in; one that began this very day was a slip and goes."""
    running = GroupPlace.objects.filter(person_id__in=person_ids, during__contains=on)
    _must_lead_none(person_ids, [place.group_id for place in running], on)
    running.filter(during__startswith=on).delete()
    kept = [place for place in running.all() if place.during.lower < on]
    for place in kept:
        place.during = DateRange(place.during.lower, on)
    GroupPlace.objects.bulk_update(kept, ["during"])


def _must_lead_none(person_ids: Collection[UUID], group_ids: Collection[UUID], on: date) -> None:
    """A leader who goes elsewhere would lead a group from outside; the office above ends it."""
    leading = OfficeTerm.objects.filter(person_id__in=person_ids, unit_id__in=group_ids)
    if leading.filter(Q(during__endswith__isnull=True) | Q(during__endswith__gt=on)).exists():
        raise Refused(
            "Có người đang là tổ trưởng hoặc tổ phó; đề nghị Đảng ủy kết thúc nhiệm vụ ấy trước,"
            " rồi chuyển tổ. Chưa xếp ai."
        )


def _next_places(person_ids: Collection[UUID], on: date) -> dict[UUID, date]:
    """The day on which each is already planned to go elsewhere."""
    planned = GroupPlace.objects.filter(person_id__in=person_ids, during__startswith__gt=on)
    days: dict[UUID, date] = {}
    for place in planned:
        first = Days(place.during.lower).since
        days[place.person_id] = min(first, days.get(place.person_id, first))
    return days


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _say(actor: Actor, verb: str, cell_id: UUID, object_id: UUID, on: date, count: int) -> None:
    if count:
        facts: dict[str, Fact] = {"on": on.isoformat(), "count": count}
        record(actor, verb, unit_id=cell_id, kind="unit", object_id=object_id, facts=facts)
