"""An office orders that what is due be forgotten; the worker carries it out."""

from datetime import date
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app as queue

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.people.models import Membership
from nenep.privacy.models import DueRecord
from nenep.privacy.policies import due_record_for
from nenep.privacy.queries import retention_rules
from nenep.privacy.rules.retention import must_be_forgettable

JOB = "privacy.erase"


@transaction.atomic
def order_erasure(*, actor: Actor, due_id: UUID, on: date) -> DueRecord:
    """Order it and queue the job, both or neither; ordered before changes nothing. Journals
    ``erasure.ordered``.

    Raises:
        Absent: nothing due to an office of one's own.
        Refused: on the rolls again, or no longer due.
    """
    due = due_record_for(actor, due_id)
    if due.ordered_on is not None:
        return due
    must_be_forgettable(running=runs(due, on), due=is_due(due, on))
    due.ordered_on, due.ordered_by = on, actor.account_id
    due.save(update_fields=["ordered_on", "ordered_by"])
    record(
        actor,
        "erasure.ordered",
        unit_id=due.unit_id,
        kind="due_record",
        object_id=due.pk,
        facts={"category": due.category, "on": on.isoformat()},
    )
    queue.configure_task(JOB).defer(due_id=str(due.pk), on=on.isoformat())
    return due


def is_due(due: DueRecord, on: date) -> bool:
    """Has it been kept long enough, by the rule of that day?"""
    periods = {rule.category.value: rule.period for rule in retention_rules(on)}
    period = periods.get(due.category)
    return period is not None and period.due_on(due.ended_on) <= on


def runs(due: DueRecord, on: date) -> bool:
    """Is the person a member that day? A link of book 213 is not about membership."""
    spells = Membership.objects.filter(person_id=due.subject_id)
    return spells.filter(during__contains=on).exists()
