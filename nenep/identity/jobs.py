"""The worker's night at the door."""

from procrastinate.contrib.django import app

from nenep.identity.sessions import SessionStore


# The schedule counts in UTC: half past midnight in Vietnam.
@app.periodic(cron="30 17 * * *")
@app.task(name="identity.sweep_sessions", queueing_lock="identity.sweep_sessions")
def sweep_sessions(timestamp: int = 0) -> None:
    """Sessions that are over are forgotten, not kept."""
    del timestamp
    SessionStore.clear_expired()
