"""What the row policies leave to Python: doors and lists asked by those who have the
rows in reach and still must not pass."""

from datetime import date

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from nenep.access.models import Grant
from nenep.access.rules import Actor, Capability, Office, OfficeHeld
from nenep.accounts.actions.hand_out_link import hand_out_link
from nenep.accounts.queries.links import links_of
from nenep.box.views import box
from nenep.documents.models import UploadedFile
from nenep.documents.policies import upload_to_read
from nenep.documents.queries import visible_to as papers_of
from nenep.documents.tests.test_uploads import bring, remove
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.meetings.actions.answer_opinion import answer_opinion
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.policies import item_for, meeting_for, meeting_to_change, opinion_for, vote_for
from nenep.meetings.queries import visible_to as meetings_of
from nenep.meetings.tests.scenes import everybody_came, finish_evening, open_evening, plan_evening
from nenep.minutes.policies import pack_for
from nenep.minutes.tests.evenings import seal_evening
from nenep.oversight.queries import history_of
from nenep.people.policies import letter_of
from nenep.people.queries.unit_page import unit_page
from nenep.people.tests.test_transfers import _introduce
from nenep.petitions.actions.reply import reply_petition
from nenep.petitions.pages import petition_page, petitions_page
from nenep.petitions.tests.test_petitions import _sent
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.charge_cell import ask_superior
from nenep.resolutions.models import Task
from nenep.resolutions.pages import tasks_page
from nenep.resolutions.policies import must_report_for, side_of, task_for
from nenep.resolutions.queries.tasks import visible_to as tasks_of
from nenep.scoring.queries import sheet_page
from tests.browsing import signed_in
from tests.world import SINCE, TODAY, World

SIDES = ("secretary", "ward_officer")
OCTOBER, DECEMBER = date(2026, 10, 1), date(2026, 12, 1)


def evening(world: World) -> Meeting:
    """Begun, not sealed: the ward has its rows in reach and no business in it."""
    actor = world.act_as("secretary")
    return open_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)


def sealed(world: World) -> Meeting:
    """With a task given in it."""
    meeting = evening(world)
    task(world, meeting)
    actor = world.act_as("secretary")
    everybody_came(actor=actor, meeting=meeting)
    finish_evening(actor=actor, meeting=meeting)
    seal_evening(actor, Meeting.objects.get(pk=meeting.pk), 4)
    return meeting


def task(world: World, meeting: Meeting, owner: str = "committee_member") -> Task:
    return assign_task(
        actor=world.act_as("secretary"),
        meeting_id=meeting.pk,
        title="Vận động làm đường",
        due_on=date(2026, 12, 31),
        owner_person_id=world.person(owner),
    )


def two_levels_up(world: World) -> Actor:
    """An office whose reach of rows goes on below, and whose papers stop at the direct cells."""
    world.act_as_system()
    Grant.objects.create(
        person_id=world.person("teacher"),
        unit_id=world.unit("province"),
        office=Office.COMMITTEE_SECRETARY.value,
        during=(SINCE, None),
    )
    return world.act_as("teacher")


def test_it_shows_no_meeting_before_its_notice(world: World) -> None:
    actor = world.act_as("secretary")
    planned = plan_evening(actor=actor, unit_id=world.unit("village"), month=DECEMBER)
    assert not meetings_of(world.act_as("member")).filter(pk=planned.pk).exists()


def test_it_shows_the_ward_no_announced_meeting(world: World) -> None:
    meeting = evening(world)
    assert not meetings_of(world.act_as("ward_officer")).filter(pk=meeting.pk).exists()


def test_it_shows_two_levels_up_no_sealed_meeting(world: World) -> None:
    sealed(world)
    assert not meetings_of(two_levels_up(world)).exists()


def test_it_shows_two_levels_up_no_sealed_paper(world: World) -> None:
    sealed(world)
    assert not papers_of(two_levels_up(world)).exists()


def test_it_shows_two_levels_up_no_task_of_a_sealed_meeting(world: World) -> None:
    sealed(world)
    assert tasks_of(world.act_as("ward_officer")).exists()
    assert not tasks_of(two_levels_up(world)).exists()


