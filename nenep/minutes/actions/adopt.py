"""The cell votes on the minutes and the resolution read to it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.kernel import clock
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import AgendaItem, Vote
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.rules.stages import Milestone, may_mark
from nenep.minutes.rules.record import ADOPTION_QUESTION
from nenep.rulebook.rules.agendas import ItemKind
from nenep.scoring.actions.settle_pending import settle_pending


@transaction.atomic
def adopt(
    *,
    actor: Actor,
    meeting_id: UUID,
    votes_for: int,
    votes_against: int,
    abstentions: int,
    on: date,
    declared: bool | None = None,
) -> Vote:
    """Enter the vote; when it passes, the minutes are adopted and the score line that waited for it
    is settled. A vote that fails is kept all the same, and the cell may vote again after mending
    the text. Once adopted, a second call returns the vote that adopted.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not read back yet, or sealed.
        Invalid: more votes than members present who may vote.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING)
    if Milestone.ADOPTED in door.kinds:
        return _adopting(meeting_id)
    door.must_allow(When.OPENED)
    refusal = may_mark(Milestone.ADOPTED, door.kinds)
    if refusal is not None:
        raise refusal
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting_id,
        question=ADOPTION_QUESTION,
        votes_for=votes_for,
        votes_against=votes_against,
        abstentions=abstentions,
        item_id=_item_id(meeting_id),
    )
    if vote.passed:
        mark(
            actor=actor,
            meeting_id=meeting_id,
            kind=Milestone.ADOPTED.value,
            on=on,
            declared=on < clock.today() if declared is None else declared,
        )
        settle_pending(actor=actor, meeting_id=meeting_id, on=on)
    return vote


def _adopting(meeting_id: UUID) -> Vote:
    votes = Vote.objects.filter(meeting_id=meeting_id, question=ADOPTION_QUESTION, passed=True)
    return votes.order_by("pk").get()


def _item_id(meeting_id: UUID) -> UUID | None:
    """The item under which the vote belongs, if the agenda has it."""
    items = AgendaItem.objects.filter(meeting_id=meeting_id, code=ItemKind.READ_BACK.value)
    return items.values_list("pk", flat=True).first()
