"""A year bound as one PDF: contents, the versions in force in order, pages numbered through."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

import pytest
from procrastinate.contrib.django import procrastinate_app
from procrastinate.testing import InMemoryConnector

from nenep.access.rules import Actor
from nenep.documents.models import Paper
from nenep.documents.queries import document_of, visible_to
from nenep.documents.tests.extraction import one_line, pdf_pages
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import everybody_came, finish_evening, hold_evening, plan_evening
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.correct import Mistake, correct
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.order_book import order_book
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.books import bind_whole, book_page, bundle_of
from nenep.minutes.jobs import bind_book, put_books_away
from nenep.minutes.models import Book
from nenep.minutes.queries import minutes_page, papers_page, sealed_papers
from nenep.minutes.rules.correcting import Ground, passages
from nenep.minutes.tests.evenings import NOVEMBER, OCTOBER, START, seal_evening
from nenep.scoring.tests.sheets import score_evening
from tests.browsing import signed_in
from tests.world import World

NUMBERS = ("01-BB/CB", "01-KL/CB", "02-BB/CB", "02-KL/CB")


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
    content = bind_whole(bundle_of(actor, world.unit("village"), 2026))
    pages = [one_line(text) for text in pdf_pages(content)]
    assert "SỔ BIÊN BẢN, NGHỊ QUYẾT Năm 2026" in pages[0]
    contents = pages[1]
    assert contents.index("01-BB/CB") < contents.index("01-KL/CB") < contents.index("02-BB/CB")
    assert "Nhà rông làng" in " ".join(pages)
    assert pages[2].startswith("1 ")
    assert pages[-1].startswith(f"{len(pages) - 2} ")
    assert "-BC/CB" not in contents
    begins = re.findall(r"0\d-(?:BB|KL)/CB .*? \d\d/\d\d/2026 (\d+)", contents)
    assert [f"Số {n}" in pages[int(page) + 1] for n, page in zip(NUMBERS, begins, strict=True)] == [
        True
    ] * len(NUMBERS)


def test_it_says_on_which_page_a_paper_begins_in_however_many_batches(
    world: World, actor: Actor, october: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = bundle_of(actor, world.unit("village"), 2026)
    whole = [one_line(text) for text in pdf_pages(bind_whole(bundle))]
    monkeypatch.setattr("nenep.minutes.books.PAPERS_AT_ONCE", 1)
    assert len(list(bundle.batches)) == 2
    assert [one_line(text) for text in pdf_pages(bind_whole(bundle))] == whole


@pytest.fixture
def queue() -> Iterator[InMemoryConnector]:
    connector = InMemoryConnector()
    with procrastinate_app.current_app.replace_connector(connector):
        yield connector


@pytest.fixture(autouse=True)
def worker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The serving role may not enter an account as the worker does: the secretary stands in."""

    def entered(account: UUID, *, using: str) -> Actor:
        return world.act_as("secretary")

    @contextmanager
    def installation(reason: str) -> Iterator[Actor]:
        yield world.act_as_system()

    monkeypatch.setattr("nenep.minutes.jobs.enter_account", entered)
    monkeypatch.setattr("nenep.minutes.jobs.system_scope", installation)


def _bind_what_waits(queue: InMemoryConnector) -> int:
    """Run the job as the worker does; how many there were."""
    jobs = list(queue.jobs.values())
    for job in jobs:
        bind_book(**job["args"])
    return len(jobs)


def test_it_is_ordered_watched_and_fetched(
    world: World, actor: Actor, october: Meeting, queue: InMemoryConnector
) -> None:
    url = f"/units/{world.unit('village')}/papers/2026/"
    reader = signed_in(world, "member")
    assert "2 văn bản sẽ vào sổ" in reader.get(url).content.decode()
    assert reader.get(url.removesuffix("/") + ".pdf").status_code == 302
    for _ in range(2):
        assert reader.post(url).status_code == 302
    assert "Văn bản đã đóng" in reader.get(url).content.decode()
    assert "0<span" in reader.get(f"{url}progress/").content.decode()
    assert _bind_what_waits(queue) == 1
    done = reader.get(f"{url}progress/", headers={"HX-Request": "true"})
    assert done["HX-Redirect"] == url
    assert "Sổ đã đóng" in signed_in(world, "ward_officer").get(url).content.decode()
    page = reader.get(url.removesuffix("/") + ".pdf")
    assert page["Content-Type"] == "application/pdf"
    assert "SỔ BIÊN BẢN" in one_line(pdf_pages(page.content)[0])
    # Bound and complete, it is not bound again; with a new paper it is.
    reader.post(url)
    assert len(queue.jobs) == 1
    november = hold_evening(world.act_as("secretary"), world.unit("village"), NOVEMBER)
    seal_evening(world.act_as("secretary"), november, 4)
    assert "Có văn bản mới sau khi đóng sổ" in reader.get(url).content.decode()
    reader.post(url)
    assert len(queue.jobs) == 2


def test_it_tells_why_a_book_was_not_bound(
    world: World,
    actor: Actor,
    october: Meeting,
    queue: InMemoryConnector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    village = world.unit("village")
    book = order_book(actor=actor, unit_id=village, year=2026)
    monkeypatch.setattr("nenep.minutes.books.MOST_PAPERS", 1)
    _bind_what_waits(queue)
    world.act_as("secretary")
    book.refresh_from_db()
    assert "một sổ chỉ đóng được 1" in book.failure
    assert not book.bound
    with pytest.raises(Refused, match="Chưa đóng sổ nào"):
        order_book(actor=actor, unit_id=village, year=2026)
    with pytest.raises(Refused, match="chưa có biên bản"):
        order_book(actor=actor, unit_id=village, year=2025)


def test_it_puts_a_book_away_after_a_week(
    world: World, actor: Actor, october: Meeting, queue: InMemoryConnector
) -> None:
    book = order_book(actor=actor, unit_id=world.unit("village"), year=2026)
    put_books_away()
    world.act_as_system()
    assert Book.objects.filter(pk=book.pk).exists()
    Book.objects.update(ordered_at=book.ordered_at - timedelta(days=8))
    put_books_away()
    world.act_as_system()
    assert not Book.objects.exists()


def test_it_is_for_readers_of_the_papers(
    world: World, actor: Actor, october: Meeting, queue: InMemoryConnector
) -> None:
    village = world.unit("village")
    order_book(actor=actor, unit_id=village, year=2026)
    assert (
        "Sổ năm 2026"
        in signed_in(world, "member").get(f"/units/{village}/papers/").content.decode()
    )
    for key, refused in (("other_ward_officer", Absent), ("province_officer", Forbidden)):
        reader = world.act_as(key)
        with pytest.raises(refused):
            book_page(reader, village, 2026)
        with pytest.raises(refused):
            order_book(actor=reader, unit_id=village, year=2026)
        assert not Book.objects.exists()


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
