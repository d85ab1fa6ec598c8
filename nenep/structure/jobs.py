"""The worker's midnight: the tree of the new day decides who reaches what, and what is summed."""

from procrastinate.contrib.django import app

from nenep.kernel import clock
from nenep.structure.actions.refresh_paths import refresh_paths, tell_of_moves


# The schedule counts in UTC: one minute after midnight in Vietnam.
@app.periodic(cron="1 17 * * *")
@app.task(name="structure.refresh_paths", queueing_lock="structure.refresh_paths")
def refresh_paths_of_today(timestamp: int = 0) -> None:
    """Nothing moves on most nights."""
    del timestamp
    today = clock.today()
    refresh_paths(on=today)
    tell_of_moves(on=today)
