"""The records, in one transaction: all of the story, or nothing of it."""

import sys
from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor
from nenep.access.scope import system_scope
from nenep.demo.loading.accounts import load_accounts
from nenep.demo.loading.between import load_between
from nenep.demo.loading.duties import load_duties
from nenep.demo.loading.evenings import evenings_of, load_evenings
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.loading.leaves import load_leaves
from nenep.demo.loading.light import load_light_evenings
from nenep.demo.loading.lives import load_elections, load_lives
from nenep.demo.loading.meetings import SCORED_SINCE, load_meetings
from nenep.demo.loading.people import load_people
from nenep.demo.loading.privacy import load_privacy
from nenep.demo.loading.scores import load_scores
from nenep.demo.loading.tasks import load_tasks
from nenep.demo.loading.traces import load_traces
from nenep.demo.loading.units import load_units
from nenep.demo.loading.votes import load_votes
from nenep.demo.loading.years import load_years
from nenep.demo.rules import demo_today, uid
from nenep.demo.story.facts import MeetingFact, Story
from nenep.demo.story.life import tell
from nenep.demo.story.units import MAIN_CELL, WARD
from nenep.preparation.actions.draft_agenda import draft_agenda
from nenep.rulebook.queries import rules_in_force
from nenep.structure.models import Unit


def is_loaded() -> bool:
    """Is the invented ward there? Needs a reach."""
    return Unit.objects.filter(pk=uid(WARD)).exists()


def set_the_day() -> None:
    """The database's own day, which decides offices and reach; as the owner."""
    with connection.cursor() as cursor:
        cursor.execute("delete from nenep_private.clock")
        cursor.execute("insert into nenep_private.clock values (%s)", [demo_today()])


def load_story() -> bool:
    """Write the story unless it is there; says whether it wrote."""
    story = tell()
    with system_scope("dữ liệu minh họa") as actor:
        if is_loaded():
            return False
        _write(actor, story)
    return True


def _write(actor: Actor, story: Story) -> None:
    told(f"{load_units(actor)} đơn vị")
    told(f"{load_elections(story.records)} cuộc bầu cử")
    told(f"{load_people(actor, story.cast)} người")
    told(f"{load_lives(actor, story)} thôn, làng, tổ dân phố")
    told(f"{load_accounts(actor)} tài khoản")
    rulebook = rules_in_force()
    told(f"{load_meetings(story.meetings)} cuộc họp")
    told(f"{load_light_evenings(actor)} cuộc họp nơi khác")
    evenings = evenings_of(rulebook, story.meetings)
    scored = [m for m in story.meetings if m.held and m.planned_on >= SCORED_SINCE]
    load_evenings(evenings, scored={m.key for m in scored})
    told(f"{load_votes(rulebook, evenings)} lần biểu quyết")
    told(f"{load_tasks(story.meetings)} nhiệm vụ")
    told(f"{load_years(story.meetings)} nhiệm vụ của năm")
    told(f"{load_between()} kiến nghị và việc giữa phường và chi bộ")
    _take_stock()
    told(f"{load_scores(actor, rulebook, scored)} phiếu chấm điểm")
    draft_agenda(actor=actor, meeting_id=_draft(story))
    told(f"{load_leaves(actor, _draft(story))} lượt báo vắng")
    told(f"{load_traces(actor, story.meetings)} dấu vết quanh các buổi họp")
    told(f"{load_duties(actor)} việc trong năm đã làm")
    told(f"{load_privacy(actor, MAIN_CELL)} lượt đồng ý")
    say_all(actor, (entry for m in story.meetings if m.held for entry in _said(m)))


def _draft(story: Story) -> UUID:
    return next(uid(m.key) for m in story.meetings if m.draft)


def _take_stock() -> None:
    """Statistics of what was just loaded: without them each evening's evidence costs a hundred
    times more. Only the owner may; for others the database warns and goes on."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def _said(meeting: MeetingFact) -> Iterator[Said]:
    """The evening's entries: what the actions would have journalled, without any words."""
    unit, object_id = uid(meeting.cell), uid(meeting.key)
    dated = (
        ("meeting.agreed", meeting.premeeting_on),
        ("meeting.notified", meeting.notified_on),
        ("meeting.papers_out", meeting.papers_on),
        ("meeting.opened", meeting.planned_on),
        ("roll.taken", meeting.planned_on),
        ("meeting.closed", meeting.planned_on),
        ("meeting.adopted", meeting.planned_on),
        ("meeting.finalised", meeting.finalised_on),
        ("meeting.reported", meeting.reported_on),
        ("meeting.confirmed", meeting.confirmed_on),
    )
    for verb, on in dated:
        if on is not None:
            yield Said(verb, unit, "meeting", object_id, on, {"on": on.isoformat()})


def told(what: str) -> None:
    """Progress goes to stderr: stdout belongs to answers."""
    print(f"  {what}", file=sys.stderr, flush=True)