def test_it_opens_no_item_to_the_ward(world: World) -> None:
    item = AgendaItem.objects.filter(meeting=evening(world)).first()
    assert item is not None
    with pytest.raises(Absent):
        item_for(world.act_as("ward_officer"), item.pk)


def test_it_opens_no_opinion_to_the_ward(world: World) -> None:
    meeting = evening(world)
    actor = world.act_as("secretary")
    opinion = raise_opinion(actor=actor, meeting_id=meeting.pk, kind="proposal", text="Sửa đường")
    with pytest.raises(Absent):
        opinion_for(world.act_as("ward_officer"), opinion.pk)


def test_it_keeps_an_answered_opinion_as_it_was_raised(world: World) -> None:
    meeting = evening(world)
    said = {"meeting_id": meeting.pk, "kind": "proposal"}
    own = raise_opinion(actor=world.act_as("member"), text="Sửa cầu", **said)  # type: ignore[arg-type]
    answer_opinion(actor=world.act_as("secretary"), opinion_id=own.pk, on=TODAY, text="Sẽ bàn")
    again = {"text": "Sửa đường", "opinion_id": own.pk, **said}
    with pytest.raises(Refused, match="đã được trả lời"):
        raise_opinion(actor=world.act_as("member"), **again)  # type: ignore[arg-type]
    assert raise_opinion(actor=world.act_as("secretary"), **again).text == "Sửa đường"  # type: ignore[arg-type]


def test_it_opens_no_vote_to_the_ward(world: World) -> None:
    meeting = evening(world)
    actor = world.act_as("secretary")
    everybody_came(actor=actor, meeting=meeting)
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Đồng ý làm đường",
        votes_for=4,
        votes_against=0,
        abstentions=0,
    )
    with pytest.raises(Absent):
        vote_for(world.act_as("ward_officer"), vote.pk)


@pytest.mark.parametrize(("key", "why"), [("ward_officer", Absent), ("member", Forbidden)])
def test_it_lets_no_one_else_change_a_meeting(world: World, key: str, why: type[Exception]) -> None:
    meeting = evening(world)
    with pytest.raises(why):
        meeting_to_change(world.act_as(key), meeting.pk, to=Capability.RUN_MEETING)


def test_it_opens_no_pack_to_the_ward(world: World) -> None:
    meeting = evening(world)
    assert pack_for(world.act_as("secretary"), meeting.pk)
    with pytest.raises(Absent):
        pack_for(world.act_as("ward_officer"), meeting.pk)


def test_it_lets_a_member_see_and_not_run_a_meeting(world: World) -> None:
    meeting = evening(world)
    with pytest.raises(Forbidden):
        meeting_for(world.act_as("member"), meeting.pk, to=Capability.RUN_MEETING)


def test_it_opens_no_task_to_the_ward(world: World) -> None:
    given = task(world, evening(world))
    with pytest.raises(Absent):
        task_for(world.act_as("ward_officer"), given.pk, to=Capability.VIEW_PAPERS)


def test_it_lets_an_owner_see_and_not_judge_a_task(world: World) -> None:
    given = task(world, evening(world), owner="member")
    with pytest.raises(Forbidden):
        task_for(world.act_as("member"), given.pk, to=Capability.RUN_MEETING)


def test_it_lets_no_owner_report_where_one_has_left(world: World) -> None:
    given = task(world, evening(world), owner="member")
    gone = Actor(account_id=None, person_id=world.person("member"), name="")
    with pytest.raises(Forbidden):
        must_report_for(gone, given, on_behalf=False)


def test_it_lets_no_member_speak_for_the_cell_to_its_superior(world: World) -> None:
    asked = ask_superior(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        title="Sửa đường",
        due_on=date(2026, 12, 31),
        on=TODAY,
    )
    with pytest.raises(Forbidden):
        side_of(world.act_as("member"), asked)


def test_it_lists_for_a_member_the_own_tasks_only(world: World) -> None:
    task(world, evening(world))
    page = tasks_page(world.act_as("member"), TODAY)
    assert (page.own, list(page.lines)) == (True, [])


