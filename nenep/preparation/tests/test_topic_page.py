"""The topic and its presenter; what stands around a meeting in preparation."""

from datetime import date

from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import everybody_came, open_evening, plan_evening
from tests.browsing import signed_in
from tests.world import World

DECEMBER = date(2026, 12, 1)


def _thematic(world: World) -> Meeting:
    actor, village = world.act_as("secretary"), world.unit("village")
    plan_evening(actor=actor, unit_id=village, month=DECEMBER)
    return plan_meeting(
        actor=actor,
        unit_id=village,
        month=DECEMBER,
        kind="thematic",
        topic="Làng văn hóa",
        planned_on=date(2026, 12, 15),
    )


def test_it_names_the_topic_and_who_presents_it(world: World) -> None:
    meeting, client = _thematic(world), signed_in(world, "secretary")
    place = f"/meetings/{meeting.pk}/topic/"
    assert "Xây dựng thôn, làng, tổ dân phố văn hóa" in client.get(place).content.decode()
    said = {"topic": "Giữ nếp làng", "topic_code": "cultural_village"}
    presenter = {"presenter": str(world.person("member"))}
    assert client.post(place, said | presenter).status_code == 302
    shown = client.get(f"/meetings/{meeting.pk}/preparation/").content.decode()
    assert "Giữ nếp làng" in shown
    assert "Phạm Thị Cúc" in shown
    assert client.post(place, said | {"topic": ""}).status_code == 422


def test_it_reminds_of_failed_votes_and_shows_the_committees_meeting(world: World) -> None:
    actor, village = world.act_as("secretary"), world.unit("village")
    november = open_evening(actor=actor, unit_id=village, month=date(2026, 11, 1))
    everybody_came(actor=actor, meeting=november)
    hold_vote(
        actor=actor,
        meeting_id=november.pk,
        question="Đề nghị kết nạp quần chúng",
        matter="admission",
        votes_for=2,
        votes_against=2,
        abstentions=0,
    )
    december = plan_evening(actor=actor, unit_id=village, month=DECEMBER)
    plan_meeting(
        actor=actor,
        unit_id=village,
        month=DECEMBER,
        kind="cell_committee",
        planned_on=DECEMBER,
        prepares_id=december.pk,
    )
    client = signed_in(world, "secretary")
    shown = client.get(f"/meetings/{december.pk}/preparation/").content.decode()
    assert "Đề nghị kết nạp quần chúng" in shown
    assert "Họp chi ủy chuẩn bị" in shown
