"""Series, meetings with their milestones and guests, for every cell and month."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.demo.rules import uid
from nenep.demo.story.calendar import FIRST_MONTH
from nenep.demo.story.facts import MeetingFact
from nenep.demo.story.library import place
from nenep.demo.story.profiles import PROFILES
from nenep.kernel import clock
from nenep.meetings.models import Guest, Meeting, Milestone, Series
from nenep.meetings.rules.day_rule import MeetingDay, departure

_BATCH = 500
_LARGE = 30
_EVENING = 21
SCORED_SINCE = date(2025, 9, 19)
"""Before the form of KH 08 no score sheet is known: those evenings were not scored."""


def load_meetings(meetings: Sequence[MeetingFact]) -> int:
    """Rows of the meetings themselves; returns how many were held."""
    Series.objects.bulk_create(
        [
            Series(
                id=uid(f"series:{p.key}"),
                unit_id=uid(p.key),
                kind="regular",
                usual_day=p.day,
                start_time=time(p.hour),
                place=place(p.kind),
                planned_minutes=120 if p.size >= _LARGE else 90,
                during=DateRange(FIRST_MONTH, None),
            )
            for p in PROFILES
        ]
    )
    Meeting.objects.bulk_create([_meeting(m) for m in meetings], _BATCH)
    held = [m for m in meetings if m.held]
    Milestone.objects.bulk_create([row for m in held for row in _milestones(m)], _BATCH)
    Guest.objects.bulk_create([guest for m in held for guest in _guests(m)], _BATCH)
    return len(held)


def ends_at(meeting: MeetingFact) -> time:
    """The minute the evening was closed."""
    return (datetime.combine(meeting.planned_on, meeting.starts) + _lasting(meeting)).time()


def _meeting(meeting: MeetingFact) -> Meeting:
    held = meeting.held
    return Meeting(
        id=uid(meeting.key),
        unit_id=uid(meeting.cell),
        series_id=uid(f"series:{meeting.cell}"),
        kind="combined" if meeting.topic else "regular",
        month=meeting.month,
        planned_on=meeting.planned_on,
        planned_at=meeting.starts.replace(minute=0),
        day_reason=_reason(meeting),
        place=meeting.place,
        held_on=meeting.planned_on if held else None,
        started_at=meeting.starts if held else None,
        ended_at=ends_at(meeting) if held else None,
        topic=meeting.topic,
        chair_id=uid(meeting.chair),
        secretary_id=uid(meeting.secretary),
        conclusion="\n".join(f"{sentence}." for sentence in meeting.conclusion),
        conclusion_revision=1 if held else 0,
    )


def _reason(meeting: MeetingFact) -> str:
    """As ``plan_meeting`` writes it: the difference from the rule, then the cell's words."""
    if meeting.planned_on == meeting.day_rule_on:
        return meeting.reason
    differs = departure(MeetingDay(meeting.day_rule_on, False, "", None), meeting.planned_on)
    return f"{differs} {meeting.reason}"[:300]


def _milestones(meeting: MeetingFact) -> Iterator[Milestone]:
    held, end = meeting.planned_on, ends_at(meeting)
    dated: tuple[tuple[str, date | None, time | None], ...] = (
        ("agreed", meeting.premeeting_on, None),
        ("notified", meeting.notified_on, None),
        ("papers_out", meeting.papers_on, None),
        ("opened", held, meeting.starts),
        ("closed", held, end),
        ("scored", held if held >= SCORED_SINCE else None, end),
        ("read_back", held, end),
        ("adopted", held, end),
        ("finalised", meeting.finalised_on, None),
        ("reported", meeting.reported_on, None),
        ("confirmed", meeting.confirmed_on, None),
    )
    for kind, on, at in dated:
        if on is not None:
            yield _milestone(meeting, kind, on, at)


def _milestone(meeting: MeetingFact, kind: str, on: date, at: time | None) -> Milestone:
    return Milestone(
        id=uid(f"{meeting.key}/{kind}"),
        meeting_id=uid(meeting.key),
        unit_id=uid(meeting.cell),
        kind=kind,
        on=on,
        at=at,
        entered_at=clock.at(on, _EVENING),
    )


def _guests(meeting: MeetingFact) -> list[Guest]:
    return [
        Guest(
            id=uid(f"{meeting.key}/guest{number}"),
            meeting_id=uid(meeting.key),
            unit_id=uid(meeting.cell),
            name=guest.name,
            title=guest.title,
            superior=guest.superior,
        )
        for number, guest in enumerate(meeting.guests)
    ]


def _lasting(meeting: MeetingFact) -> timedelta:
    return timedelta(minutes=meeting.minutes)
