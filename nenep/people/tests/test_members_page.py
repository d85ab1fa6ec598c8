"""The members' pages, opened as the offices open them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nenep.people.actions.enrol import NewMember, enrol_members
from tests.browsing import signed_in
from tests.world import SINCE, World


def page_of(world: World, unit: str) -> str:
    return f"/units/{world.unit(unit)}/members/"


def crowd(world: World, cell: str, size: int) -> None:
    """More members, one of them Nguyễn Văn Đường."""
    names = [f"Nguyễn Văn Đ{'ườ' if not n else 'uô'}ng {n or ''}".strip() for n in range(size)]
    enrol_members(
        actor=world.act_as_system(),
        members=[NewMember(name, world.unit(cell), SINCE) for name in names],
    )
    world.leave()


def test_it_shows_a_secretary_the_roll_of_today(world: World) -> None:
    page = signed_in(world, "secretary").get("/members/", follow=True)
    text = page.content.decode()
    assert "Ngô Bá Thiện" in text
    assert "Miễn sinh hoạt đến 31/12/2026" in text
    assert "Bùi Thị Xuân" in text
    assert "Đinh Thị Hòa" not in text


@pytest.mark.parametrize("typed", ["dang van", "Đặng Văn", "ĐẶNG  VĂN", "ang va"])
def test_it_finds_a_name_with_and_without_diacritics(world: World, typed: str) -> None:
    page = signed_in(world, "ward_officer").post(page_of(world, "ward"), {"part": typed})
    text = page.content.decode()
    assert "Đặng Văn Lộc" in text
    assert "Siu Thương" not in text


@pytest.mark.parametrize("typed", ["%", "_", "\\", "dang%loc", "d_ng", "'"])
def test_it_takes_signs_of_a_pattern_as_letters(world: World, typed: str) -> None:
    page = signed_in(world, "ward_officer").post(page_of(world, "ward"), {"part": typed})
    assert page.status_code == 200
    # An apostrophe alone is no letter of a name: it narrows nothing.
    assert ("Đặng Văn Lộc" in page.content.decode()) is (typed == "'")


def test_it_reads_no_name_from_an_address(world: World) -> None:
    page = signed_in(world, "ward_officer").get(f"{page_of(world, 'ward')}?part=dang")
    assert "Siu Thương" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("standing=exempt", {"exempt"}),
        ("standing=away", {"away"}),
        ("standing=probationary", {"probationary"}),
        ("standing=suspended", {"suspended"}),
        ("standing=hosted", {"hosted"}),
        ("standing=transferring", set()),
        ("standing=former", set()),
        ("office=cell_secretary", {"secretary", "school_secretary"}),
        ("age_from=80", {"exempt"}),
        ("age_to=25", {"probationary"}),
        ("age_from=58&age_to=58&standing=official", {"secretary"}),
        ("expiring=soon", {"exempt"}),
        ("expiring=overdue", set()),
    ],
)
def test_it_narrows_a_list(world: World, asked: str, found: set[str]) -> None:
    text = signed_in(world, "ward_officer").get(f"{page_of(world, 'ward')}?{asked}")
    shown = {k for k, p in world.people.items() if f"{p.name}<" in text.content.decode()}
    assert shown - {"ward_officer"} == found


def test_it_narrows_to_a_unit_below_and_keeps_a_name(world: World) -> None:
    client, cell = signed_in(world, "ward_officer"), world.unit("school")
    text = client.post(page_of(world, "ward"), {"part": "thị", "unit": str(cell)}).content.decode()
    assert "Đinh Thị Hòa" in text
    assert "Phạm Thị Cúc" not in text
    assert f'value="{cell}" selected' in text


def test_it_says_what_it_cannot_read(world: World) -> None:
    client = signed_in(world, "ward_officer")
    page = client.get(f"{page_of(world, 'ward')}?age_from=abc&standing=exempt")
    assert page.status_code == 422
    assert "Ngô Bá Thiện" in page.content.decode()


def test_it_searches_the_roll_of_a_large_cell_on_the_server(world: World) -> None:
    crowd(world, "village", 45)
    client = signed_in(world, "secretary")
    assert 'name="part"' in client.get(page_of(world, "village")).content.decode()
    text = client.post(page_of(world, "village"), {"part": "duong"}).content.decode()
    assert "Nguyễn Văn Đường" in text
    assert "Phạm Thị Cúc" not in text


def test_it_asks_the_same_number_of_questions_of_a_longer_list(world: World) -> None:
    client = signed_in(world, "ward_officer")
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(world, "ward"))
    crowd(world, "school", 120)
    with CaptureQueriesContext(connection) as many:
        client.get(page_of(world, "ward"))
    assert len(many) == len(few)


def test_it_is_absent_to_a_neighbouring_ward(world: World) -> None:
    client = signed_in(world, "other_ward_officer")
    assert client.get(page_of(world, "village")).status_code == 404
    assert client.post(page_of(world, "village"), {"part": "a"}).status_code == 404


def test_it_is_forbidden_to_a_member(world: World) -> None:
    assert signed_in(world, "member").get("/members/").status_code == 403


def test_it_asks_a_stranger_to_sign_in(world: World) -> None:
    page = Client().get("/members/")
    assert page.status_code == 302
    assert page["Location"].startswith("/sign-in/")
