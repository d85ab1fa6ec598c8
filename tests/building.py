"""Builds the world once per test process, through the apps' own actions, as the owner."""

from datetime import UTC, date, datetime

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.actions.sync_offices import sync_offices
from nenep.access.models import Grant
from nenep.access.rules import Actor, Office
from nenep.access.scope import system_scope
from nenep.identity.actions.share_door_key import share_door_key
from nenep.identity.actions.try_password import cost_of_today
from nenep.identity.models import Account, Credential
from nenep.identity.rules.passwords import new_hash
from nenep.people.actions.appoint import appoint
from nenep.people.actions.enrol import NewMember, StateSpell, enrol_members
from nenep.people.actions.follow_cells import assign_follower
from nenep.people.models import HostedStay
from nenep.people.rules.standing import Standing
from nenep.rulebook.commands import after_migrate as load_rulebook
from nenep.structure.actions.found_unit import found_unit
from tests.world import ADMINISTRATOR, CAST, SINCE, TODAY, UNITS, WITH_ACCOUNT, PersonOf, World, uid

STATES = {
    Standing.EXEMPT: StateSpell("activity_exemption", date(2026, 1, 1), date(2026, 12, 31)),
    Standing.AWAY: StateSpell("away", date(2026, 9, 1), date(2027, 2, 28)),
    Standing.SUSPENDED: StateSpell("suspended", date(2026, 10, 1)),
}
FAR = datetime(2100, 1, 1, tzinfo=UTC)


def build_world() -> None:
    """Units, people, offices, accounts and one signed-in device each; committed."""
    with connection.cursor() as cursor:
        cursor.execute("insert into nenep_private.clock values (%s)", [TODAY])
    sync_offices()
    share_door_key()
    load_rulebook()
    with system_scope("world") as actor:
        for unit in UNITS:
            found_unit(
                actor=actor,
                name=unit.name,
                kind=unit.kind,
                code=unit.code,
                parent_id=uid(unit.parent) if unit.parent else None,
                on=SINCE,
                cell_type=unit.cell_type,
                unit_id=unit.id,
            )
        enrol_members(actor=actor, members=[_member(person) for person in CAST])
        for person in CAST:
            _office_and_stay(actor, person)
        _accounts()


def _member(person: PersonOf) -> NewMember:
    probationary = person.standing is Standing.PROBATIONARY
    state = STATES.get(person.standing)
    return NewMember(
        full_name=person.name,
        unit_id=uid(person.unit),
        since=SINCE,
        standing="probationary" if probationary else "official",
        birth_date=person.birth,
        admitted_on=date(2026, 3, 1) if probationary else date(2000, 3, 3),
        official_on=None if probationary else date(2001, 3, 3),
        states=(state,) if state else (),
        person_id=person.id,
    )


def _office_and_stay(actor: Actor, person: PersonOf) -> None:
    if person.office is not None:
        appoint(
            actor=actor,
            person_id=person.id,
            unit_id=uid(person.unit),
            office=person.office,
            on=SINCE,
        )
    if person.follows:
        assign_follower(actor=actor, person_id=person.id, cell_ids=[uid(person.follows)], on=SINCE)
    if person.hosted_at:
        HostedStay.objects.create(
            person_id=person.id,
            unit_id=uid(person.hosted_at),
            during=DateRange(date(2026, 8, 1), date(2027, 2, 1)),
        )


def _accounts() -> None:
    keys = [*sorted(WITH_ACCOUNT), ADMINISTRATOR]
    for key in keys:
        administrator = key == ADMINISTRATOR
        account = Account(
            id=uid(f"account:{key}"),
            login=key,
            person_id=None if administrator else uid(key),
            label="Quản trị hệ thống" if administrator else "",
            created_at=FAR,
        )
        account.save(force_insert=True)
        Credential.objects.create(
            account=account, password=new_hash(f"mật khẩu của {key}", cost_of_today())
        )
    Grant.objects.create(
        account_id=uid(f"account:{ADMINISTRATOR}"),
        office=Office.ADMINISTRATOR.value,
        during=DateRange(SINCE, None),
    )
    for key in keys:
        World().sign_in(key)
