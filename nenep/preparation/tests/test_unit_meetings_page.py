"""The meetings of a group and of a committee: listed, planned, typed."""

from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.tests.gatherings import committee_of_the_ward, group_of_the_village
from tests.browsing import signed_in
from tests.world import World

SAID = {"planned_on": "26/11/2026", "planned_at": "18:30", "place": "Nhà văn hóa"}


def test_it_plans_a_groups_meeting_without_an_agenda(world: World) -> None:
    group = group_of_the_village(world, world.act_as("secretary"))
    client, address = signed_in(world, "member"), f"/units/{group}/meetings/"
    assert "Chưa có cuộc họp nào" in client.get(address).content.decode()
    for _ in range(2):
        client.post(address, SAID)
    shown = client.get(address).content.decode()
    assert "Nhà văn hóa" in shown
    assert "Thông báo và gửi tài liệu" in shown
    world.act_as("member")
    meeting = Meeting.objects.get(unit_id=group)
    assert not AgendaItem.objects.filter(meeting=meeting).exists()
    assert client.get(f"/meetings/{meeting.pk}/preparation/").status_code == 200


def test_it_plans_the_committees_meeting_for_its_office(world: World) -> None:
    committee_of_the_ward(world, world.act_as_system(), "secretary")
    address = f"/units/{world.unit('ward')}/meetings/"
    client = signed_in(world, "ward_officer")
    assert client.post(address, SAID).status_code == 302
    reader = signed_in(world, "secretary")
    assert "Lập cuộc họp" not in reader.get(address).content.decode()
    assert reader.post(address, SAID).status_code == 403


def test_it_says_what_is_missing_and_keeps_what_was_typed(world: World) -> None:
    committee_of_the_ward(world, world.act_as_system(), "secretary")
    client = signed_in(world, "ward_officer")
    answer = client.post(f"/units/{world.unit('ward')}/meetings/", SAID | {"planned_on": ""})
    assert answer.status_code == 422
    assert "Nhà văn hóa" in answer.content.decode()


def test_it_is_nothing_to_the_neighbour(world: World) -> None:
    group = group_of_the_village(world, world.act_as("secretary"))
    assert signed_in(world, "other_secretary").get(f"/units/{group}/meetings/").status_code == 404
    assert signed_in(world, "probationary").get(f"/units/{group}/meetings/").status_code == 403
