"""The own second factor: enrolled, its recovery codes renewed, taken off. Password and code first.

What is wrong is counted before the transaction of the change begins: an error must not uncount it.
"""

from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from nenep.access.rules import MANDATES, Actor, Reach
from nenep.accounts.rules.chains import chain_of, must_be_signed_in_whole
from nenep.identity.actions.enrol_factor import (
    enrol_factor,
    renew_recovery_codes,
    take_factor_off,
)
from nenep.identity.actions.second_step import take_second_step
from nenep.identity.actions.try_password import try_password
from nenep.identity.models import Account
from nenep.identity.rules.second_factor import is_required
from nenep.identity.rules.trials import pause_in_words
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid, Refused


def factor_is_required(actor: Actor) -> bool:
    """Must whoever holds the actor's offices have one?"""
    above = any(MANDATES[held.office].reach is not Reach.OWN_UNIT for held in actor.offices)
    return is_required(settings.SECOND_FACTOR, above_cell=above)


def enrol_own_factor(
    *, actor: Actor, password: str, code: str, source: str, session: SessionBase
) -> list[str]:
    """The recovery codes, told this once. Journals ``account.second_factor_enrolled``.

    Raises:
        Forbidden: by a one-time link. Invalid: password or code is wrong, or one must wait.
    """
    account_id = must_be_signed_in_whole(actor)
    _must_know(account_id, password, source)
    with transaction.atomic():
        codes = enrol_factor(session=session, account_id=account_id, typed=code)
        if codes is None:
            _refuse("code", "Mã chưa đúng. Kiểm tra giờ điện thoại rồi nhập mã đang hiện.", 0)
        _say(actor, "account.second_factor_enrolled", account_id)
    return codes or []


def renew_own_codes(*, actor: Actor, password: str, code: str, source: str) -> list[str]:
    """Ten new recovery codes. Journals ``account.recovery_codes_renewed``.

    Raises: as :func:`enrol_own_factor`.
    """
    account_id = must_be_signed_in_whole(actor)
    _must_know(account_id, password, source)
    _must_have(account_id, code)
    with transaction.atomic():
        codes = renew_recovery_codes(account_id)
        _say(actor, "account.recovery_codes_renewed", account_id)
    return codes


def remove_own_factor(*, actor: Actor, password: str, code: str, source: str) -> None:
    """Without it from now on. Journals ``account.second_factor_removed``.

    Raises:
        Refused: the office must have one. Forbidden, Invalid: as :func:`enrol_own_factor`.
    """
    account_id = must_be_signed_in_whole(actor)
    if factor_is_required(actor):
        raise Refused("Chức trách này bắt buộc có mã xác thực; chưa gỡ gì.")
    _must_know(account_id, password, source)
    _must_have(account_id, code)
    with transaction.atomic():
        take_factor_off(account_id)
        _say(actor, "account.second_factor_removed", account_id)


def _must_know(account_id: UUID, password: str, source: str) -> None:
    login = Account.objects.values_list("login", flat=True).get(pk=account_id)
    tried = try_password(login=login or "", password=password, source=source)
    if tried.account_id != account_id:
        _refuse("password", "Mật khẩu chưa đúng; chưa đổi gì.", tried.wait)


def _must_have(account_id: UUID, code: str) -> None:
    stepped = take_second_step(account_id=account_id, typed=code)
    if not stepped.right:
        _refuse("code", "Mã chưa đúng hoặc đã dùng; chưa đổi gì.", stepped.wait)


def _refuse(field: str, wrong: str, wait: int) -> None:
    if wait:
        raise Invalid(
            "Đã thử sai nhiều lần; hãy đợi %(pause)s rồi thử lại.",
            field=field,
            pause=pause_in_words(wait),
        )
    raise Invalid(wrong, field=field)


def _say(actor: Actor, verb: str, account_id: UUID) -> None:
    record(actor, verb, unit_id=chain_of(actor), kind="account", object_id=account_id)
