"""The worker's midnight: plans written in advance come true."""

from procrastinate.contrib.django import app

from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.reorganisation.actions.come_true import come_true
from nenep.reorganisation.queries.plans import due_plans


# The schedule counts in UTC: a few minutes after midnight in Vietnam, once the paths have moved.
@app.periodic(cron="6 17 * * *")
@app.task(name="reorganisation.come_true", queueing_lock="reorganisation.come_true")
def plans_come_true(timestamp: int = 0) -> int:
    """Hand on the tasks of the units that ended today; how many plans. None on most nights."""
    del timestamp
    today = clock.today()
    with system_scope("phương án sắp xếp đến ngày hiệu lực") as actor:
        return sum(come_true(actor=actor, plan_id=one, on=today) for one in due_plans(today))
