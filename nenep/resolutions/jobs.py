"""The worker's part: evidence is not kept longer than its rule says."""

from procrastinate.contrib.django import app as queue

from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.resolutions.actions.bring_evidence import clear_evidence


# The schedule counts in UTC: two in the night in Vietnam, on the first day of a month.
@queue.periodic(cron="0 19 1 * *")
@queue.task(name="resolutions.clear_evidence", queueing_lock="resolutions.clear_evidence")
def clear_old_evidence(timestamp: int = 0) -> None:
    """Files beside reports of tasks closed long ago go."""
    del timestamp
    with system_scope("hết thời hạn lưu tệp minh chứng") as actor:
        clear_evidence(actor=actor, on=clock.today())
