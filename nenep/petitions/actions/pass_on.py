"""A committee passes a petition on to its own superior; the answer comes back through it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.petitions.models import Petition, Reply
from nenep.petitions.policies import petition_to_reply
from nenep.petitions.queries import clock_on, superior_of
from nenep.petitions.rules.reply_clock import Done, Step, must_take, standing
from nenep.structure.rules.units import UnitView


@transaction.atomic
def pass_on(
    *,
    actor: Actor,
    petition_id: UUID,
    on: date,
    reason: str,
    text: str = "",
    with_name: bool = False,
) -> Petition:
    """Send it one level further, in the words it came with (or ``text``), under that level's clock;
    the speaker's name only where it came with it and ``with_name``. Who sent it here reads the
    ``reason`` and the new day. Once is enough.

    Raises:
        Absent, Forbidden: not a petition to the actor's own committee.
        Refused: answered already, a day ahead or before it was sent, or nobody above here.
        Invalid: no reason, or a name that never came with it.
    """
    row = petition_to_reply(actor, petition_id)
    sent = Petition.objects.filter(continues=row).first()
    if sent is not None:
        return sent
    to = superior_of(row.to_unit_id, on)
    if to is None:
        raise Refused("Cấp trên của đơn vị này không dùng chung hệ thống; chuyển bằng văn bản.")
    if with_name and not row.speaker:
        raise Invalid("Kiến nghị này đến không kèm tên, nên không kèm tên được.", field="with_name")
    _must_be_open(row, on, reason.strip())
    further = _further(row, to, on, text.strip() or row.text, row.speaker if with_name else "")
    further.save(force_insert=True)
    Reply.objects.create(
        petition=row,
        unit_id=row.unit_id,
        by_unit_id=row.to_unit_id,
        kind=Step.PASSED_ON.value,
        on=on,
        text=reason.strip(),
        due_on=further.due_on,
        account_id=actor.account_id,
    )
    record(
        actor,
        "petition.passed_on",
        unit_id=row.to_unit_id,
        kind="petition",
        object_id=row.pk,
        facts={"on": on.isoformat(), "to": str(to.id)},
    )
    return further


def _further(row: Petition, to: UnitView, on: date, text: str, speaker: str) -> Petition:
    allowed, basis = clock_on(to, on)
    return Petition(
        unit_id=row.to_unit_id,
        opinion_id=row.opinion_id,
        to_unit_id=to.id,
        text=text,
        speaker=speaker,
        kind=row.kind,
        forwarded_on=on,
        level=allowed.level if allowed else "",
        clock_days=allowed.days if allowed else None,
        due_on=allowed.due_on if allowed else None,
        basis=basis[:400],
        continues=row,
    )


def _must_be_open(row: Petition, on: date, reason: str) -> None:
    if on > clock.today():
        raise Refused("Ngày %(on)s chưa đến; chưa ghi gì.", on=f"{on:%d/%m/%Y}")
    replies = Reply.objects.filter(petition=row).order_by("on", "id")
    done = [Done(Step(reply.kind), reply.on, reply.due_on) for reply in replies]
    before = standing(row.due_on, done, on)
    must_take(
        Step.PASSED_ON, on=on, text=reason, due_on=None, before=before, sent_on=row.forwarded_on
    )
