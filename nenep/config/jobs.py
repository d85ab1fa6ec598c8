"""The worker's night over the installation itself."""

from procrastinate.contrib.django import app

from nenep.config.backups.commands import source
from nenep.config.backups.nightly import back_up


# The schedule counts in UTC: half past two in the night in Vietnam.
@app.periodic(cron="30 19 * * *")
@app.task(name="config.back_up", queueing_lock="config.back_up")
def back_up_tonight(timestamp: int = 0) -> None:
    """A failure is the job's failure: doctor tells how old the newest verified backup is."""
    del timestamp
    back_up(source())
