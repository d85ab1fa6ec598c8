"""The question an author is asked about notes that are much like earlier ones."""

from datetime import date

from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from nenep.access.rules import Actor
from nenep.meetings.actions.note import write_note
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.queries import meeting_page
from nenep.meetings.queries.likeness import alike_notes
from nenep.meetings.tests.scenes import hold_evening, open_evening
from tests.world import World

NOTE = (
    "Chi ủy báo cáo kết quả vận động bảy hộ làm chuồng xa nhà, còn hai hộ chưa có chỗ đặt. "
    "Tổ thủy lợi nạo vét ba trăm mét mương trước vụ đông xuân."
)


def _write(actor: Actor, meeting: Meeting, code: str, text: str) -> AgendaItem:
    item = AgendaItem.objects.get(meeting=meeting, code=code)
    write_note(actor=actor, item_id=item.pk, text=text, revision=item.revision)
    return item


def _two_evenings(world: World, second: str = NOTE) -> tuple[Actor, Meeting, AgendaItem]:
    actor, unit = world.act_as("secretary"), world.unit("village")
    before = hold_evening(actor, unit, date(2026, 10, 1))
    AgendaItem.objects.filter(meeting=before, code="discussion").update(note=NOTE)
    meeting = open_evening(actor=actor, unit_id=unit, month=date(2026, 11, 1))
    return actor, meeting, _write(actor, meeting, "discussion", second)


def test_it_shows_the_passage_and_the_day(world: World, client: Client) -> None:
    actor, meeting, item = _two_evenings(world)
    page = meeting_page(actor, meeting.pk)
    alike = alike_notes(page.meeting, page.items)[item.pk]
    assert alike.passage.text == NOTE
    assert alike.share == 1
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("secretary")
    told = client.get(f"{reverse('evening', args=[meeting.pk])}?item={item.pk}").content.decode()
    assert "Gần như ghi chép ngày" in told
    assert "bảy hộ làm chuồng" in told
    assert "giống kỳ trước" in client.get(reverse("minutes", args=[meeting.pk])).content.decode()


def test_it_asks_nothing_about_news(world: World) -> None:
    actor, meeting, _item = _two_evenings(
        world, second=NOTE.replace("bảy", "tám") + " " + "a " * 40
    )
    page = meeting_page(actor, meeting.pk)
    assert alike_notes(page.meeting, page.items) == {}


def test_it_sees_the_same_note_under_two_items(world: World) -> None:
    actor, meeting, item = _two_evenings(world, second="Ngắn.")
    _write(actor, meeting, "tasks", NOTE.replace("Chi ủy", "Bí thư"))
    item.refresh_from_db()
    write_note(
        actor=actor, item_id=item.pk, text=NOTE.replace("Chi ủy", "Bí thư"), revision=item.revision
    )
    page = meeting_page(actor, meeting.pk)
    alike = alike_notes(page.meeting, page.items)
    assert {one.passage.on for one in alike.values()} == {None}
    assert len(alike) == 2


def test_it_looks_back_at_meetings_of_that_kind_in_two_queries(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor, meeting, item = _two_evenings(world)
    page = meeting_page(actor, meeting.pk)
    with django_assert_num_queries(2):
        alike_notes(page.meeting, page.items)
    Meeting.objects.filter(month=date(2026, 10, 1)).update(kind="extraordinary")
    assert item.pk not in alike_notes(page.meeting, page.items)


def test_it_asks_nothing_before_the_rule(world: World) -> None:
    actor, meeting, _item = _two_evenings(world)
    page = meeting_page(actor, meeting.pk)
    page.meeting.held_on = date(2019, 3, 3)
    assert alike_notes(page.meeting, page.items) == {}
