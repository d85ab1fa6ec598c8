"""The committee receives a petition, takes more time with a reason, or answers it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.petitions.models import Petition, Reply
from nenep.petitions.policies import petition_to_reply
from nenep.petitions.rules.reply_clock import Done, Step, must_take, standing


@transaction.atomic
def reply_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    kind: str,
    on: date,
    text: str = "",
    due_on: date | None = None,
) -> Reply:
    """``received``, ``extended`` (to ``due_on``, with a reason) or ``answered``. An answer reaches
    the cell and the asker at once. The same reply again is the same row.

    Raises:
        Absent, Forbidden: not a petition to the actor's own committee.
        Refused: answered already, or a day ahead or before it was sent.
        Invalid: an unknown kind, no words, no new day or one before the old end.
    """
    seen = petition_to_reply(actor, petition_id)
    step, text = _step(kind), text.strip()
    # The committee may not write the cell's row: nothing of it is locked but its replies' chain.
    petition = Petition.objects.get(pk=seen.pk)
    said = Reply(
        petition=petition,
        unit_id=petition.unit_id,
        by_unit_id=petition.to_unit_id,
        kind=step.value,
        on=on,
        text=text,
        due_on=due_on if step is Step.EXTENDED else None,
        account_id=actor.account_id,
    )
    rows = list(Reply.objects.filter(petition=petition).order_by("on", "id"))
    for row in rows:
        same = (row.kind, row.text, row.due_on) == (said.kind, said.text, said.due_on)
        if same or (step is Step.RECEIVED and row.kind == said.kind):
            return row
    if on > clock.today():
        raise Refused("Ngày %(on)s chưa đến; chưa ghi gì.", on=f"{on:%d/%m/%Y}")
    done = [Done(Step(row.kind), row.on, row.due_on) for row in rows]
    before = standing(petition.due_on, done, on)
    must_take(step, on=on, text=text, due_on=due_on, before=before, sent_on=petition.forwarded_on)
    said.save(force_insert=True)
    record(
        actor,
        f"petition.{step.value}",
        unit_id=petition.to_unit_id,
        kind="petition",
        object_id=petition.pk,
        facts={"on": on.isoformat(), "due": said.due_on.isoformat() if said.due_on else None},
    )
    return said


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError as unknown:
        raise Invalid("Đồng chí chọn việc cần ghi.", field="kind") from unknown
