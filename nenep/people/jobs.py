"""The worker's midnight: records follow the members."""

from procrastinate.contrib.django import app

from nenep.people.actions.keepers import refresh_keepers


# The schedule counts in UTC: two minutes after midnight in Vietnam, after the paths of the day.
@app.periodic(cron="2 17 * * *")
@app.task(name="people.refresh_keepers", queueing_lock="people.refresh_keepers")
def refresh_keepers_of_today(timestamp: int = 0) -> None:
    """Nobody moves on most nights."""
    del timestamp
    refresh_keepers()
