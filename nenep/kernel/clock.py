"""The only place that knows the time.

Everything else takes dates as arguments. The demo runs on its own day (``NENEP_DEMO_TODAY``,
honoured only together with ``NENEP_DEMO=1``); tests freeze it with :func:`frozen`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The aware moment, in UTC. In the demo: the demo's day at the real time of day."""
    frozen_at = _frozen.get()
    if frozen_at is not None:
        return frozen_at
    real = datetime.now(UTC)  # noqa: TID251 - the one sanctioned reading of the system clock
    demo_day = _demo_today()
    if demo_day is None:
        return real
    local = datetime.combine(demo_day, real.astimezone(VIETNAM).time(), VIETNAM)
    return local.astimezone(UTC)


def instant() -> float:
    """Seconds of the world's clock, in the demo too: what a telephone beside it counts."""
    frozen_at = _frozen.get()
    real = frozen_at or datetime.now(UTC)  # noqa: TID251 - as above
    return real.timestamp()


def today() -> date:
    """The day it is in Vietnam."""
    return now().astimezone(VIETNAM).date()


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A Vietnamese wall-clock moment as an aware UTC datetime."""
    return datetime.combine(day, time(hour, minute), VIETNAM).astimezone(UTC)


@contextmanager
def frozen(moment: datetime | date) -> Iterator[None]:
    """Hold the clock: at ``moment``, or at noon (Vietnam) of a day."""
    fixed = moment if isinstance(moment, datetime) else at(moment, 12)
    token = _frozen.set(fixed)
    try:
        yield
    finally:
        _frozen.reset(token)


def _demo_today() -> date | None:
    if os.environ.get("NENEP_DEMO") != "1":
        return None
    text = os.environ.get("NENEP_DEMO_TODAY", "")
    return date.fromisoformat(text) if text else None
