"""Who lives where, and the pages of one village, opened as the offices open them."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import Actor
from nenep.kernel.errors import Forbidden, Invalid
from nenep.people.actions.join_villages import join_villages
from nenep.people.actions.residence import link_residence, set_residence
from nenep.people.models import Residence
from nenep.people.queries.villages import VillageLine, residents_on, village_lines
from nenep.structure.actions.localities import open_locality
from nenep.structure.models import LocalityPlace
from nenep.structure.queries.localities import history_of_locality
from tests.browsing import signed_in
from tests.world import World

ON = date(2026, 6, 1)


def _village(world: World, actor: Actor, name: str, led_by: str | None = None) -> UUID:
    row = open_locality(
        actor=actor,
        unit_id=world.unit("ward"),
        name=name,
        kind="village",
        on=ON,
        led_by_id=world.unit(led_by) if led_by else None,
    )
    return row.locality_id


def _lines(world: World, key: str, unit: str = "ward") -> dict[str, VillageLine]:
    register = village_lines(world.act_as(key), world.unit(unit), world.today)
    return {line.name: line for line in register.lines}


def test_it_takes_the_members_of_a_cell_that_leads_one_village_to_live_there(world: World) -> None:
    actor = world.act_as("ward_officer")
    _village(world, actor, "Làng Kon Rơlang", "village")
    _village(world, actor, "Làng Đăk Mây")
    link_residence(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        full_name="Nguyễn Thị Sen",
        workplace="Trường Trung học cơ sở",
        on=ON,
    )
    lines = _lines(world, "ward_officer")
    led, alone = lines["Làng Kon Rơlang"], lines["Làng Đăk Mây"]
    assert (led.official, led.probationary, led.linked) == (7, 1, 1)
    assert (led.no_member, led.no_cell, led.shared) == (False, False, False)
    assert (alone.members, alone.no_member, alone.no_cell, alone.linked) == (0, True, True, None)
    assert list(lines) == ["Làng Đăk Mây", "Làng Kon Rơlang"]


def test_it_asks_where_people_of_a_cell_with_two_villages_live(world: World) -> None:
    actor = world.act_as("ward_officer")
    first = _village(world, actor, "Làng Kon Rơlang", "village")
    _village(world, actor, "Làng Đăk Mây", "village")
    set_residence(
        actor=world.act_as("secretary"),
        person_id=world.person("member"),
        locality_id=first,
        on=world.today,
    )
    register = village_lines(world.act_as("ward_officer"), world.unit("ward"), world.today)
    assert [(line.members, line.no_member, line.shared) for line in register.lines] == [
        (0, False, True),
        (1, False, True),
    ]
    assert [(some.cell_id, some.people) for some in register.unassigned] == [
        (world.unit("village"), 7)
    ]


def test_it_counts_for_nobody_who_may_not_see_members(world: World) -> None:
    _village(world, world.act_as("ward_officer"), "Làng Kon Rơlang", "village")
    (line,) = _lines(world, "province_officer").values()
    assert (line.members, line.linked, line.no_member) == (None, None, False)
    assert not _lines(world, "other_ward_officer")


def test_it_shows_a_secretary_the_villages_of_the_own_cell(world: World) -> None:
    actor = world.act_as("ward_officer")
    locality = _village(world, actor, "Làng Kon Rơlang", "village")
    _village(world, actor, "Làng Đăk Mây")
    assert [*_lines(world, "secretary", "village")] == ["Làng Kon Rơlang"]
    here = (locality, world.unit("village"), world.unit("ward"), world.today)
    seen = residents_on(world.act_as("secretary"), *here)
    assert seen is not None
    assert len(seen) == 8
    assert residents_on(world.act_as("member"), *here) is None
    assert residents_on(world.act_as("school_secretary"), *here) is None


def test_it_costs_the_same_for_one_village_and_for_twenty(world: World) -> None:
    def cost() -> int:
        actor = world.act_as("ward_officer")
        with CaptureQueriesContext(connection) as asked:
            village_lines(actor, world.unit("ward"), world.today)
        return len(asked)

    actor = world.act_as("ward_officer")
    _village(world, actor, "Làng Kon Rơlang", "village")
    few = cost()
    actor = world.act_as("ward_officer")
    for number in range(20):
        _village(world, actor, f"Thôn {number}")
    assert cost() == few <= 2


def test_it_brings_along_who_was_written_down_in_a_village_that_joined(world: World) -> None:
    actor = world.act_as("ward_officer")
    first, second = (_village(world, actor, name, "village") for name in ("Thôn 1", "Thôn 2"))
    person = {"person_id": world.person("member")}
    set_residence(actor=world.act_as("secretary"), locality_id=first, on=ON, **person)
    joined = date(2026, 11, 1)
    actor = world.act_as("ward_officer")
    for _again in range(2):
        join_villages(actor=actor, locality_id=first, into_id=second, on=joined)
    rows = Residence.objects.filter(**person).order_by("during")
    assert [(row.locality_id, row.during.lower) for row in rows] == [(first, ON), (second, joined)]
    assert history_of_locality(first)[-1].until == joined


def test_it_refuses_to_join_a_village_to_none(world: World) -> None:
    locality = _village(world, world.act_as("ward_officer"), "Thôn 1")
    with pytest.raises(Invalid):
        join_villages(
            actor=world.act_as("ward_officer"), locality_id=locality, into_id=locality, on=ON
        )
    with pytest.raises(Forbidden):
        join_villages(
            actor=world.act_as("secretary"), locality_id=locality, into_id=locality, on=ON
        )


def test_it_opens_a_village_with_its_people_to_whoever_keeps_them(world: World) -> None:
    locality = _village(world, world.act_as("ward_officer"), "Làng Kon Rơlang", "village")
    address = f"/villages/{locality}/"
    told = {
        key: signed_in(world, key).get(address).content.decode()
        for key in ("ward_officer", "secretary", "member", "province_officer")
    }
    for key in ("ward_officer", "secretary"):
        assert "8 đảng viên ở đây" in told[key]
        assert "Ngô Bá Thiện" in told[key]
    for key in ("member", "province_officer"):
        assert "Làng Kon Rơlang" in told[key]
        assert "Ngô Bá Thiện" not in told[key]
    assert "Sửa từ một ngày" in told["ward_officer"]
    assert "Sửa từ một ngày" not in told["secretary"]


def test_it_writes_what_the_office_types(world: World) -> None:
    client = signed_in(world, "ward_officer")
    ward, village = world.unit("ward"), world.unit("village")
    said = {"name": "Làng Đăk Mây", "kind": "village", "on": "01/06/2026", "led_by_id": ""}
    page = client.post(f"/units/{ward}/villages/entry/", said)
    assert page["Location"] == f"/units/{ward}/villages/"
    world.act_as_system()
    (row,) = LocalityPlace.objects.all()
    address = f"/villages/{row.locality_id}/change/"
    led = {**said, "on": "01/09/2026", "led_by_id": str(village)}
    assert client.post(address, led).status_code == 302
    early = client.post(address, {**led, "on": "01/01/2020"})
    assert early.status_code == 422
    assert "Sổ không có" in early.content.decode()
    assert "Làng Đăk Mây" in early.content.decode()
    ended = client.post(f"/villages/{row.locality_id}/end/", {"on": "01/11/2026", "into": ""})
    assert ended.status_code == 302
    world.act_as_system()
    told = [(r.since, r.led_by_id, r.until) for r in history_of_locality(row.locality_id)]
    assert told == [
        (ON, None, date(2026, 9, 1)),
        (date(2026, 9, 1), village, date(2026, 11, 1)),
    ]


def test_it_reads_a_pasted_list_before_it_writes_it(world: World) -> None:
    client = signed_in(world, "ward_officer")
    address = f"/units/{world.unit('ward')}/villages/list/"
    said = {"text": "1. Làng Kon Rơlang\n2. Thôn 7", "on": "01/06/2026"}
    seen = client.post(address, said)
    text = seen.content.decode()
    assert seen.status_code == 200
    assert "tìm theo tên, đồng chí kiểm tra" in text
    assert "Ghi 2 nơi vào sổ" in text
    # Pressed at once, the guess is shown first all the same.
    assert client.post(address, {**said, "write": "1"}).status_code == 200
    world.act_as_system()
    assert not LocalityPlace.objects.exists()
    written_out = "Làng Kon Rơlang; Chi bộ làng Kon Rơlang\nThôn 7; -"
    page = client.post(address, {**said, "text": written_out, "write": "1"})
    assert page["Location"] == f"/units/{world.unit('ward')}/villages/"
    world.act_as_system()
    assert LocalityPlace.objects.count() == 2


def test_it_keeps_a_list_with_a_fault_as_it_was_typed(world: World) -> None:
    client = signed_in(world, "ward_officer")
    said = {"text": "Thôn 7\nThôn 8; Chi bộ ở đâu", "on": "01/06/2026", "write": "1"}
    page = client.post(f"/units/{world.unit('ward')}/villages/list/", said)
    assert page.status_code == 422
    assert "1 dòng chưa đọc được" in page.content.decode()
    assert "Thôn 8; Chi bộ ở đâu" in page.content.decode()
    world.act_as_system()
    assert not LocalityPlace.objects.exists()
