"""One-time links: handed out by the cell's secretary to one member, and taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.accounts.models import OneTimeLink
from nenep.accounts.rules.links import known_fact, last_day
from nenep.identity.queries.door import keyed
from nenep.identity.rules.codes import new_code, read_code
from nenep.journal.actions.record import record
from nenep.kernel import clock, ids
from nenep.kernel.errors import Refused
from nenep.meetings.models import Meeting
from nenep.people.models import Person
from nenep.people.policies import member_for


@dataclass(frozen=True)
class HandedOut:
    """The slip, shown this once: the code is not kept anywhere."""

    person: Person
    code: str
    until: date
    meeting_on: date | None


@transaction.atomic
def hand_out_link(
    *, actor: Actor, unit_id: UUID, person_id: UUID, on: date, meeting_id: UUID | None = None
) -> HandedOut:
    """A link for one member of the cell; the one from before is worth nothing. Journals
    ``link.handed_out``.

    Raises:
        Absent, Forbidden: not a member the actor sees, or not the actor's cell.
        Refused: no year of birth in the register, an account that was closed, no member today,
            or a meeting that is over.
    """
    must_hold(actor, Capability.HAND_OUT_LINKS, unit_id)
    person, spell = member_for(actor, person_id, to=Capability.VIEW_MEMBERS, on=on)
    meeting = found(Meeting.objects.filter(unit_id=unit_id), meeting_id) if meeting_id else None
    meeting_on = (meeting.held_on or meeting.planned_on) if meeting else None
    until = last_day(on, meeting_on=meeting_on, days=settings.LINK_DAYS)
    if spell.unit_id != unit_id or until < on:
        raise Refused("Đảng viên không thuộc chi bộ, hoặc buổi họp đã qua; chưa phát gì.")
    code = new_code()
    fact = known_fact(
        code,
        full_name=person.full_name,
        born=person.birth_date,
        precision=person.birth_precision,
    )
    _make(unit_id, person_id, meeting_id, code, fact, until)
    record(
        actor,
        "link.handed_out",
        unit_id=unit_id,
        kind="person",
        object_id=person_id,
        facts={"until": until.isoformat(), "meeting": str(meeting_id) if meeting_id else None},
    )
    return HandedOut(person, code, until, meeting_on)


@transaction.atomic
def revoke_link(*, actor: Actor, unit_id: UUID, link_id: UUID) -> None:
    """Nobody enters by it any more, and whoever is inside by a link is out. Revoked already:
    nothing happens. Journals ``link.revoked``.

    Raises:
        Absent, Forbidden: no such link of the cell, or not the actor's to take back.
    """
    must_hold(actor, Capability.HAND_OUT_LINKS, unit_id)
    found(OneTimeLink.objects.filter(unit_id=unit_id), link_id)
    with connection.cursor() as cursor:
        cursor.execute("select link_revoke(%s, %s)", [link_id, clock.now()])
        (person_id,) = cursor.fetchone()
    if person_id is not None:
        record(actor, "link.revoked", unit_id=unit_id, kind="person", object_id=person_id)


def code_hash(code: str) -> bytes:
    """What is kept of a link's code."""
    return keyed("link code", read_code(code))


def fact_hash(fact: str) -> bytes:
    """What is kept of the fact; without the code nobody can try years against it."""
    return keyed("link fact", fact)


def _make(
    unit_id: UUID, person_id: UUID, meeting_id: UUID | None, code: str, fact: str, until: date
) -> None:
    kept: list[UUID | bytes | datetime | None] = [
        *(ids.new_id(), person_id, ids.new_id(), unit_id, meeting_id),
        *(code_hash(code), fact_hash(fact)),
        *(clock.at(until + timedelta(days=1), 0), clock.now()),
    ]
    with connection.cursor() as cursor:
        cursor.execute("select link_make(%s, %s, %s, %s, %s, %s, %s, %s, %s)", kept)
        (made,) = cursor.fetchone()
    if made is None:
        raise Refused("Tài khoản của người này đã đóng nên không phát đường dẫn được.")
