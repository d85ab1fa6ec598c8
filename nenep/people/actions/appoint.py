"""Offices begin; the grant of access follows in the same transaction."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.policies import must_hold
from nenep.access.rules import OFFICE_NAMES, Actor, Capability, Office
from nenep.kernel.errors import Refused
from nenep.people.actions.hold_office import NewTerm, begin
from nenep.people.models import OfficeTerm
from nenep.people.queries.offices import (
    group_days,
    life_of,
    official_days,
    standing_below,
)
from nenep.people.queries.rosters import standing_on
from nenep.people.rules.offices import (
    OF_THE_CELL,
    OF_THE_GROUP,
    ONE_HOLDER,
    STAFF,
    Basis,
    Days,
    held_without_break,
    must_be_an_office_of,
    must_be_in_the_group,
    must_be_official_throughout,
    must_be_the_right_way_round,
    must_lie_within,
)
from nenep.people.rules.standing import must_be_able_to_hold
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person_id: UUID,
    unit_id: UUID,
    office: Office,
    on: date,
    until: date | None = None,
    basis: str = Basis.ELECTED,
    decision: str = "",
    election_id: UUID | None = None,
) -> OfficeTerm:
    """Give a person an office from ``on`` to the day before ``until``; who holds it already on
    that day keeps the term as it stands. Access follows in the same transaction.

    Past days are allowed (starting mid-term with what already runs), and days to come. ``basis``
    is one of :class:`Basis`, ``decision`` the number of the paper behind it.

    Raises:
        Forbidden: the actor does not manage members there. Absent: no such unit in reach.
        Refused: the unit has no such office or does not stand then; the person is not an official
            member of the cell throughout, not in the group, or a member nowhere below the
            committee; the secretary's office is held by somebody else on one of those days.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    held = OfficeTerm.objects.filter(
        person_id=person_id, unit_id=unit_id, office=office.value, during__contains=on
    ).first()
    if held is not None:
        return held
    days = Days(on, until)
    must_be_the_right_way_round(days)
    must_lie_within(days, life_of(unit_id))
    must_be_able_to(person_id, unit_on(unit_id, on), office, days)
    _must_be_free(person_id, unit_id, office, days)
    return begin(
        actor,
        NewTerm(person_id, unit_id, office, days, Basis(basis), decision, election_id),
    )


def must_be_able_to(person_id: UUID, unit: UnitView, office: Office, days: Days) -> None:
    """Refuse an office to who may not hold it in ``unit`` (as it is on the first day)."""
    must_be_an_office_of(office, unit)
    if office in OF_THE_CELL:
        must_be_able_to_hold(standing_on(person_id, unit.id, days.since))
        spells = official_days(person_id, unit.id)
        must_be_official_throughout(days, held_without_break(days.since, spells))
    elif office in OF_THE_GROUP and unit.parent_id is not None:
        must_be_able_to_hold(standing_on(person_id, unit.parent_id, days.since))
        must_be_in_the_group(days, held_without_break(days.since, group_days(person_id, unit.id)))
    else:
        _must_belong(person_id, unit, office, days.since)


def _must_belong(person_id: UUID, unit: UnitView, office: Office, on: date) -> None:
    """A committee is made of its own members; its office may also employ a probationary one."""
    standing = standing_below(person_id, unit.id, on)
    if standing is None:
        raise Refused(
            "Người này ngày đó không sinh hoạt ở chi bộ nào thuộc %(unit)s; chưa ghi gì.",
            unit=unit.name,
        )
    if standing != "official" and office not in STAFF:
        raise Refused("Đảng viên dự bị chưa được bầu vào chức vụ.", basis="Điều lệ Đảng, Điều 5")


def _must_be_free(person_id: UUID, unit_id: UUID, office: Office, days: Days) -> None:
    """One secretary a day, and nobody twice; the database insists, this only says so in words."""
    during = DateRange(days.since, days.until)
    terms = OfficeTerm.objects.filter(
        unit_id=unit_id, office=office.value, during__overlap=during
    ).order_by("during")
    own = terms.filter(person_id=person_id).first()
    if own is not None:
        raise Refused(
            "Đồng chí này đã được ghi làm %(office)s từ ngày %(on)s; chưa ghi gì thêm.",
            office=OFFICE_NAMES[office],
            on=f"{own.during.lower:%d/%m/%Y}",
        )
    if office in ONE_HOLDER and terms.exists():
        raise Refused(
            "Chi bộ đã có Bí thư trong thời gian này; chưa ghi gì. "
            "Hãy kết thúc nhiệm vụ của Bí thư cũ trước."
        )
