"""The worker's part of forgetting: the nightly list, and what an office has ordered."""

from datetime import date
from uuid import UUID

from procrastinate.contrib.django import app as queue

from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.privacy.actions.erase import erase
from nenep.privacy.actions.list_due import list_due
from nenep.privacy.actions.order_erasure import JOB


# The schedule counts in UTC: half past one in the night in Vietnam.
@queue.periodic(cron="30 18 * * *")
@queue.task(name="privacy.list_due", queueing_lock="privacy.list_due")
def list_due_tonight(timestamp: int = 0) -> None:
    """What has been kept long enough is listed for the offices; nothing is forgotten."""
    del timestamp
    with system_scope("rà soát thời hạn lưu thông tin") as actor:
        list_due(actor=actor, on=clock.today())


@queue.task(name=JOB)
def erase_ordered(*, due_id: str, on: str) -> None:
    """Carry out one order."""
    with system_scope("xóa thông tin theo quyết định") as actor:
        erase(actor=actor, due_id=UUID(due_id), on=date.fromisoformat(on))