@pytest.mark.parametrize(("key", "asks"), [("secretary", True), ("committee_member", False)])
def test_it_offers_asking_to_who_may_ask(world: World, key: str, asks: bool) -> None:
    assert tasks_page(world.act_as(key), TODAY).may_ask is asks
    assert petitions_page(world.act_as(key), TODAY).may_send is asks


def test_it_shows_a_member_no_opinion_that_waits(world: World) -> None:
    meeting = evening(world)
    raise_opinion(
        actor=world.act_as("secretary"),
        meeting_id=meeting.pk,
        kind="complaint",
        text="Đường ngập",
        person_id=world.person("committee_member"),
        needs_answer=True,
    )
    assert len(petitions_page(world.act_as("secretary"), TODAY).waiting) == 1
    assert len(petitions_page(world.act_as("member"), TODAY).waiting) == 0


def test_it_tells_only_the_cell_that_it_has_told_the_answer(world: World) -> None:
    sent = _sent(world)
    office = world.act_as("ward_officer")
    reply_petition(actor=office, petition_id=sent.pk, kind="answered", on=TODAY, text="Sẽ làm.")
    told = {key: petition_page(world.act_as(key), sent, TODAY).may_tell for key in SIDES}
    assert told == {"secretary": True, "ward_officer": False}


def test_it_lists_links_for_who_hands_them_out(world: World) -> None:
    village = world.unit("village")
    person = world.person("away")
    hand_out_link(actor=world.act_as("secretary"), unit_id=village, person_id=person, on=TODAY)
    shown = {
        key: len(links_of(world.act_as(key), village, clock.now()))
        for key in ("deputy", "committee_member")
    }
    assert shown == {"deputy": 1, "committee_member": 0}


def test_it_opens_no_committee_file_to_a_member(world: World) -> None:
    file = bring(world, world.act_as("secretary"))
    with pytest.raises(Absent):
        upload_to_read(world.act_as("member"), file.pk)


def test_it_lets_a_reader_remove_no_file(world: World) -> None:
    file = bring(world, world.act_as("secretary"), opens_to=Capability.VIEW_PAPERS)
    with pytest.raises(Forbidden):
        remove(world.act_as("ward_officer"), file.pk)
    assert UploadedFile.objects.filter(pk=file.pk).exists()


def test_it_opens_the_box_to_nobody_who_only_reads(world: World) -> None:
    """Whoever was let in in an emergency sees the agenda, and is no member."""
    world.act_as("secretary")
    request: HttpRequest = RequestFactory().get("/")
    held = OfficeHeld(Office.EMERGENCY_READER, world.unit("village"))
    request.actor = Actor(None, None, "", offices=(held,))  # type: ignore[attr-defined]
    with pytest.raises(Forbidden):
        box(request)


def test_it_tells_nobody_the_own_history(world: World) -> None:
    """One's record is in reach, its journal is the office's."""
    with pytest.raises(Absent):
        history_of(world.act_as("member"), world.person("member"))


def test_it_lets_no_secretary_manage_a_letter(world: World) -> None:
    letter = _introduce(world.act_as("ward_officer"), world)
    with pytest.raises(Forbidden):
        letter_of(world.act_as("secretary"), letter.pk)


def test_it_leads_a_secretary_to_no_superior(world: World) -> None:
    page = unit_page(world.act_as("secretary"), world.unit("village"), today=TODAY)
    assert [above.open for above in page.line] == [False] * len(page.line)
    assert page.line


def test_it_leads_to_a_history_only_who_may_read_it(world: World) -> None:
    address = reverse("person", args=[world.person("member")])
    shown: dict[str, bool] = {}
    for key in ("secretary", "committee_member"):
        page = signed_in(world, key).get(address)
        assert page.status_code == 200
        shown[key] = f"/history/{world.person('member')}/" in page.content.decode()
    assert shown == {"secretary": True, "committee_member": False}


def test_it_lets_a_member_read_a_sealed_sheet_and_not_run_it(world: World) -> None:
    meeting = sealed(world)
    runs = {key: sheet_page(world.act_as(key), meeting.pk).may_run for key in ("deputy", "member")}
    assert runs == {"deputy": True, "member": False}
