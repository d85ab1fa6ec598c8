"""The worker's end of day: the journal's root leaves the database."""

from datetime import timedelta

from django.conf import settings
from procrastinate.contrib.django import app

from nenep.journal.actions.close_day import close_day
from nenep.kernel import clock


# The schedule counts in UTC: a quarter past midnight in Vietnam, for the day that has ended.
@app.periodic(cron="15 17 * * *")
@app.task(name="journal.close_day", queueing_lock="journal.close_day")
def close_yesterday(timestamp: int = 0) -> None:
    """Copies of the folder belong on another machine (docs/runbooks/journal.md)."""
    del timestamp
    close_day(day=clock.today() - timedelta(days=1), folder=settings.JOURNAL_ROOTS)
