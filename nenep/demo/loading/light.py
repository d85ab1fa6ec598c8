"""The evenings elsewhere: the other wards and communes began with this system in October 2026.

Only that they met and who was there is told of them, so that the province has figures of every
ward; no talk, no task, no paper. The roll is the one the rules give for the evening.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.rules import uid
from nenep.demo.story.calendar import rng_for
from nenep.demo.story.elsewhere import OUTLINES, Outline
from nenep.demo.story.facts import RESIDENTIAL
from nenep.demo.story.library import place
from nenep.kernel import clock
from nenep.meetings.models import Attendance, Meeting, Milestone, Series
from nenep.people.queries.rosters import RosterLine, roster_on

LIGHT_MONTHS = (date(2026, 10, 1), date(2026, 11, 1))
_BATCH = 500
_NOT_HELD = frozenset({("doc-gio-che", 11), ("chu-thong-lang-kte", 11), ("ho-nho-thon-2", 10)})
_ENDS = time(20, 35)
_VERBS = {"opened": "meeting.opened", "closed": "meeting.closed", "adopted": "meeting.adopted",
          "finalised": "meeting.finalised", "reported": "meeting.reported"}  # fmt: skip


@dataclass(frozen=True)
class LightEvening:
    """One evening of a cell elsewhere."""

    cell: Outline
    on: date

    @property
    def key(self) -> str:
        return f"{self.cell.key}/{self.on:%Y-%m}"

    @property
    def starts(self) -> time:
        return time(19) if self.cell.kind in RESIDENTIAL else time(17)


def load_light_evenings(actor: Actor) -> int:
    """Series, meetings, rolls and milestones of the cells elsewhere; returns how many evenings."""
    cells = [cell for cell in OUTLINES if cell.until is None]
    Series.objects.bulk_create([_series(cell) for cell in cells])
    evenings = [
        LightEvening(cell, month.replace(day=3))
        for month in LIGHT_MONTHS
        for cell in cells
        if (cell.key, month.month) not in _NOT_HELD
    ]
    rolls = {e.key: roster_on(uid(e.cell.key), e.on) for e in evenings}
    Meeting.objects.bulk_create([_meeting(e, rolls[e.key]) for e in evenings], _BATCH)
    Milestone.objects.bulk_create([m for e in evenings for m in _milestones(e)], _BATCH)
    marks = [mark for e in evenings for mark in _marks(e, rolls[e.key])]
    Attendance.objects.bulk_create(marks, _BATCH)
    say_all(actor, (said for e in evenings for said in _said(e)))
    return len(evenings)


def _series(cell: Outline) -> Series:
    return Series(
        id=uid(f"series:{cell.key}"),
        unit_id=uid(cell.key),
        kind="regular",
        usual_day=3,
        start_time=LightEvening(cell, LIGHT_MONTHS[0]).starts,
        place=place(cell.kind),
        planned_minutes=90,
        during=DateRange(LIGHT_MONTHS[0], None),
    )


def _meeting(evening: LightEvening, roll: Sequence[RosterLine]) -> Meeting:
    official = [line.person_id for line in roll if line.counts.official and line.counts.due]
    return Meeting(
        id=uid(evening.key),
        unit_id=uid(evening.cell.key),
        series_id=uid(f"series:{evening.cell.key}"),
        kind="regular",
        month=evening.on.replace(day=1),
        planned_on=evening.on,
        planned_at=evening.starts,
        place=place(evening.cell.kind),
        held_on=evening.on,
        started_at=evening.starts,
        ended_at=_ends(evening),
        chair_id=official[0],
        secretary_id=official[1],
    )


def _ends(evening: LightEvening) -> time:
    return _ENDS if evening.cell.kind in RESIDENTIAL else _ENDS.replace(hour=18)


def _happened(evening: LightEvening) -> Iterator[tuple[str, date, time | None]]:
    late = rng_for("light", "late", evening.key).random() < 0.12
    sealed = evening.on + timedelta(5 if late else 1)
    yield "opened", evening.on, evening.starts
    for kind in ("closed", "adopted"):
        yield kind, evening.on, _ends(evening)
    for kind in ("finalised", "reported"):
        yield kind, sealed, None


def _milestones(evening: LightEvening) -> Iterator[Milestone]:
    for kind, on, at in _happened(evening):
        yield Milestone(
            id=uid(f"{evening.key}/{kind}"),
            meeting_id=uid(evening.key),
            unit_id=uid(evening.cell.key),
            kind=kind,
            on=on,
            at=at,
            entered_at=clock.at(on, 21),
        )


def _marks(evening: LightEvening, roll: Sequence[RosterLine]) -> Iterator[Attendance]:
    rng = rng_for("light", evening.key)
    leading = [line.person_id for line in roll if line.counts.official and line.counts.due][:2]
    for line in roll:
        came = line.person_id in leading or rng.random() < 0.93
        absent = "unexcused" if rng.random() < 0.15 else "excused"
        yield Attendance(
            id=uid(f"{evening.key}/{line.person_id}"),
            meeting_id=uid(evening.key),
            unit_id=uid(evening.cell.key),
            month=evening.on.replace(day=1),
            person_id=line.person_id,
            standing=line.counts.standing.value,
            due=line.counts.due,
            votes=line.counts.votes.value,
            mark=("present" if came else absent) if line.counts.due else "",
            reason="duty" if line.counts.due and not came and absent == "excused" else "",
        )


def _said(evening: LightEvening) -> Iterator[Said]:
    for kind, on, _ in _happened(evening):
        unit, meeting = uid(evening.cell.key), uid(evening.key)
        yield Said(_VERBS[kind], unit, "meeting", meeting, on, {"on": on.isoformat()})
