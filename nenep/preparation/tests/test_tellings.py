"""Who was told on which way: counted among those expected, corrected, taken back."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import entries, plan_evening
from nenep.preparation.actions.note_told import note_told, take_back_told
from nenep.preparation.models import Telling as TellingRow
from nenep.preparation.queries.tellings import expected_at
from nenep.preparation.rules.telling import Telling, Told, Way, count
from tests.browsing import signed_in
from tests.world import TODAY, World

MEETING_DAY = date(2026, 11, 24)
PEOPLE = [uuid4() for _ in range(6)]


@pytest.fixture
def meeting(world: World) -> Meeting:
    """To be held tomorrow: papers are due today."""
    return plan_evening(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        month=date(2026, 11, 1),
        planned_on=MEETING_DAY,
    )


def note(actor: Actor, meeting: Meeting, people: list[UUID], **other: object) -> int:
    said = {"what": Told.NOTICE, "way": Way.OWN_PAGE, "on": TODAY, **other}
    return note_told(actor=actor, meeting_id=meeting.pk, people=people, **said)  # type: ignore[arg-type]


def test_it_is_noted_of_all_at_once_and_once(world: World, meeting: Meeting) -> None:
    actor = world.act_as("secretary")
    people = [line.person_id for line in expected_at(meeting)]
    assert note(actor, meeting, people) == len(people) > 2
    assert note(actor, meeting, people) == 0
    assert entries(world.unit("village")).count("notice.told") == 1


def test_it_corrects_the_way_and_keeps_papers_apart(world: World, meeting: Meeting) -> None:
    actor, member = world.act_as("committee_member"), world.person("member")
    note(actor, meeting, [member])
    note(actor, meeting, [member], what=Told.PAPERS, way=Way.PAPER)
    reader = world.person("secretary")
    assert note(actor, meeting, [member], way=Way.READ_ALOUD, reader_id=reader) == 1
    rows = {row.what: (row.way, row.reader_id) for row in TellingRow.objects.all()}
    assert rows == {"notice": ("read_aloud", reader), "papers": ("paper", None)}


def test_it_is_taken_back_once(world: World, meeting: Meeting) -> None:
    actor, member = world.act_as("secretary"), world.person("member")
    note(actor, meeting, [member])
    again = [
        take_back_told(actor=actor, meeting_id=meeting.pk, what=Told.NOTICE, people=[member])
        for _ in range(2)
    ]
    assert again == [1, 0]
    assert entries(world.unit("village")).count("notice.told_taken_back") == 1


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"way": Way.READ_ALOUD}, Invalid),
        ({"reader_id": "secretary"}, Invalid),
        ({"people": []}, Invalid),
        ({"people": ["teacher"]}, Refused),
        ({"on": date(2026, 11, 24)}, Refused),
    ],
)
def test_it_refuses_what_cannot_be(
    world: World, meeting: Meeting, said: dict[str, object], refusal: type[Exception]
) -> None:
    actor, named = world.act_as("secretary"), said.pop("people", ["member"])
    if "reader_id" in said:
        said["reader_id"] = world.person("secretary")
    assert isinstance(named, list)
    with pytest.raises(refusal):
        note(actor, meeting, [world.person(key) for key in named], **said)
    assert not TellingRow.objects.exists()


def test_it_is_nobody_elses_business(world: World, meeting: Meeting) -> None:
    people = [world.person("member")]
    note(world.act_as("secretary"), meeting, people)
    for key in ("teacher", "other_secretary", "ward_officer", "province_officer"):
        stranger = world.act_as(key)
        assert not TellingRow.objects.exists()
        with pytest.raises(Absent):
            note(stranger, meeting, people)


def test_it_is_noted_by_who_prepares(world: World, meeting: Meeting) -> None:
    from_member = world.act_as("member")
    with pytest.raises(Absent):
        note(from_member, meeting, [world.person("member")])


def test_it_is_ticked_and_counted_on_the_pages(world: World, meeting: Meeting) -> None:
    client, place = signed_in(world, "secretary"), f"/meetings/{meeting.pk}/"
    all_of_them = {"what": "notice", "way": "own_page", "on": "23/11/2026", "everybody": "on"}
    assert client.post(f"{place}notice-ways/", all_of_them).status_code == 302
    one = {"what": "papers", "way": "paper", "on": "23/11/2026"}
    one["people"] = str(world.person("member"))
    assert client.post(f"{place}notice-ways/", one).status_code == 302
    world.act_as("secretary")
    n = len(expected_at(meeting))
    text = client.get(f"{place}notice-ways/").content.decode()
    assert f"Đã báo {n}/{n}, tài liệu 1/{n}; 1 có tài liệu trước ít nhất 1 ngày" in text
    prepared = client.get(f"{place}preparation/").content.decode()
    assert f"đã đến 1/{n} đồng chí, đúng hạn 1" in prepared
    assert client.post(f"{place}notice-ways/", {**one, "people": ""}).status_code == 422


def test_it_asks_as_much_of_few_as_of_many(world: World, meeting: Meeting) -> None:
    client, asked = signed_in(world, "secretary"), []
    for told in (1, None):
        actor = world.act_as("secretary")
        note(actor, meeting, [line.person_id for line in expected_at(meeting)][:told])
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/meetings/{meeting.pk}/notice-ways/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


@given(
    told=st.dictionaries(st.sampled_from(PEOPLE), st.integers(1, 28), max_size=6),
    expected=st.sets(st.sampled_from(PEOPLE)),
    last=st.integers(1, 28),
)
def test_it_counts_nobody_who_is_not_expected(
    told: dict[UUID, int], expected: set[UUID], last: int
) -> None:
    rows = [
        Telling(person, Told.PAPERS, Way.PAPER, date(2026, 11, day)) for person, day in told.items()
    ]
    found = count(rows, Told.PAPERS, expected=expected, last_day=date(2026, 11, last))
    assert found.in_time is not None
    assert found.in_time <= found.reached == len(expected & told.keys()) <= found.expected
    assert count(rows, Told.NOTICE, expected=expected, last_day=None).reached == 0
