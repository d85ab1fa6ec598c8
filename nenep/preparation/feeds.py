"""A calendar as other programs read it (RFC 5545): what kind of meeting, when, where; no more."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import icalendar

from nenep.kernel import clock
from nenep.meetings.steps import kind_name
from nenep.preparation.queries.feeds import FeedMeeting

PRODUCT = "-//Ne Nep//Lich sinh hoat//VI"
REFRESH = timedelta(hours=6)


def calendar_text(meetings: Sequence[FeedMeeting], name: str) -> bytes:
    """The feed. No topic, no names, no agenda: whoever holds the address reads it unasked."""
    feed = icalendar.Calendar()
    feed.add("prodid", PRODUCT)
    feed.add("version", "2.0")
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for meeting in meetings:
        feed.add_component(_event(meeting))
    return bytes(feed.to_ical())


def _event(meeting: FeedMeeting) -> icalendar.Event:
    start = datetime.combine(meeting.on, meeting.at, tzinfo=clock.VIETNAM)
    event = icalendar.Event()
    event.add("uid", f"{meeting.id}@nenep")
    event.add("dtstamp", clock.now())
    event.add("dtstart", start)
    if meeting.minutes:
        event.add("dtend", start + timedelta(minutes=meeting.minutes))
    event.add("summary", f"{kind_name(meeting.kind)} · {meeting.unit_name}")
    event.add("location", meeting.place)
    return event
