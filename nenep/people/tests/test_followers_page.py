"""The page on which a committee's office assigns its members to cells."""

from nenep.access.rules import Office
from nenep.people.models import OfficeTerm
from tests.browsing import signed_in
from tests.world import TODAY, World


def test_it_assigns_and_ends_on_pages(world: World) -> None:
    client, address = signed_in(world, "ward_officer"), f"/units/{world.unit('ward')}/followers/"
    page = client.get(address).content.decode()
    assert "1 chi bộ chưa có người theo dõi" in page
    said = {"person": str(world.person("follower")), "cells": [str(world.unit("school"))]}
    answer = client.post(address, {**said, "on": f"{TODAY:%d/%m/%Y}", "decision": "12-PC/ĐU"})
    assert answer.status_code == 302
    assert "Chi bộ nào cũng đã có người theo dõi" in client.get(address).content.decode()
    world.act_as_system()
    term = OfficeTerm.objects.get(
        unit_id=world.unit("village"), office=Office.ASSIGNED_FOLLOWER.value
    )
    end = client.post(
        f"/offices/{term.pk}/end/", {"on": f"{TODAY:%d/%m/%Y}", "how": "replaced", "decision": ""}
    )
    assert end.status_code == 302
    assert "1 chi bộ chưa có người theo dõi" in client.get(address).content.decode()


def test_it_asks_for_a_cell(world: World) -> None:
    client, address = signed_in(world, "ward_officer"), f"/units/{world.unit('ward')}/followers/"
    said = {"person": str(world.person("follower")), "on": f"{TODAY:%d/%m/%Y}"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "Mục này chưa ghi" in answer.content.decode()
