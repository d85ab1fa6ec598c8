"""The page on which a planned meeting is taken back."""

from datetime import date
from http import HTTPStatus

from django.urls import reverse

from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import plan_evening
from tests.browsing import signed_in
from tests.world import World

DECEMBER = date(2026, 12, 1)


def test_it_asks_why_and_takes_the_meeting_back(world: World) -> None:
    meeting = plan_evening(
        actor=world.act_as("secretary"), unit_id=world.unit("village"), month=DECEMBER
    )
    world.leave()
    client = signed_in(world, "secretary")
    address = reverse("meeting-withdrawal", args=[meeting.pk])
    assert address in client.get(reverse("preparation", args=[meeting.pk])).content.decode()
    assert client.post(address, {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = client.post(address, {"reason": "Chi bộ sáp nhập"}, follow=True)
    assert "Đã rút cuộc họp." in answer.content.decode()
    world.act_as("secretary")
    assert not Meeting.objects.filter(pk=meeting.pk).exists()
