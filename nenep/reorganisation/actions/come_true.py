"""The day of a plan comes: open tasks of the units that ended go on in their successors.

Until that day the old unit's own meetings look at them, so that they cannot be written in advance
like everything else.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor
from nenep.journal.actions.announce import announce
from nenep.reorganisation.actions.tell import happened
from nenep.reorganisation.models import Plan, PlanTrace
from nenep.reorganisation.queries.plans import is_applied
from nenep.reorganisation.queries.traces import TABLES, TASK_TABLES, captured, changed
from nenep.resolutions.actions.hand_on import HandOn, hand_on

# A person's task goes with the person into the cell of that day; a unit's, and that of somebody who
# has left, to who keeps the records.
_OPEN = """
select t.id,
  case when s.unit_id is null then t.unit_id
    when m.unit_id is not null and m.unit_id <> t.unit_id then m.unit_id
    else s.successor_id end,
  coalesce(o.successor_id, t.owner_unit_id)
from resolutions_task t
left join structure_succession s on s.unit_id = t.unit_id and s.unit_id = any(%(ended)s)
left join structure_succession o on o.unit_id = t.owner_unit_id and o.unit_id = any(%(ended)s)
left join people_membership m on m.person_id = t.owner_person_id and m.during @> %(on)s::date
where (s.unit_id is not null or o.unit_id is not null)
  and not exists (select 1 from resolutions_taskoutcome f
    where f.task_id = t.id and f.kind <> 'continues')
order by t.id
"""


@transaction.atomic
def come_true(*, actor: Actor, plan_id: UUID, on: date) -> bool:
    """What an applied plan left for its day; False when there is nothing to do (not applied, not
    yet, done before). Journals ``reorganisation.came_true``."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    if not is_applied(plan_id) or plan.effective_on > on or _done(plan):
        return False
    trace = PlanTrace.objects.get(plan=plan)
    tables = [kept for kept in TABLES if kept.table in TASK_TABLES]
    before = captured(trace.units, trace.people, tables)
    hand_tasks_on(actor, plan, ended=trace.units)
    old, new = changed(before, captured(trace.units, trace.people, tables))
    trace.before, trace.after = {**trace.before, **old}, {**trace.after, **new}
    trace.save(update_fields=["before", "after"])
    happened(actor, plan, "came_true")
    for unit_id in trace.units:
        announce("reorganisation.applied", unit_id=unit_id, month=plan.effective_on)
    return True


def hand_tasks_on(actor: Actor, plan: Plan, *, ended: Collection[UUID]) -> int:
    """Hand on the open tasks of the units among ``ended`` that the plan did end."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"ended": sorted(ended), "on": plan.effective_on})
        tasks = [HandOn(*row) for row in cursor.fetchall()]
    reason = f"Sắp xếp tổ chức: {plan.title}"
    return hand_on(
        actor=actor, tasks=tasks, on=plan.effective_on, reason=reason, decision=plan.decision
    )


def _done(plan: Plan) -> bool:
    """Since it was last applied."""
    kinds = list(plan.events.values_list("kind", flat=True))
    last = len(kinds) - 1 - kinds[::-1].index("applied")
    return "came_true" in kinds[last:]
