"""From the plan to the closing, with nothing but the pages: no script, no action called."""

import re

from django.test import Client

from nenep.meetings.models import AgendaItem, Attendance, Meeting, Vote
from nenep.meetings.queries import meeting_page
from nenep.resolutions.models import Task
from tests.browsing import signed_in
from tests.world import World


def _series(client: Client) -> None:
    said = {
        "start_time": "19h",
        "place": "Nhà văn hóa làng",
        "planned_minutes": "90",
        "usual_day": "",
        "on": "01/11/2026",
    }
    assert client.post("/meetings/series/", said).status_code == 302


def test_it_carries_a_meeting_from_the_plan_to_the_closing(world: World) -> None:
    client = signed_in(world, "secretary")
    _series(client)
    planned = client.post("/meetings/plans/", {"month": "2026-11", "kind": "regular"})
    assert planned.status_code == 302
    place = re.sub(r"preparation/$", "", planned["Location"])
    page = client.get(planned["Location"])
    assert "Ngày 03 hằng tháng" in page.content.decode()
    for kind in ("agreed", "notified", "papers_out"):
        marked = client.post(f"{place}milestones/", {"kind": kind, "on": "01/11/2026"})
        assert marked.status_code == 302
    said = {
        "on": "03/11/2026",
        "at": "19:00",
        "chair": world.person("secretary"),
        "secretary": world.person("committee_member"),
        "guests": "* Lê Minh Châu, Đảng ủy phường",
        "declared": "on",
    }
    assert client.post(f"{place}opening/", said)["Location"] == f"{place}roll/"
    roll = {f"mark-{p.id}": "present" for p in world.people.values()}
    roll[f"mark-{world.person('member')}"] = "excused"
    roll[f"reason-{world.person('member')}"] = "duty"
    for key in ("exempt", "away", "suspended"):
        roll[f"mark-{world.person(key)}"] = ""
    assert client.post(f"{place}roll/", roll).status_code == 302
    _hold(client, place, world)
    closed = client.post(f"{place}closure/", {"at": "20:45"})
    assert closed.status_code == 302
    shown = meeting_page(world.act_as("secretary"), Meeting.objects.get().pk)
    assert shown.stage == "closed"
    assert shown.minutes_lasted == 105
    assert (shown.tally.present, shown.tally.due) == (5, 6)
    assert shown.guests[0].superior


def _hold(client: Client, place: str, world: World) -> None:
    world.act_as("secretary")
    for item in AgendaItem.objects.all():
        assert client.get(f"{place}evening/?item={item.pk}").status_code == 200
        note = {"text": f"Đã bàn: {item.title}", "revision": item.revision, "then": "done"}
        done = client.post(f"{place}evening/items/{item.pk}/note/", note)
        assert done.status_code == 302
    opinion = {"person": world.person("member"), "kind": "proposal", "text": "Sửa giọt nước."}
    assert client.post(f"{place}opinions/", opinion).status_code == 302
    vote = {
        "question": "Thông qua nghị quyết tháng 11",
        "matter": "ordinary",
        "method": "hand",
        "votes_for": "3",
        "votes_against": "0",
        "abstentions": "0",
    }
    assert client.post(f"{place}votes/", vote).status_code == 302
    task = {
        "title": "Vận động 4 hộ làm hố rác",
        "owner": f"person:{world.person('member')}",
        "due_on": "30/11/2026",
        "measure": "4 hộ",
    }
    assert client.post(f"{place}assignments/", task).status_code == 302
    world.act_as("secretary")
    assert Attendance.objects.filter(mark="excused").count() == 1
    said = {
        "text": "Chi bộ thống nhất.",
        "revision": "0",
        "kind": "resolution",
        "subject": "về nhiệm vụ tháng 11 năm 2026",
        "vote": Vote.objects.get().pk,
    }
    assert client.post(f"{place}conclusion/", said).status_code == 302
    assert Task.objects.get().title == "Vận động 4 hộ làm hố rác"
