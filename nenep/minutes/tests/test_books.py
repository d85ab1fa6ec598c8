"""A year bound as one PDF: contents, the versions in force in order, pages numbered through."""

from datetime import date

import pytest

from nenep.access.rules import Actor
from nenep.documents.models import Paper
from nenep.documents.queries import document_of, visible_to
from nenep.documents.tests.extraction import one_line, pdf_pages
from nenep.kernel.errors import Absent, Forbidden
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import everybody_came, finish_evening, hold_evening, plan_evening
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.correct import Mistake, correct
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.books import book_of
from nenep.minutes.queries import minutes_page, papers_page, sealed_papers
from nenep.minutes.rules.correcting import Ground, passages
from nenep.minutes.tests.evenings import NOVEMBER, OCTOBER, START, seal_evening
from nenep.scoring.tests.sheets import score_evening
from tests.browsing import signed_in
from tests.world import World


@pytest.fixture
def actor(world: World) -> Actor:
    return world.act_as("secretary")


@pytest.fixture
def october(world: World, actor: Actor) -> Meeting:
    meeting = hold_evening(actor, world.unit("village"), OCTOBER)
    on = meeting.held_on
    assert on is not None
    score_evening(actor, meeting.pk, on)
    read_back(actor=actor, meeting_id=meeting.pk, on=on)
    adopt(actor=actor, meeting_id=meeting.pk, votes_for=4, votes_against=0, abstentions=0, on=on)
    finalise(actor=actor, meeting_id=meeting.pk, on=on)
    return meeting


def test_it_binds_the_versions_in_force_in_order(
    world: World, actor: Actor, october: Meeting
) -> None:
    november = hold_evening(actor, world.unit("village"), NOVEMBER)
    seal_evening(actor, november, 4)
    minutes = next(p for p in sealed_papers(october.pk) if p.type_code == "BB")
    place = next(p for p in passages(document_of(minutes)) if p.text == "Nhà văn hóa làng")
    mistake = Mistake(place.address, "Nhà rông làng", Ground.CLERICAL, "Nhầm nơi họp")
    correct(actor=actor, paper_id=minutes.pk, mistake=mistake, on=date(2026, 11, 10))
    book = book_of(actor, world.unit("village"), 2026)
    assert book is not None
    pages = [one_line(text) for text in pdf_pages(book.content)]
    assert "SỔ BIÊN BẢN, NGHỊ QUYẾT Năm 2026" in pages[0]
    contents = pages[1]
    assert contents.index("01-BB/CB") < contents.index("01-KL/CB") < contents.index("02-BB/CB")
    assert "Nhà rông làng" in " ".join(pages)
    assert pages[2].startswith("3 ")
    assert pages[-1].startswith(f"{len(pages)} ")
    assert "-BC/CB" not in contents


def test_it_is_for_readers_of_the_papers(world: World, actor: Actor, october: Meeting) -> None:
    village = world.unit("village")
    url = f"/units/{village}/papers/2026.pdf"
    for key in ("secretary", "member", "ward_officer"):
        page = signed_in(world, key).get(url)
        assert page["Content-Type"] == "application/pdf"
    assert (
        "Sổ năm 2026"
        in signed_in(world, "member").get(f"/units/{village}/papers/").content.decode()
    )
    with pytest.raises(Absent):
        book_of(world.act_as("other_ward_officer"), village, 2026)
    with pytest.raises(Forbidden):
        book_of(world.act_as("province_officer"), village, 2026)
    assert book_of(world.act_as("secretary"), village, 2025) is None


def test_it_keeps_the_committee_s_own_minutes_with_the_committee(
    world: World, actor: Actor
) -> None:
    village, day = world.unit("village"), date(2026, 11, 1)
    meeting = plan_evening(
        actor=actor, unit_id=village, month=NOVEMBER, kind="cell_committee", planned_on=day
    )
    open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=day,
        at=START,
        chair_id=world.person("secretary"),
        secretary_id=world.person("committee_member"),
    )
    everybody_came(actor=actor, meeting=meeting)
    finish_evening(actor=actor, meeting=meeting)
    read_back(actor=actor, meeting_id=meeting.pk, on=day)
    adopt(actor=actor, meeting_id=meeting.pk, votes_for=3, votes_against=0, abstentions=0, on=day)
    (paper,) = finalise(actor=actor, meeting_id=meeting.pk, on=day)
    assert [line.number for line in minutes_page(actor, meeting.pk).papers] == ["01-BB/CB"]
    for key, seen in (("committee_member", True), ("member", False), ("ward_officer", False)):
        reader = world.act_as(key)
        assert visible_to(reader).filter(pk=paper.pk).exists() is seen
        assert Paper.objects.filter(pk=paper.pk).exists()
    assert papers_page(world.act_as("secretary"), village).meetings == []
