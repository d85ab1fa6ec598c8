"""The demo's accounts: offices entered by a button, with no password anybody could try."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Actor, Office
from nenep.demo.rules import DemoOffice, demo_offices, demo_today, uid
from nenep.identity.models import Account
from nenep.kernel import clock
from nenep.people.actions.appoint import appoint

_SINCE = date(2025, 7, 1)


def load_accounts(actor: Actor) -> int:
    """One account per office of the demo; offices held without membership are granted to it."""
    offices = demo_offices()
    Account.objects.bulk_create([_account(office) for office in offices])
    for office in offices:
        _give(actor, office)
    return len(offices)


def _account(office: DemoOffice) -> Account:
    return Account(
        id=office.account_id,
        login=office.login,
        person_id=uid(office.person) if office.person else None,
        label="" if office.person else office.label,
        created_at=clock.at(demo_today(), 7),
    )


def _give(actor: Actor, office: DemoOffice) -> None:
    """Secretary and member hold theirs already; the ward's officer is appointed."""
    if office.office == Office.COMMITTEE_OFFICE:
        appoint(
            actor=actor,
            person_id=uid(office.person),
            unit_id=uid(office.unit),
            office=Office.COMMITTEE_OFFICE,
            on=_SINCE,
        )
    elif not office.person:
        Grant.objects.create(
            id=uid(f"grant:{office.login}"),
            account_id=office.account_id,
            unit_id=uid(office.unit) if office.unit else None,
            office=office.office,
            during=DateRange(_SINCE, None),
        )
