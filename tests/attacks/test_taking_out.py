"""Emptying the registers file by file with a copied cookie: every such file passes one door."""

from datetime import date
from io import BytesIO

import pytest
from django.http import HttpResponse
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from nenep.access.rules import Actor
from nenep.documents.tests.extraction import one_line
from nenep.journal.actions.take_out import EXPORTS
from nenep.journal.models import Entry
from nenep.people.actions.residence import link_residence
from tests import source
from tests.browsing import signed_in
from tests.world import World, uid

Ways = dict[str, str]
OTHER_FILES = {
    "nenep/desk/views.py": "what is kept about oneself",
    "nenep/minutes/views/files.py": "one paper; and the book that was ordered, which is journalled",
    "nenep/oversight/views.py": "one paper opened with a reason, which its cell reads",
    "nenep/people/views/exports.py": "by export_members",
    "nenep/people/views/links.py": "by export_links",
    "nenep/reorganisation/views/plans.py": "an empty form",
    "nenep/room/views/take_along.py": "one paper of the evening taken along",
    "nenep/support/views.py": "figures of villages, no person",
    "nenep/ui/downloads.py": "one uploaded file",
}


@pytest.fixture
def ways(world: World) -> Ways:
    """The address of each way out, with something to take."""
    actor: Actor = world.act_as("secretary")
    village = world.unit("village")
    link_residence(
        actor=actor,
        unit_id=village,
        full_name="Trần Văn Bắc",
        workplace="Bệnh viện",
        on=date(2026, 1, 1),
    )
    world.leave()
    return {
        "members.exported": f"/units/{village}/members/sheet/",
        "residence.exported": f"/units/{village}/residence-links/2026.xlsx",
    }


@pytest.mark.parametrize("verb", EXPORTS)
def test_it_records_and_limits(world: World, settings: Settings, ways: Ways, verb: str) -> None:
    settings.EXPORTS_A_DAY = 1
    client = signed_in(world, "secretary")
    assert client.get(ways[verb]).status_code == 405
    assert client.post(ways[verb]).status_code == 200
    refused = client.post(ways[verb])
    assert refused.status_code == 422
    assert "chưa có tệp nào được lập" in one_line(refused.content.decode())
    world.act_as_system()
    (entry,) = Entry.objects.filter(verb=verb)
    assert (entry.unit_id, entry.account_id) == (world.unit("village"), uid("account:secretary"))
    assert set(entry.facts) <= {"count", "year"}


def test_it_counts_all_ways_together_and_marks_each(
    world: World, settings: Settings, ways: Ways
) -> None:
    settings.EXPORTS_A_DAY = len(EXPORTS)
    client = signed_in(world, "secretary")
    for address in ways.values():
        page = client.post(address)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert "Đồng chí Siu Thương tải về lúc" in _text(page)
    assert {client.post(address).status_code for address in ways.values()} == {422}


def test_it_knows_every_page_that_gives_a_file() -> None:
    """A new one says here what it gives; many people's data goes through ``take_out``."""
    giving = {
        source.named(path)
        for path in source.product_files()
        if "content-disposition" in source.text(path).lower().replace("_", "-")
    }
    assert giving == set(OTHER_FILES)


def _text(page: HttpResponse) -> str:
    rows = CalamineWorkbook.from_filelike(BytesIO(page.content)).get_sheet_by_index(0).to_python()
    return " ".join(str(cell) for row in rows for cell in row)
