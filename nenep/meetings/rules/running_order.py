"""The order of the evening as it went: enforced softly, noted where it differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Place:
    """One item of the agenda in its planned place. ``finished_at`` is None while it is open and
    where it was left out with a reason."""

    finished_at: datetime | None
    skipped: bool
    planned: int
    spent: int | None


@dataclass(frozen=True)
class Budget:
    """Minutes of the evening: planned in the agenda, spent so far (of the items whose time is
    known), and the least the rules ask; None where none is known."""

    planned: int
    spent: int
    least: int | None
    lasted: int | None = None

    @property
    def over(self) -> int:
        """Minutes beyond the plan; 0 while within it."""
        return max(0, self.spent - self.planned)

    @property
    def short_by(self) -> int:
        """Minutes a finished evening lacks; 0 where it lasted long enough or nothing is known."""
        if self.least is None or self.lasted is None:
            return 0
        return max(0, self.least - self.lasted)


def out_of_order(places: Sequence[Place]) -> tuple[int, ...]:
    """Indexes of the items dealt with while an earlier one was still open. An item left out with a
    reason holds up nobody. Linear: the latest end so far is enough to know."""
    found = []
    latest: datetime | None = None
    waiting = False
    for index, place in enumerate(places):
        done = place.finished_at
        if done is not None and (waiting or (latest is not None and done < latest)):
            found.append(index)
        if done is None and not place.skipped:
            waiting = True
        elif done is not None:
            latest = done if latest is None else max(latest, done)
    return tuple(found)


def budget(places: Sequence[Place], *, least: int | None, lasted: int | None = None) -> Budget:
    """What was planned and what is spent."""
    return Budget(
        planned=sum(place.planned for place in places),
        spent=sum(place.spent or 0 for place in places),
        least=least,
        lasted=lasted,
    )
