"""Where excused comes from: the roll begins with the leave that was granted."""

from datetime import date, time

from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.queries import meeting_page
from nenep.meetings.tests.scenes import plan_evening
from nenep.preparation.actions.answer_leave import answer_leave
from nenep.preparation.actions.ask_leave import ask_leave
from nenep.room.rolls import roll_page
from tests.world import TODAY, World

SUNDAY = date(2026, 11, 22)


def test_it_begins_with_excused_for_who_was_granted_leave(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(
        actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1), planned_on=SUNDAY
    )
    for key, granted in (("member", True), ("probationary", False), ("deputy", None)):
        asked = ask_leave(
            actor=actor,
            meeting_id=meeting.pk,
            person_id=world.person(key),
            reason="duty",
            on=TODAY,
        )
        if granted is not None:
            answer_leave(
                actor=actor,
                meeting_id=meeting.pk,
                request_id=asked.pk,
                granted=granted,
                on=TODAY,
            )
    open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=SUNDAY,
        at=time(19),
        chair_id=world.person("secretary"),
        secretary_id=world.person("committee_member"),
    )
    lines = {line.row.person_id: line for line in roll_page(meeting_page(actor, meeting.pk)).due}
    shown = {
        key: (line.mark, line.reason, line.leave)
        for key in ("member", "probationary", "deputy", "hosted")
        for line in [lines[world.person(key)]]
    }
    assert shown == {
        "member": ("excused", "duty", "granted"),
        "probationary": ("present", "", "refused"),
        "deputy": ("present", "", "asked"),
        "hosted": ("present", "", ""),
    }
