"""Papers from far above: closed, then opened with a reason, for that reader and that day."""

from datetime import timedelta
from typing import cast
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nenep.documents.models import Paper
from nenep.journal.models import Entry
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden, Invalid
from nenep.oversight.actions.open_paper import open_paper
from nenep.oversight.models import PaperOpening
from nenep.oversight.policies import opened_paper_for
from nenep.oversight.queries import papers_to_open
from nenep.oversight.tests.scenes import sealed_paper
from tests.browsing import signed_in
from tests.world import World

WORDS = "Kiểm tra theo chương trình năm 2026"


def _open(world: World, paper: Paper, key: str = "province_officer") -> PaperOpening:
    return open_paper(
        actor=world.act_as(key),
        unit_id=paper.unit_id,
        paper_id=paper.pk,
        reason="inspection",
        words=WORDS,
    )


def test_it_shows_the_province_no_paper_before_a_reason(world: World) -> None:
    paper = sealed_paper(world)
    world.act_as("province_officer")
    assert not Paper.objects.exists()
    assert [one.id for one in papers_to_open(paper.unit_id)][:1] != []


def test_it_opens_one_paper_and_tells_the_cell(world: World) -> None:
    paper = sealed_paper(world)
    opening = _open(world, paper)
    assert list(Paper.objects.values_list("pk", flat=True)) == [paper.pk]
    world.act_as("secretary")
    told = PaperOpening.objects.get()
    assert (told.pk, told.reader_name, told.words) == (opening.pk, "Trần Thị Vân", WORDS)
    entry = Entry.objects.get(verb="paper.opened")
    assert (entry.unit_id, entry.object_id) == (paper.unit_id, paper.pk)
    assert WORDS not in str(entry.facts)


def test_it_enters_the_same_opening_once_a_day(world: World) -> None:
    paper = sealed_paper(world)
    assert _open(world, paper).pk == _open(world, paper).pk
    world.act_as_system()
    assert PaperOpening.objects.count() == 1


@pytest.mark.parametrize(("reason", "words"), [("", WORDS), ("curiosity", WORDS), ("request", "x")])
def test_it_opens_nothing_without_a_reason(world: World, reason: str, words: str) -> None:
    paper = sealed_paper(world)
    actor = world.act_as("province_officer")
    with pytest.raises(Invalid):
        open_paper(
            actor=actor, unit_id=paper.unit_id, paper_id=paper.pk, reason=reason, words=words
        )
    assert not Paper.objects.exists()


def test_it_closes_again_with_the_day(world: World) -> None:
    paper = sealed_paper(world)
    opening = _open(world, paper)
    tomorrow = world.today + timedelta(days=1)
    with clock.frozen(tomorrow), pytest.raises(Absent):
        opened_paper_for(world.act_as("province_officer"), opening.pk)
    assert opened_paper_for(world.act_as("province_officer"), opening.pk)[1] == paper


def test_it_refuses_offices_that_open_no_papers(world: World) -> None:
    paper = sealed_paper(world)
    with pytest.raises(Forbidden):
        _open(world, paper, "member")
    with pytest.raises(Absent):
        _open(world, paper, "other_ward_officer")


@pytest.mark.parametrize("key", ["other_ward_officer", "administrator", "school_secretary"])
def test_it_refuses_them_in_the_database_too(world: World, key: str) -> None:
    paper = sealed_paper(world)
    world.act_as(key)
    assert papers_to_open(paper.unit_id) == []
    with (
        pytest.raises(Exception, match="no office of this account"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select oversight_open(%s, %s, 'request', 'x')", [uuid4(), paper.pk])


def test_it_shows_no_stranger_who_opened_what(world: World) -> None:
    _open(world, sealed_paper(world))
    for key in ("other_secretary", "other_ward_officer", "school_secretary", "member"):
        world.act_as(key)
        assert not PaperOpening.objects.exists(), key


def test_it_lets_nobody_write_or_unsay_the_log(world: World, serving_url: str) -> None:
    for harm in (
        "insert into oversight_paperopening default values",
        "delete from oversight_paperopening",
        "update oversight_paperopening set words = ''",
    ):
        with (
            psycopg.connect(serving_url) as served,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            served.execute(harm.encode())


def test_it_walks_through_the_pages(world: World) -> None:
    paper = sealed_paper(world)
    world.leave()
    client = signed_in(world, "province_officer")
    page = reverse("paper-openings", args=[paper.unit_id])
    assert str(paper.pk) in client.get(page).content.decode()
    refused = client.post(page, {"paper": str(paper.pk), "reason": "request", "words": "ngắn"})
    assert refused.status_code == 422
    said = {"paper": str(paper.pk), "reason": "request", "words": WORDS}
    assert client.post(page, said).status_code == 302
    opening = client.get(page).context["mine"][0].opening_id
    assert _file(client, opening).content.startswith(b"%PDF")
    assert _file(signed_in(world, "ward_officer"), opening).status_code == 404
    log = signed_in(world, "secretary").get(reverse("unit-readings", args=[paper.unit_id]))
    assert WORDS in log.content.decode()
    assert "Trần Thị Vân" in log.content.decode()


def _file(client: Client, opening: UUID) -> HttpResponse:
    return cast(HttpResponse, client.get(reverse("opened-paper", args=[opening, "pdf"])))
