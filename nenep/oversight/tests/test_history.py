"""The history of a thing: sentences with who and when, for whoever reads the journal there."""

import re
from datetime import date

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import everybody_came, hold_evening, open_evening
from nenep.minutes.queries import sealed_papers
from nenep.minutes.tests.evenings import OCTOBER, seal_evening
from nenep.oversight.pages import history_page
from nenep.oversight.rules.sentences import FAMILIES, SENTENCES
from nenep.resolutions.actions.assign_task import assign_task
from tests import source
from tests.browsing import signed_in
from tests.world import World

VERB = re.compile(r'(?:record\w*|_say|say_of|take_out)\(\s*\w+,\s*"([a-z]+\.[a-z_]+)"')
AT_THE_DOOR = re.compile(r"note_at_the_door\([\w.]+, '([a-z]+\.[a-z_]+)'")


def _evening(world: World) -> Meeting:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    everybody_came(actor=actor, meeting=meeting)
    world.leave()
    return meeting


def test_it_tells_a_meeting_in_sentences(world: World) -> None:
    meeting = _evening(world)
    page = history_page(world.act_as("secretary"), meeting.pk)
    said = {line.said for line in page.lines}
    assert {"Lập kỳ sinh hoạt", "Khai mạc cuộc họp", "Điểm danh"} <= said
    assert {line.who for line in page.lines} == {"Siu Thương"}
    assert page.back == reverse("meeting", args=[meeting.pk])


def test_it_is_read_by_the_secretary_and_the_office_above(world: World) -> None:
    meeting = _evening(world)
    answers = {
        key: _page(signed_in(world, key), meeting)
        for key in ("secretary", "ward_officer", "member", "other_secretary", "province_officer")
    }
    assert answers == {
        **dict.fromkeys(("secretary", "ward_officer"), 200),
        **dict.fromkeys(("member", "other_secretary", "province_officer"), 404),
    }


def test_it_asks_the_same_few_questions_however_long(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = _evening(world)
    for thing in (meeting.pk, world.unit("village")):
        actor = world.act_as("secretary")
        with django_assert_num_queries(4):
            assert history_page(actor, thing).lines


def test_it_is_reached_from_a_task_by_whoever_may_read_it(world: World) -> None:
    meeting = _evening(world)
    task = assign_task(
        actor=world.act_as("secretary"),
        meeting_id=meeting.pk,
        title="Vận động làm đường",
        due_on=date(2026, 12, 31),
        owner_person_id=world.person("member"),
    )
    world.leave()
    history = reverse("history", args=[task.pk])
    address = reverse("task", args=[task.pk])
    secretary = signed_in(world, "secretary")
    assert history in secretary.get(address).content.decode()
    told = secretary.get(history).content.decode()
    assert "Giao nhiệm vụ" in told
    assert address in told
    assert history not in signed_in(world, "member").get(address).content.decode()
    assert signed_in(world, "member").get(history).status_code == 404


def test_it_is_reached_from_a_sealed_paper_by_whoever_may_read_it(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), OCTOBER)
    seal_evening(actor, meeting, 4)
    paper = sealed_papers(meeting.pk)[0]
    world.leave()
    history, address = (reverse(name, args=[paper.id]) for name in ("history", "paper-page"))
    for key in ("secretary", "ward_officer"):
        assert history in signed_in(world, key).get(address).content.decode()
    told = signed_in(world, "secretary").get(history).content.decode()
    assert "Cấp số và niêm phong văn bản" in told
    assert address in told
    assert history not in signed_in(world, "member").get(address).content.decode()


def test_it_has_a_sentence_for_every_verb() -> None:
    """A new verb is named in nenep/oversight/rules/sentences.py before anybody reads it."""
    verbs = {verb for path in source.product_files() for verb in VERB.findall(source.text(path))}
    noted = {
        verb for path in source.ending(".sql") for verb in AT_THE_DOOR.findall(source.text(path))
    }
    assert len(verbs) > 40
    assert len(noted) > 4
    assert sorted(noted - set(SENTENCES)) == []
    assert (
        sorted(v for v in verbs if v not in SENTENCES and v.partition(".")[0] not in FAMILIES) == []
    )


def _page(client: Client, meeting: Meeting) -> int:
    return client.get(reverse("history", args=[meeting.pk])).status_code
