"""Taking a meeting along: what the page says, what the bundle holds, who may and for how long."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from nenep.journal.models import Entry
from nenep.kernel import clock, ids
from nenep.kernel.errors import Forbidden
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import plan_evening
from nenep.room.bundles import evening_of
from nenep.room.models import Mandate
from nenep.room.queries import room_page
from nenep.room.sealing import door
from nenep.room.tests.conftest import Evening
from nenep.room.tests.letters import taken_along
from tests.browsing import signed_in
from tests.world import World


def _asked() -> dict[str, str]:
    return {"device": str(ids.random_id()), "clock": clock.now().isoformat()}


def test_it_issues_a_mandate_with_the_offices_of_the_moment(evening: Evening) -> None:
    answered = evening.post("take-along/", _asked())
    told = json.loads(answered.content)
    assert told["door"] == door().public
    assert answered["Cache-Control"] == "private, no-store"
    evening.world.act_as("secretary")
    mandate = Mandate.objects.get(pk=told["mandate"])
    assert sorted(mandate.offices) == ["cell_secretary", "party_member"]
    assert mandate.until - clock.now() >= timedelta(days=14)
    assert told["secret"].encode() not in bytes(mandate.secret_hash)
    assert Entry.objects.filter(verb="mandate.issued", object_id=evening.meeting.pk).exists()


def test_it_refuses_a_device_that_does_not_say_its_hour(evening: Evening) -> None:
    assert evening.post("take-along/", {"device": "x", "clock": "y"}).status_code == 422
    for clock_of_nobody in ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-11-03"):
        said = {"device": str(ids.random_id()), "clock": clock_of_nobody}
        assert evening.post("take-along/", said).status_code == 422


def test_it_says_on_the_page_what_is_kept_and_where(evening: Evening) -> None:
    taken_along(evening.world.act_as("secretary"), evening.meeting.pk)
    text = evening.text("take-along/")
    assert "Máy này sẽ giữ" in text
    assert "mang theo lúc" in text
    assert "Siu Thương" in text


def test_it_revokes_from_the_page(evening: Evening) -> None:
    phone = taken_along(evening.world.act_as("secretary"), evening.meeting.pk)
    gone = evening.post(f"mandates/{phone.mandate_id}/revocation/", {}, key="deputy")
    assert gone.status_code == 302
    assert "đã thu hồi" in evening.text("take-along/")


def test_it_gives_the_bundle_to_who_runs_the_meeting_and_to_no_cache(attended: Evening) -> None:
    answered = attended.get("bundle/")
    said = json.loads(answered.content)
    assert {person["name"] for person in said["people"]} >= {"Siu Thương", "Phạm Thị Cúc"}
    assert answered["Cache-Control"] == "private, no-store"
    tag = {"If-None-Match": answered["ETag"]}
    again = attended.client.get(f"{attended.place}bundle/", headers=tag)
    assert again.status_code == 304
    assert attended.get("bundle/", key="member").status_code == 403
    assert attended.get("bundle/", key="school_secretary").status_code == 404


def test_it_carries_what_the_evening_needs_and_no_more(attended: Evening) -> None:
    actor = attended.world.act_as("secretary")
    said = evening_of(room_page(actor, attended.meeting.pk), reader=actor)
    people = said["people"]
    assert isinstance(people, list)
    kept = {name for person in people if isinstance(person, dict) for name in person}
    assert kept == {
        *("id", "name", "standing", "due", "votes", "mark", "reason", "late", "left", "runs"),
        *("arrived", "gone", "leave", "leave_reason"),
    }
    score = said["score"]
    assert isinstance(score, dict)
    assert score["criteria"]


def test_it_takes_a_planned_meeting_with_the_people_of_that_day(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(
        actor=actor, unit_id=world.unit("village"), month=world.today.replace(day=1)
    )
    said = evening_of(room_page(actor, meeting.pk), reader=actor)
    people = said["people"]
    assert isinstance(people, list)
    assert len(people) == 9


def test_it_issues_nothing_to_who_does_not_run_it(evening: Evening) -> None:
    actor = evening.world.act_as("member")
    with pytest.raises(Forbidden):
        taken_along(actor, evening.meeting.pk)


def test_it_lets_the_database_refuse_an_invented_office(evening: Evening) -> None:
    """The wall below the page: the serving role cannot write a mandate itself."""
    evening.world.act_as("secretary")
    meeting = Meeting.objects.get(pk=evening.meeting.pk)
    forged = Mandate(
        meeting=meeting,
        unit_id=meeting.unit_id,
        device_id=ids.random_id(),
        account_id=ids.random_id(),
        offices=["committee_office"],
        secret_hash=b"0" * 32,
        issued_at=clock.now(),
        until=clock.now(),
        clock_ahead=0,
    )
    with pytest.raises(Exception, match="permission denied"):
        forged.save(force_insert=True)


def test_it_opens_the_shell_and_its_worker_to_anybody(db: None) -> None:
    shell, worker = Client().get("/room/"), Client().get("/room/worker.js")
    assert shell.status_code == 200
    assert worker["Content-Type"] == "text/javascript"
    assert "nenep_session" not in shell.cookies


def test_it_offers_to_take_the_evening_along(evening: Evening) -> None:
    assert f"{evening.place}take-along/" in evening.text("evening/")
    page = signed_in(evening.world, "secretary").get(f"{evening.place}evening/")
    assert page.status_code == 200
