"""The page of a unit, opened as the offices open it: who sees what, in constant queries."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nenep.access.rules import Office
from nenep.people.actions.appoint import appoint
from nenep.people.actions.found_group import found_group
from nenep.people.actions.open_term import open_term
from nenep.people.actions.place_in_group import place_in_group
from nenep.people.pages import units as shapes
from nenep.people.tests.crowd import crowd
from nenep.structure.actions.found_unit import found_unit
from tests.browsing import signed_in
from tests.world import SINCE, World


def _page(world: World, key: str, unit: str = "village", name: str = "unit") -> str:
    page = signed_in(world, key).get(reverse(name, args=[world.unit(unit)]))
    assert page.status_code == 200
    return page.content.decode()


def _group(world: World, people: list[UUID], name: str = "Tổ đảng số 1") -> UUID:
    actor = world.act_as("ward_officer")
    unit = found_group(actor=actor, cell_id=world.unit("village"), name=name, on=SINCE)
    place_in_group(actor=actor, person_ids=people, group_id=unit.pk, on=SINCE)
    appoint(
        actor=actor,
        person_id=people[0],
        unit_id=unit.pk,
        office=Office.PARTY_GROUP_LEADER,
        on=SINCE,
    )
    return UUID(str(unit.pk))


def test_it_tells_a_secretary_what_the_cell_is_who_leads_it_and_what_is_missing(
    world: World,
) -> None:
    text = _page(world, "secretary")
    assert "99.101.001.000.001" in text
    assert "Siu Thương" in text
    assert "Chi bộ thôn, làng, tổ dân phố" in text
    assert "Miễn sinh hoạt" in text
    assert "dưới 9" in text
    assert "vẫn ghi có chi ủy viên" in text
    assert "Chưa ghi nhiệm kỳ đang chạy" in text
    assert "208-QĐ/TW" in text
    assert reverse("office-new", args=[world.unit("village")]) not in text


def test_it_offers_the_ward_office_what_it_may_write(world: World) -> None:
    text = _page(world, "ward_officer")
    for name in ("office-new", "term-new", "election-new"):
        assert reverse(name, args=[world.unit("village")]) in text
    assert "Thôi giữ chức" in text


def test_it_tells_a_member_who_leads_and_no_other_name(world: World) -> None:
    text = _page(world, "member")
    assert "Siu Thương" in text
    assert "Ngô Bá Thiện" not in text
    assert "Miễn sinh hoạt" not in text
    assert reverse("unit-members", args=[world.unit("village")]) not in text


def test_it_shows_the_province_figures_and_no_name(world: World) -> None:
    text = _page(world, "province_officer")
    assert "Siu Thương" not in text
    assert "quản lý trực tiếp" in text


@pytest.mark.parametrize("key", ["other_ward_officer", "teacher"])
def test_it_is_unknown_elsewhere(world: World, key: str) -> None:
    page = signed_in(world, key).get(reverse("unit", args=[world.unit("village")]))
    assert page.status_code == 404


def test_it_is_refused_of_a_superior_known_by_name(world: World) -> None:
    page = signed_in(world, "secretary").get(reverse("unit", args=[world.unit("ward")]))
    assert page.status_code == 403


def test_it_lists_the_units_under_a_committee_page_by_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "BELOW_SHOWN", 1)
    address = reverse("unit", args=[world.unit("ward")])
    client = signed_in(world, "ward_officer")
    first, second = (client.get(f"{address}?part={n}").content.decode() for n in (0, 1))
    assert ("Kon Rơlang" in first, "Trường Tiểu học" in first) == (True, False)
    assert ("Kon Rơlang" in second, "Trường Tiểu học" in second) == (False, True)
    assert client.get(f"{address}?part=không").status_code == 200


def test_it_shows_the_term_its_vacancies_and_the_groups(world: World) -> None:
    people = crowd(world, 26)
    _group(world, people[:5])
    open_term(
        actor=world.act_as("ward_officer"),
        unit_id=world.unit("village"),
        label="2025–2030",
        size=5,
        on=SINCE,
        until=date(2030, 7, 1),
    )
    text = _page(world, "secretary")
    assert "2025–2030 (01/07/2025 – 30/06/2030)" in text
    assert "còn thiếu 2 cấp ủy viên" in text
    assert "chia thành các tổ đảng" in text
    assert "Tổ đảng số 1" in text
    assert "5 đảng viên" in text
    told = _page(world, "member")
    assert "Tổ trưởng tổ đảng đ/c Hồ Thị An 1" in told


def test_it_opens_a_group_to_its_leader_its_cell_and_the_ward(world: World) -> None:
    member = world.person("member")
    group = _group(world, [member, world.person("away")])
    address = reverse("unit", args=[group])
    for key in ("member", "secretary", "ward_officer", "probationary"):
        page = signed_in(world, key).get(address)
        assert page.status_code == 200, key
        assert "Phạm Thị Cúc" in page.content.decode(), key
    assert signed_in(world, "teacher").get(address).status_code == 404


def test_it_asks_the_same_number_of_queries_however_large_the_unit(
    world: World,
) -> None:
    client = signed_in(world, "ward_officer")
    addresses = [reverse("unit", args=[world.unit(unit)]) for unit in ("village", "ward")]
    small = [_queries(client, address) for address in addresses]
    _enlarge(world)
    large = [_queries(client, address) for address in addresses]
    assert large[0] <= small[0] + 1  # how many are in each group, asked once there are groups
    assert large[1] == small[1]
    assert max(large) <= 24


def _queries(client: object, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200  # type: ignore[attr-defined]
    return len(captured)


def _enlarge(world: World) -> None:
    people = crowd(world, 12)
    _group(world, people[:4], "Tổ đảng một")
    _group(world, people[4:8], "Tổ đảng hai")
    for number in range(5):
        found_unit(
            actor=world.act_as_system(),
            name=f"Chi bộ thôn {number}",
            kind="party_cell",
            code=f"9910100300{number:04}",
            parent_id=world.unit("ward"),
            on=SINCE,
            cell_type="residential",
        )
    world.leave()


def test_it_leads_to_the_own_unit(world: World) -> None:
    page = signed_in(world, "member").get(reverse("own-unit"))
    assert page["Location"] == reverse("unit", args=[world.unit("village")])


def test_it_shows_a_unit_to_come_and_its_history(world: World) -> None:
    unit = found_unit(
        actor=world.act_as_system(),
        name="Chi bộ làng Plei Mơ",
        kind="party_cell",
        code="99101003000001",
        parent_id=world.unit("ward"),
        on=date(2027, 1, 1),
        cell_type="residential",
    )
    client = signed_in(world, "ward_officer")
    text = client.get(reverse("unit", args=[unit.pk])).content.decode()
    assert "Hoạt động từ ngày 01/01/2027" in text
    told = client.get(reverse("unit-history", args=[unit.pk])).content.decode()
    assert "Thành lập: Chi bộ làng Plei Mơ" in told
    assert "chưa đến ngày" in told
