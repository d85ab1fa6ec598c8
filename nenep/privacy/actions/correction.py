"""Asking that something kept be corrected, and answering."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import commitment, record
from nenep.privacy.models import Correction
from nenep.privacy.policies import correction_for, speaker_for
from nenep.privacy.rules.corrections import (
    Area,
    Outcome,
    must_be_unanswered,
    must_give_reason,
    must_say_what,
)


@transaction.atomic
def ask_correction(*, actor: Actor, person_id: UUID, area: Area, text: str, on: date) -> Correction:
    """A member, or whoever records for the cell on the member's behalf, says what is wrong. The
    same words about the same area, still unanswered, change nothing. Journals
    ``correction.asked``.

    Raises:
        Absent, Forbidden: not oneself and not a member of a cell one records for.
        Invalid: nothing said.
    """
    person = speaker_for(actor, person_id)
    text = text.strip()
    must_say_what(text)
    open_ones = Correction.objects.filter(person_id=person_id, answered_on__isnull=True)
    same = open_ones.filter(area=area.value, text=text).first()
    if same is not None:
        return same
    request = Correction(
        person_id=person_id,
        unit_id=person.kept_by_id,
        area=area.value,
        text=text,
        asked_on=on,
        on_behalf=person_id != actor.person_id,
        asked_by=actor.account_id,
    )
    request.save(force_insert=True)
    record(
        actor,
        "correction.asked",
        unit_id=request.unit_id,
        kind="correction_request",
        object_id=request.pk,
        facts={"area": area.value, "text": commitment(text), "on": on.isoformat()},
    )
    return request


@transaction.atomic
def answer_correction(
    *, actor: Actor, request_id: UUID, outcome: Outcome, reason: str, on: date
) -> Correction:
    """The office that keeps the record corrected it (by the ordinary acts), or says why not. The
    same answer again changes nothing. Journals ``correction.answered``.

    Raises:
        Absent, Forbidden: not a request to an office of one's own.
        Invalid: refused without a reason. Refused: answered otherwise before.
    """
    request = correction_for(actor, request_id, to=Capability.MANAGE_MEMBERS)
    reason = reason.strip()
    must_give_reason(outcome, reason)
    if not must_be_unanswered(request.outcome, request.reason, outcome, reason):
        return request
    request.outcome, request.reason = outcome.value, reason
    request.answered_on, request.answered_by = on, actor.account_id
    request.save(update_fields=["outcome", "reason", "answered_on", "answered_by"])
    record(
        actor,
        "correction.answered",
        unit_id=request.unit_id,
        kind="correction_request",
        object_id=request.pk,
        facts={"outcome": outcome.value, "on": on.isoformat()},
    )
    return request
