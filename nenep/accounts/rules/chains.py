"""Where what somebody does to the own account is journalled, and who may do it."""

from uuid import UUID

from nenep.access.rules import Actor
from nenep.journal.rules import INSTALLATION
from nenep.kernel.errors import Forbidden


def chain_of(actor: Actor) -> UUID:
    """The unit one works in; an administrator works in none."""
    office = actor.main_office
    return office.unit_id if office is not None and office.unit_id is not None else INSTALLATION


def must_be_signed_in_whole(actor: Actor) -> UUID:
    """The account, unless one came by a one-time link: that opens a meeting, not the account.

    Raises:
        Forbidden: by a link.
    """
    if actor.limited or actor.account_id is None:
        raise Forbidden(
            "Vào bằng phiếu một lần thì không làm được việc này; cần đăng nhập bằng mật khẩu."
        )
    return actor.account_id
