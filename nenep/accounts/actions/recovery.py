"""The way back for who lost password, telephone or both: one officer asks, another approves."""

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.accounts.actions.open_account import Slip, expiry
from nenep.accounts.models import Recovery
from nenep.accounts.queries.accounts import account_of
from nenep.accounts.queries.recoveries import DAY
from nenep.identity.actions.set_password import activation_hash
from nenep.identity.rules.codes import new_code
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden, Refused
from nenep.people.policies import person_for


@transaction.atomic
def ask_recovery(*, actor: Actor, person_id: UUID) -> Recovery:
    """Ask for a new activation code. Nothing changes until somebody else of the office approves
    within a day; asked already: that request. Journals ``account.recovery_asked``.

    Raises:
        Absent, Forbidden: the actor does not see the person, or not keep that unit's accounts.
        Refused: no open account with a password, or the actor's own.
    """
    person = person_for(actor, person_id, to=Capability.MANAGE_ACCOUNTS)
    held = account_of(person_id)
    if person_id == actor.person_id or actor.account_id is None:
        raise Refused("Không ai tự đề nghị khôi phục tài khoản của mình; chưa làm gì.")
    if held is None or not held.active or not held.has_password:
        raise Refused("Tài khoản này không có mật khẩu để khôi phục; chưa làm gì.")
    since = clock.now() - timedelta(days=DAY)
    waiting = Recovery.objects.filter(
        person_id=person_id, approved_at__isnull=True, asked_at__gt=since
    ).first()
    if waiting is not None:
        return waiting
    asked = Recovery.objects.create(
        account_id=held.account_id,
        person_id=person_id,
        unit_id=person.kept_by_id,
        asked_by=actor.account_id,
        asked_at=clock.now(),
    )
    record(
        actor,
        "account.recovery_asked",
        unit_id=person.kept_by_id,
        kind="person",
        object_id=person_id,
    )
    return asked


@transaction.atomic
def approve_recovery(*, actor: Actor, recovery_id: UUID) -> Slip:
    """The second officer's yes: password, second factor and all open sessions are gone, the slip
    carries a new code. Journals ``account.recovered``.

    Raises:
        Absent: no such request in reach. Forbidden: the actor keeps no accounts there, or asked
            for it, or it is the actor's own account.
        Refused: approved before, or asked more than a day ago.
    """
    asked = found(Recovery.objects.all(), recovery_id)
    must_hold(actor, Capability.MANAGE_ACCOUNTS, asked.unit_id)
    if actor.account_id in {asked.asked_by, asked.account_id}:
        raise Forbidden("Người đề nghị không tự duyệt được; cần người thứ hai của văn phòng.")
    code, until = new_code(), expiry()
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_recover(%s, %s, %s, %s)",
            [recovery_id, activation_hash(code), until, clock.now()],
        )
        (done,) = cursor.fetchone()
    if not done:
        raise Refused("Đề nghị này đã được duyệt hoặc đã quá một ngày; hãy đề nghị lại.")
    record(
        actor,
        "account.recovered",
        unit_id=asked.unit_id,
        kind="person",
        object_id=asked.person_id,
    )
    held = account_of(asked.person_id)
    return Slip(held.login if held else "", code, until)
