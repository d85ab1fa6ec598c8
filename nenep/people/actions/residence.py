"""Where members live: the village, and the links of Regulation 213 with their yearly comment."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import Fact, record
from nenep.kernel import names
from nenep.kernel.errors import Invalid, Refused
from nenep.people.models import Residence, ResidenceComment, ResidenceLink
from nenep.people.policies import link_for, member_for
from nenep.structure.models import LocalityPlace

FIRST_YEAR = 2000


@transaction.atomic
def set_residence(
    *, actor: Actor, person_id: UUID, locality_id: UUID | None, on: date
) -> Residence | None:
    """The member lives in that village from ``on``; None: in none that the cell answers for. Lives
    there already: that row. Residences planned for later days are replaced.

    Raises:
        Absent, Forbidden: not the actor's member. Refused: not a member that day.
        Invalid: no such village in reach on that day.
    """
    person, spell = member_for(actor, person_id, to=Capability.RECORD_STATES, on=on)
    places = LocalityPlace.objects.filter(during__contains=on)
    if locality_id is not None and not places.filter(locality_id=locality_id).exists():
        raise Invalid("Không tìm thấy thôn, làng, tổ dân phố này; chưa ghi gì.", field="locality")
    rows = Residence.objects.filter(person_id=person_id)
    running = rows.filter(during__contains=on).first()
    if running is not None and running.locality_id == locality_id:
        return running
    rows.filter(during__startswith__gte=on).delete()
    if running is not None and running.during.lower != on:
        running.during = DateRange(running.during.lower, on)
        running.save(update_fields=["during"])
    fresh = None
    if locality_id is not None:
        fresh = Residence.objects.create(
            person_id=person_id,
            unit_id=spell.unit_id,
            locality_id=locality_id,
            during=DateRange(on, None),
        )
    facts: dict[str, Fact] = {"locality": str(locality_id or ""), "on": on.isoformat()}
    _journal(actor, "residence.set", spell.unit_id, "person", person.pk, facts)
    announce("residence.set", unit_id=spell.unit_id, month=on)
    return fresh


@transaction.atomic
def link_residence(
    *,
    actor: Actor,
    unit_id: UUID,
    full_name: str,
    workplace: str,
    on: date,
    person_id: UUID | None = None,
    home_unit_id: UUID | None = None,
) -> ResidenceLink:
    """A working member known to the cell of residence from ``on`` (213-QĐ/TW). Named by word: the
    workplace may lie outside this installation. The same name of the same workplace running: that.

    Raises:
        Forbidden: not a cell the actor records for. Invalid: no name or no workplace.
    """
    must_hold(actor, Capability.RECORD_STATES, unit_id)
    name, place = names.clean_name(full_name), names.tidy(workplace)
    if not name:
        raise Invalid("Cần ghi họ và tên; chưa ghi gì.", field="full_name")
    if not place:
        raise Invalid("Cần ghi nơi công tác; chưa ghi gì.", field="workplace")
    running = ResidenceLink.objects.filter(
        unit_id=unit_id, full_name=name, workplace=place, during__contains=on
    ).first()
    if running is not None:
        return running
    link = ResidenceLink.objects.create(
        unit_id=unit_id,
        person_id=person_id,
        full_name=name,
        name_key=names.sort_key(name),
        workplace=place,
        home_unit_id=home_unit_id,
        during=DateRange(on, None),
    )
    _journal(actor, "residence.linked", unit_id, "residence_link", link.pk, {"on": on.isoformat()})
    return link


@transaction.atomic
def comment_residence(
    *, actor: Actor, link_id: UUID, year: int, given_on: date, text: str = ""
) -> ResidenceComment:
    """The yearly comment of the residence cell; given again, the later text stands. The text stays
    with the cell and the workplace; the journal only knows that it was given.

    Raises:
        Absent, Forbidden: not a link of a cell the actor records for.
        Refused: the link did not exist in that year, or the day lies before it.
    """
    link = link_for(actor, link_id, to=Capability.RECORD_STATES)
    during = link.during
    outside = (during.lower is not None and year < during.lower.year) or (
        during.upper is not None and year > during.upper.year
    )
    if outside or given_on.year < year or year < FIRST_YEAR:
        raise Refused("Năm nhận xét không khớp với thời gian theo dõi hoặc ngày gửi; chưa ghi gì.")
    comment, fresh = ResidenceComment.objects.get_or_create(
        link=link,
        year=year,
        defaults={"unit_id": link.unit_id, "given_on": given_on, "text": text},
    )
    if not fresh and (comment.given_on, comment.text) == (given_on, text):
        return comment
    comment.given_on, comment.text = given_on, text
    comment.save(update_fields=["given_on", "text"])
    facts: dict[str, Fact] = {"year": year, "on": given_on.isoformat()}
    _journal(actor, "residence.commented", link.unit_id, "residence_link", link.pk, facts)
    return comment


@transaction.atomic
def end_residence_link(*, actor: Actor, link_id: UUID, on: date) -> ResidenceLink:
    """The member lives here no longer, or works no longer elsewhere; comments are kept.

    Raises:
        Absent, Forbidden: not a link of a cell the actor records for.
        Refused: it began on that day or later, or ended on another.
    """
    link = link_for(actor, link_id, to=Capability.RECORD_STATES)
    began, ended = link.during.lower, link.during.upper
    if ended == on:
        return link
    if ended is not None or (began is not None and on <= began):
        raise Refused("Ngày kết thúc không hợp với thời gian theo dõi đã ghi; chưa ghi gì.")
    link.during = DateRange(began, on)
    link.save(update_fields=["during"])
    facts: dict[str, Fact] = {"on": on.isoformat()}
    _journal(actor, "residence.unlinked", link.unit_id, "residence_link", link.pk, facts)
    return link


def _journal(
    actor: Actor, verb: str, unit_id: UUID, kind: str, object_id: UUID, facts: dict[str, Fact]
) -> None:
    record(actor, verb, unit_id=unit_id, kind=kind, object_id=object_id, facts=facts)
