"""The worker's round: fold what happened into figures within seconds."""

from procrastinate.contrib.django import app

from nenep.dashboards.actions.fold import fold_pending
from nenep.dashboards.actions.keep_months import keep_months, keep_villages
from nenep.kernel import clock


@app.periodic(cron="* * * * * */5")
@app.task(name="dashboards.fold", queueing_lock="dashboards.fold", pass_context=False)
def fold_news(timestamp: int = 0) -> None:
    """Every five seconds; idle rounds cost one query."""
    del timestamp
    fold_pending()


# The schedule counts in UTC: ten minutes after midnight in Vietnam.
@app.periodic(cron="10 17 * * *")
@app.task(name="dashboards.keep_months", queueing_lock="dashboards.keep_months", pass_context=False)
def keep_silent_months(timestamp: int = 0) -> None:
    """Once a night: months in which nothing happened are figures too."""
    del timestamp
    keep_months(on=clock.today())
    keep_villages(on=clock.today())
