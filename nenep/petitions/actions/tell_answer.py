"""The cell tells the answer from above: its opinion is answered with those words."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.kernel.errors import Refused
from nenep.meetings.actions.answer_opinion import answer_opinion
from nenep.meetings.models import Opinion
from nenep.petitions.models import Reply
from nenep.petitions.policies import petition_for
from nenep.petitions.rules.reply_clock import Step


@transaction.atomic
def tell_answer(*, actor: Actor, petition_id: UUID, on: date) -> Opinion:
    """Close the opinion with the committee's answer. Again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's cell, or not the actor's to answer for it.
        Refused: nothing was answered yet.
    """
    petition = petition_for(actor, petition_id)
    answer = Reply.objects.filter(petition=petition, kind=Step.ANSWERED.value).first()
    if answer is None:
        raise Refused("Cấp trên chưa trả lời kiến nghị này.")
    opinion = Opinion.objects.get(pk=petition.opinion_id)
    if opinion.answered_on is not None and opinion.answer == answer.text:
        return opinion
    return answer_opinion(actor=actor, opinion_id=opinion.pk, on=on, text=answer.text)
