"""The register of villages: a village is opened, changes, ends. A row closes, another opens."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock, ids
from nenep.kernel.errors import Refused
from nenep.structure.actions.arranging import arranging, must_stand
from nenep.structure.models import Locality, LocalityPlace
from nenep.structure.policies import locality_for
from nenep.structure.queries.localities import leaders_on, lives_of
from nenep.structure.queries.units import unit_near
from nenep.structure.rules.localities import (
    REGISTER_NEWS,
    clean_place_name,
    locality_kind,
    must_be_the_only,
    must_keep_villages,
    must_lead,
    must_live,
    must_run_forward,
)


@dataclass(frozen=True)
class _Place:
    """A village as it shall be, checked against the commune and the cells of the first day."""

    name: str
    kind: str
    unit_id: UUID
    led_by_id: UUID | None


def open_locality(
    *,
    actor: Actor,
    unit_id: UUID,
    name: str,
    kind: str,
    on: date,
    led_by_id: UUID | None = None,
    until: date | None = None,
    locality_id: UUID | None = None,
) -> LocalityPlace:
    """A village of the commune ``unit_id`` from ``on`` (to the day before ``until``, when entering
    history), led by a residential cell or by none. The same village again is left as it stands.
    Journals ``locality.opened``.

    Raises:
        Absent, Forbidden: not a commune whose members the actor manages.
        Invalid: no name, no such kind, the days are the wrong way round.
        Refused: the commune or the cell does not live on those days, the cell is not a residential
            one under the commune, or the commune has a village of that name.
    """
    with arranging():
        must_run_forward(on, until)
        place = _checked(actor, _Place(name, kind, unit_id, led_by_id), on, until)
        during = DateRange(on, until)
        twin = _same(place).filter(during=during).first()
        if twin is not None:
            return twin
        must_be_the_only(place.name, _names(unit_id, during, but=None), on)
        locality = Locality(id=locality_id or ids.new_id())
        locality.save(force_insert=True)
        row = _row(locality.pk, place, during)
        row.save(force_insert=True)
        _written(actor, "locality.opened", row, on)
    return row


def change_locality(
    *,
    actor: Actor,
    locality_id: UUID,
    name: str,
    kind: str,
    unit_id: UUID,
    led_by_id: UUID | None,
    on: date,
) -> LocalityPlace:
    """From ``on`` the village is called, lies and is led as said here, until what was written for
    later takes over. What was so already stays. Journals ``locality.changed`` in the commune, and
    in the one it leaves.

    Raises:
        Absent, Forbidden: a commune whose members the actor does not manage.
        Invalid, Refused: as :func:`open_locality`; there was no such village on that day.
    """
    with arranging():
        current = _current(actor, locality_id, on)
        until = current.during.upper
        place = _checked(actor, _Place(name, kind, unit_id, led_by_id), on, until)
        if _same(place).filter(pk=current.pk).exists():
            return current
        if (place.name, place.unit_id) != (current.name, current.unit_id):
            must_be_the_only(place.name, _names(unit_id, DateRange(on, until), locality_id), on)
        left = current.unit_id
        row = _row(locality_id, place, DateRange(on, until))
        _close(current, on)
        row.save(force_insert=True)
        _written(actor, "locality.changed", row, on)
        if left != unit_id:
            _told(actor, "locality.left", left, locality_id, on, {"to": str(unit_id)})
    return row


def close_locality(*, actor: Actor, locality_id: UUID, on: date) -> LocalityPlace:
    """The village is no more from ``on``: joined to another, or given up. The same end again
    changes nothing. Returns the last row. Journals ``locality.closed``.

    Raises:
        Absent, Forbidden: not a village of a commune whose members the actor manages.
        Refused: it has ended, has not begun, or changes are written for later days.
    """
    with arranging():
        last = locality_for(actor, locality_id, to=Capability.MANAGE_MEMBERS, on=date.max)
        rows = LocalityPlace.objects.filter(locality_id=locality_id)
        row = rows.get(during__startswith=last.since)
        if row.during.upper == on:
            return row
        first = rows.order_by("during")[0]
        if on <= first.during.lower or not row.during.lower <= on or row.during.upper is not None:
            raise Refused(
                "“%(name)s” có thay đổi đã ghi từ ngày %(day)s%(end)s; chưa ghi gì. "
                "Ngày kết thúc phải sau ngày đó.",
                name=last.name,
                day=f"{last.since:%d/%m/%Y}",
                end=f" và kết thúc ngày {last.until:%d/%m/%Y}" if last.until else "",
            )
        _close(row, on)
        _written(actor, "locality.closed", row, on)
    return row


def _current(actor: Actor, locality_id: UUID, on: date) -> LocalityPlace:
    """The row of that day, of a village whose register the actor keeps."""
    near = locality_for(actor, locality_id, to=Capability.MANAGE_MEMBERS, on=on)
    row = LocalityPlace.objects.filter(locality_id=locality_id, during__contains=on).first()
    if row is None:
        raise Refused(
            "Sổ không có “%(name)s” vào ngày %(on)s; chưa ghi gì. Đồng chí chọn một ngày khác.",
            name=near.name,
            on=f"{on:%d/%m/%Y}",
        )
    return row


def _checked(actor: Actor, place: _Place, on: date, until: date | None) -> _Place:
    """Door, then rules: who keeps the register, does the commune live, may this cell lead."""
    unit = unit_near(place.unit_id, on)
    must_hold(actor, Capability.MANAGE_MEMBERS, place.unit_id)
    name, kind = clean_place_name(place.name), locality_kind(place.kind)
    must_keep_villages(unit.kind, unit.name)
    must_stand(unit, on)
    must_live(lives_of([unit.id])[unit.id], unit.name, on, until)
    if place.led_by_id is not None:
        must_lead(leaders_on(unit.id, on), place.led_by_id, on, until)
    return _Place(name, kind.value, unit.id, place.led_by_id)


def _same(place: _Place) -> QuerySet[LocalityPlace]:
    return LocalityPlace.objects.filter(
        name=place.name, kind=place.kind, unit_id=place.unit_id, led_by_id=place.led_by_id
    )


def _names(unit_id: UUID, during: DateRange, but: UUID | None) -> list[str]:
    """The names of the commune's other villages on those days."""
    rows = LocalityPlace.objects.filter(unit_id=unit_id, during__overlap=during)
    return list(rows.exclude(Q(locality_id=but)).values_list("name", flat=True))


def _row(locality_id: UUID, place: _Place, during: DateRange) -> LocalityPlace:
    return LocalityPlace(
        locality_id=locality_id,
        name=place.name,
        kind=place.kind,
        unit_id=place.unit_id,
        led_by_id=place.led_by_id,
        during=during,
    )


def _close(row: LocalityPlace, on: date) -> None:
    """The row holds no longer; one that began that very day never held."""
    if row.during.lower == on:
        row.delete()
        return
    row.during = DateRange(row.during.lower, on)
    row.save(update_fields=["during"])


def _written(actor: Actor, verb: str, row: LocalityPlace, on: date) -> None:
    _told(actor, verb, row.unit_id, row.locality_id, on, {"led_by": str(row.led_by_id or "")})


def _told(
    actor: Actor, verb: str, unit_id: UUID, locality_id: UUID, on: date, facts: dict[str, Fact]
) -> None:
    """The journal, and the commune's figures from that day; of a day to come the night tells."""
    said: dict[str, Fact] = {"on": on.isoformat(), **facts}
    record(actor, verb, unit_id=unit_id, kind="locality", object_id=locality_id, facts=said)
    if on <= clock.today():
        announce(REGISTER_NEWS, unit_id=unit_id, month=on)
