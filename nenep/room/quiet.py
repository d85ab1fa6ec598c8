"""Who has not yet spoken: a help for the chair while the meeting sits, and nothing else.

Worked out from the opinions of this evening each time the page is drawn. It is never stored,
counted or compared, enters no paper, and nobody but the chair is shown it.
"""

from collections.abc import Sequence

from nenep.access.rules import Actor
from nenep.meetings.queries import MeetingPage
from nenep.meetings.rules.roll import Mark


def is_for(actor: Actor, page: MeetingPage) -> bool:
    """Only the one who chairs, from the opening to the closing."""
    return (
        actor.person_id is not None
        and actor.person_id == page.meeting.chair_id
        and page.milestone("opened") is not None
        and page.milestone("closed") is None
    )


def not_yet_spoken(actor: Actor, page: MeetingPage) -> Sequence[str]:
    """Names of those present who have said nothing under their name this evening, in the order of
    given names (no ranking); empty for anybody but the chair. No query."""
    if not is_for(actor, page):
        return ()
    said = [*page.other_opinions, *(one for item in page.items for one in item.opinions)]
    spoke = {one.row.person_id for one in said}
    return [
        row.name
        for row in page.roll
        if row.mark is Mark.PRESENT and row.person_id != actor.person_id
        if row.person_id not in spoke and row.name
    ]
