"""The worker's round: fold what happened into figures within seconds."""

from procrastinate.contrib.django import app

from nenep.dashboards.actions.fold import fold_pending


@app.periodic(cron="* * * * * */5")
@app.task(name="dashboards.fold", queueing_lock="dashboards.fold", pass_context=False)
def fold_news(timestamp: int = 0) -> None:
    """Every five seconds; idle rounds cost one query."""
    del timestamp
    fold_pending()
