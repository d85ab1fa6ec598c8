"""Exemptions, absences, suspensions: recorded, renewed, ended, settled. Provision and dates only.

``until`` is the last day. A change closes a row and opens another; a row whose last day has passed
stays among the expiring matters until it is renewed or settled.
"""

from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid, Refused
from nenep.people.models import State
from nenep.people.policies import member_for, state_for, to_write
from nenep.people.rules.limits import (
    RECORDED,
    Lengths,
    must_not_last_too_long,
    provisions_of,
)
from nenep.rulebook.queries import rules_in_force


@transaction.atomic
def record_state(
    *,
    actor: Actor,
    person_id: UUID,
    kind: str,
    since: date,
    until: date | None = None,
    provision: str = "",
    decision: str = "",
    on: date,
) -> State:
    """A state from ``since``, decided ``on``; the very same state already there is returned.

    Raises:
        Absent, Forbidden: not the actor's member, or not the actor's to record.
        Invalid: the days, the kind, or longer than the provision allows.
        Refused: not a member that day, or in this state already.
    """
    if kind not in RECORDED:
        raise Invalid("Không ghi được loại tình trạng này; chưa ghi gì.", field="kind")
    _, spell = member_for(actor, person_id, to=to_write(kind), on=since)
    _must_be_allowed(kind, since, until, provision)
    during = DateRange(since, _after(until))
    same = State.objects.filter(person_id=person_id, kind=kind, during__overlap=during).first()
    if same is not None:
        return _the_same(same, during)
    state = State.objects.create(
        person_id=person_id,
        unit_id=spell.unit_id,
        kind=kind,
        provision=provision,
        decision=decision,
        during=during,
    )
    _tell(actor, "state.recorded", state, since, decided=on)
    return state


@transaction.atomic
def renew_state(
    *,
    actor: Actor,
    state_id: UUID,
    until: date,
    provision: str = "",
    decision: str = "",
    on: date,
) -> State:
    """The same state goes on to ``until``: from the day after its last one, or from ``on`` when
    that is later, since a resolution does not reach back. Renewed already to that day: that row.

    Raises:
        Absent, Forbidden: not the actor's to record.
        Invalid: longer than the provision allows. Refused: it has no end, or goes on already.
    """
    old = state_for(actor, state_id, to=Capability.RECORD_STATES)
    later = State.objects.filter(renews=old).first()
    if later is not None:
        return _the_same(later, DateRange(later.during.lower, _after(until)))
    if old.during.upper is None:
        raise Refused("Tình trạng này không có ngày kết thúc nên không cần gia hạn; chưa ghi gì.")
    since = max(old.during.upper, on)
    _, spell = member_for(actor, old.person_id, to=to_write(old.kind), on=since)
    named = provision or old.provision
    _must_be_allowed(old.kind, since, until, named)
    during = DateRange(since, _after(until))
    if State.objects.filter(
        person_id=old.person_id, kind=old.kind, during__overlap=during
    ).exists():
        raise Refused("Đã có một lần ghi khác trùng những ngày này; chưa ghi gì.")
    state = State.objects.create(
        person_id=old.person_id,
        unit_id=spell.unit_id,
        kind=old.kind,
        provision=named,
        decision=decision,
        during=during,
        renews=old,
    )
    _tell(actor, "state.renewed", state, since, decided=on)
    return state


@transaction.atomic
def end_state(*, actor: Actor, state_id: UUID, on: date, decision: str = "") -> State:
    """The member is back ``on`` that day: the state holds no longer, at a host's neither.

    Raises:
        Absent, Forbidden: not the actor's to record.
        Refused: over before that day, renewed already, or only ended by what began it (a transfer).
    """
    state = state_for(actor, state_id, to=Capability.RECORD_STATES)
    if state.kind == "transferring":
        raise Refused(
            "Đồng chí này đang chuyển sinh hoạt: ghi tiếp nhận hoặc trả lại giấy giới thiệu."
        )
    since, ends = state.during.lower, state.during.upper
    if state.settled_on is not None and ends == on:
        return state
    if since is None or on < since:
        raise Refused("Ngày kết thúc trước ngày bắt đầu; chưa ghi gì.")
    if ends is not None and on > ends:
        raise Refused("Tình trạng này đã hết trước ngày đó; hãy ghi là đã trở lại sinh hoạt.")
    if State.objects.filter(renews=state, during__isempty=False).exists():
        raise Refused("Đã ghi gia hạn tiếp theo; hãy kết thúc lần gia hạn đó trước.")
    if on == since:
        return _never_began(actor, state, decision)
    state.during = DateRange(since, on)
    state.settled_on = on
    state.decision = decision or state.decision
    state.save(update_fields=["during", "settled_on", "decision"])
    _come_home(state, on)
    _tell(actor, "state.ended", state, on, decided=on)
    return state


@transaction.atomic
def settle_state(*, actor: Actor, state_id: UUID, on: date) -> State:
    """Say that a state past its last day is over indeed: it asks for nothing any more. How the
    member counts does not change.

    Raises:
        Absent, Forbidden: not the actor's to record. Refused: it is still running.
    """
    state = state_for(actor, state_id, to=Capability.RECORD_STATES)
    if state.settled_on is not None:
        return state
    if state.during.upper is None or state.during.upper > on:
        raise Refused("Tình trạng này chưa hết hạn; muốn thôi trước hạn thì ghi ngày trở lại.")
    state.settled_on = on
    state.save(update_fields=["settled_on"])
    record(
        actor,
        "state.settled",
        unit_id=state.unit_id,
        kind="person",
        object_id=state.person_id,
        facts={"state": str(state.pk), "on": on.isoformat()},
    )
    return state


def _must_be_allowed(kind: str, since: date, until: date | None, provision: str) -> None:
    """By the rules of the day it begins on; where none is known, people answer for it."""
    rules = rules_in_force()
    offered = provisions_of(kind, rules.find("member.state_provisions", on=since))
    lengths = Lengths(
        rules.find("member.exemption", on=since), rules.find("member.temporary_transfer", on=since)
    )
    study = any(one.study and one.text == provision for one in offered)
    must_not_last_too_long(kind, since, until, lengths, study=study)


def _the_same(state: State, wanted: DateRange) -> State:
    if state.during == wanted:
        return state
    raise Refused(
        "Tình trạng này đã được ghi cho những ngày trùng với lần này; bản đã ghi được giữ nguyên."
    )


def _never_began(actor: Actor, state: State, decision: str) -> State:
    """Ended on its first day: it held on no day, and the row says so by an empty range."""
    since = state.during.lower
    assert since is not None  # noqa: S101 - the caller asked
    state.during = DateRange(empty=True)
    state.settled_on = since
    state.decision = decision or state.decision
    state.save(update_fields=["during", "settled_on", "decision"])
    _come_home(state, since)
    _tell(actor, "state.ended", state, since, decided=since)
    return state


def _come_home(state: State, on: date) -> None:
    if state.kind == "away":
        with connection.cursor() as cursor:
            cursor.execute("select people_come_home(%s, %s)", [state.person_id, on])


def _after(last: date | None) -> date | None:
    return None if last is None else date.fromordinal(last.toordinal() + 1)


def _tell(actor: Actor, verb: str, state: State, since: date, *, decided: date) -> None:
    record(
        actor,
        verb,
        unit_id=state.unit_id,
        kind="person",
        object_id=state.person_id,
        facts={
            "state": str(state.pk),
            "what": state.kind,
            "since": since.isoformat(),
            "decided": decided.isoformat(),
        },
    )
    announce(verb, unit_id=state.unit_id, month=since)
