"""Accounts as the office of a committee keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from nenep.access.rules import Actor, Capability
from nenep.accounts.queries.accounts import AccountHeld, Keyholder, account_of, keyholders
from nenep.accounts.queries.recoveries import Waiting, waiting_recoveries
from nenep.accounts.rules.logins import login_from
from nenep.kernel import clock
from nenep.people.models import Person
from nenep.people.policies import person_for
from nenep.structure.policies import unit_for
from nenep.structure.queries.units import unit_near
from nenep.structure.rules.units import UnitView

PER_PAGE = 50


@dataclass(frozen=True)
class AccountsPage:
    """Everything ``accounts/accounts.html`` reads."""

    unit: UnitView
    holders: Sequence[Keyholder]
    waiting: Sequence[Waiting]
    number: int
    more: bool


@dataclass(frozen=True)
class PersonAccount:
    """Everything ``accounts/person.html`` reads."""

    person: Person
    unit: UnitView
    account: AccountHeld | None
    proposal: str
    own: bool

    @property
    def state(self) -> str:
        """``none``, ``closed``, ``waiting`` (for its first password) or ``open``."""
        if self.account is None or not self.account.login:
            return "none"
        if not self.account.active:
            return "closed"
        return "open" if self.account.has_password else "waiting"


def accounts_page(actor: Actor, unit_id: UUID, number: int) -> AccountsPage:
    """The accounts at and below a unit, fifty a page."""
    unit = unit_for(actor, unit_id, to=Capability.MANAGE_ACCOUNTS, on=clock.today())
    found = keyholders(unit_id, most=PER_PAGE + 1, after=(number - 1) * PER_PAGE)
    waiting = waiting_recoveries(actor, clock.now())
    return AccountsPage(unit, found[:PER_PAGE], waiting, number, len(found) > PER_PAGE)


def person_account(actor: Actor, person_id: UUID) -> PersonAccount:
    """Raises: Absent, Forbidden: not somebody whose account the actor keeps."""
    person = person_for(actor, person_id, to=Capability.MANAGE_ACCOUNTS)
    return PersonAccount(
        person,
        unit_near(person.kept_by_id, clock.today()),
        account_of(person_id),
        login_from(person.full_name),
        own=person.pk == actor.person_id,
    )
