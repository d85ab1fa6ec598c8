"""Answering what was raised; the clock of the answer runs on after the papers are sealed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.models import Opinion
from nenep.meetings.policies import opinion_for
from nenep.meetings.rules.limits import ANSWER, must_be_within


@transaction.atomic
def answer_opinion(*, actor: Actor, opinion_id: UUID, on: date, text: str) -> Opinion:
    """The answer given on that day. It is no part of the minutes, so a sealed meeting takes it;
    the same answer again changes nothing, another one replaces it.

    Raises:
        Absent, Forbidden: not the actor's cell, or not the actor's to answer.
        Refused: the day lies ahead, or before the opinion.
        Invalid: no text.
    """
    seen = opinion_for(actor, opinion_id)
    must_hold(actor, Capability.RUN_MEETING, seen.unit_id)
    text = text.strip()
    if not text:
        raise Invalid("Đồng chí ghi nội dung trả lời.", field="text")
    must_be_within(text, ANSWER, "text")
    opinion = Opinion.objects.select_for_update(no_key=True, of=("self",)).get(pk=seen.pk)
    if (opinion.answered_on, opinion.answer) == (on, text):
        return opinion
    if on > clock.today() or on < opinion.raised_on:
        raise Refused("Ngày trả lời phải từ ngày nêu ý kiến đến hôm nay; chưa ghi gì.")
    opinion.answered_on, opinion.answer = on, text
    opinion.save(update_fields=["answered_on", "answer"])
    record(
        actor,
        "opinion.answered",
        unit_id=opinion.unit_id,
        kind="opinion",
        object_id=opinion.pk,
        facts={"on": on.isoformat()},
    )
    announce("opinion.answered", unit_id=opinion.unit_id, month=opinion.raised_on)
    return opinion
