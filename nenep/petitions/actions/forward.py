"""An opinion goes up to the committee above the cell, with its clock."""

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
from nenep.people.queries.names import names_of
from nenep.petitions.models import Petition
from nenep.petitions.queries import clock_on, superior_of


@transaction.atomic
def forward_opinion(
    *,
    actor: Actor,
    opinion_id: UUID,
    on: date,
    text: str = "",
    with_name: bool = False,
    with_kind: bool = False,
) -> Petition:
    """Send an opinion to the direct superior: its words (or ``text`` in their place), the speaker's
    name only ``with_name`` (who sends it says that the speaker agrees), the type only
    ``with_kind``. Once is enough; a second time changes nothing.

    Raises:
        Absent, Forbidden: not the actor's cell, or not the actor's to send papers up.
        Refused: answered already, a day ahead or before the opinion, or no superior that day.
        Invalid: a name asked for where nobody is named, or no words.
    """
    seen = opinion_for(actor, opinion_id)
    must_hold(actor, Capability.FINALISE_PAPERS, seen.unit_id)
    opinion = Opinion.objects.select_for_update(no_key=True, of=("self",)).get(pk=seen.pk)
    to = superior_of(opinion.unit_id, on)
    if to is None:
        raise Refused("Đơn vị không có cấp trên trực tiếp vào ngày này; chưa chuyển.")
    sent = Petition.objects.filter(opinion=opinion, to_unit_id=to.id).first()
    if sent is not None:
        return sent
    _must_be_open(opinion, on)
    allowed, basis = clock_on(to, on)
    petition = Petition(
        unit_id=opinion.unit_id,
        opinion=opinion,
        to_unit_id=to.id,
        text=text.strip() or opinion.text,
        speaker=_speaker(opinion) if with_name else "",
        kind=opinion.kind if with_kind else "",
        forwarded_on=on,
        level=allowed.level if allowed else "",
        clock_days=allowed.days if allowed else None,
        due_on=allowed.due_on if allowed else None,
        basis=basis[:400],
    )
    petition.save(force_insert=True)
    opinion.forwarded_on, opinion.needs_answer = on, True
    opinion.save(update_fields=["forwarded_on", "needs_answer"])
    record(
        actor,
        "opinion.forwarded",
        unit_id=opinion.unit_id,
        kind="opinion",
        object_id=opinion.pk,
        facts={"on": on.isoformat(), "to": str(to.id)},
    )
    announce("opinion.forwarded", unit_id=opinion.unit_id, month=opinion.raised_on)
    return petition


def _must_be_open(opinion: Opinion, on: date) -> None:
    if opinion.answered_on is not None:
        raise Refused("Ý kiến này chi bộ đã trả lời; không chuyển lên nữa.")
    if on > clock.today() or on < opinion.raised_on:
        raise Refused("Ngày chuyển phải từ ngày nêu ý kiến đến hôm nay; chưa chuyển.")


def _speaker(opinion: Opinion) -> str:
    name = names_of({opinion.person_id}).get(opinion.person_id) if opinion.person_id else None
    if not name:
        raise Invalid("Ý kiến này không nêu tên ai, nên không kèm tên được.", field="with_name")
    return name
