"""How often one neighbourhood may ask what is open to strangers."""

from dataclasses import dataclass

from nenep.identity.queries.door import ask, bucket, proof
from nenep.kernel import clock


@dataclass(frozen=True)
class Pace:
    """``most`` times in ``seconds``, for ``what`` by itself."""

    what: str
    most: int
    seconds: int = 60


def wait_for(pace: Pace, source: str) -> int:
    """Seconds until ``source`` may ask again; 0 when it may now. ``source`` is
    :func:`nenep.identity.visitors.source_of`. One query."""
    counted = bucket(pace.what, source)
    (wait,) = ask(
        "select door_pace(%s, %s, %s, %s)",
        *(counted, clock.now(), pace.seconds, proof("pace", counted)),
    )
    return wait if isinstance(wait, int) else 0


def count_step(pace: Pace, source: str) -> None:
    """Once more, in all workers' eyes."""
    counted = bucket(pace.what, source)
    ask(
        "select door_step(%s, %s, %s, %s, %s)",
        *(counted, clock.now(), pace.most, pace.seconds, proof("step", counted)),
    )
