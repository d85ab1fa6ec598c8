"""A long list page by page: by given name, nobody twice, no name in an address."""

import re

import pytest

from nenep.kernel.names import fold
from nenep.people.queries import lists as queries
from nenep.people.queries.lists import people_page
from nenep.people.rules.listing import Wanted
from tests.browsing import signed_in
from tests.world import World


def test_it_leads_through_everybody_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 4)
    actor, unit_id = world.act_as("ward_officer"), world.unit("ward")
    seen: list[str] = []
    page = people_page(actor, unit_id, world.today)
    while True:
        seen += [line.full_name for line in page.lines]
        if page.after is None:
            break
        page = people_page(actor, unit_id, world.today, after=page.after)
    assert len(seen) == 13
    assert len(set(seen)) == 13


def test_it_puts_no_name_into_the_next_address(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 4)
    address = f"/units/{world.unit('ward')}/members/"
    client = signed_in(world, "ward_officer")
    after = re.search(r"after=([^\"&]+)", client.get(address).content.decode())
    assert after is not None
    assert re.fullmatch(r"[0-9a-f-]{36}", after[1])
    assert client.get(f"{address}?after={after[1]}").status_code == 200
    assert client.get(f"{address}?after=ng%7Cx").status_code == 200


def test_it_pages_through_a_search_in_the_body(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    address = f"/units/{world.unit('ward')}/members/"
    client = signed_in(world, "ward_officer")
    first = client.post(address, {"part": "thi"}).content.decode()
    assert 'value="thi"' in first
    assert "part=" not in first
    after = re.search(r'name="after" value="([0-9a-f-]{36})"', first)
    assert after is not None
    second = client.post(address, {"part": "thi", "after": after[1]}).content.decode()
    names = r'class="what"><a[^>]*>([^<]+)<'
    shown = [*re.findall(names, first), *re.findall(names, second)]
    assert len(set(shown)) == len(shown) == 4
    assert all("thi" in fold(name) for name in shown)


def test_it_does_not_tell_where_a_stranger_stands(world: World) -> None:
    actor, unit_id = world.act_as("ward_officer"), world.unit("ward")
    stranger = world.person("other_secretary")
    page = people_page(actor, unit_id, world.today, after=stranger)
    assert page.lines == people_page(actor, unit_id, world.today).lines


def test_it_ends_an_empty_search(world: World) -> None:
    actor = world.act_as("ward_officer")
    wanted = Wanted(part="không có ai tên này")
    page = people_page(actor, world.unit("ward"), world.today, wanted=wanted)
    assert (page.lines, page.after) == ([], None)
