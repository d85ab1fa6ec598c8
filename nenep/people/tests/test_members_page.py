"""The members' pages, opened as the offices open them."""

from django.test import Client

from tests.browsing import signed_in
from tests.world import World


def test_it_shows_a_secretary_the_roll_of_today(world: World) -> None:
    page = signed_in(world, "secretary").get("/members/", follow=True)
    text = page.content.decode()
    assert "Ngô Bá Thiện" in text
    assert "Miễn sinh hoạt đến 31/12/2026" in text
    assert "Bùi Thị Xuân" in text
    assert "Đinh Thị Hòa" not in text


def test_it_finds_a_name_without_diacritics(world: World) -> None:
    client = signed_in(world, "ward_officer")
    page = client.get(f"/units/{world.unit('ward')}/members/?q=dang van")
    text = page.content.decode()
    assert "Đặng Văn Lộc" in text
    assert "Siu Thương" not in text


def test_it_is_absent_to_a_neighbouring_ward(world: World) -> None:
    client = signed_in(world, "other_ward_officer")
    assert client.get(f"/units/{world.unit('village')}/members/").status_code == 404


def test_it_is_forbidden_to_a_member(world: World) -> None:
    assert signed_in(world, "member").get("/members/").status_code == 403


def test_it_asks_a_stranger_to_sign_in(world: World) -> None:
    page = Client().get("/members/")
    assert page.status_code == 302
    assert page["Location"].startswith("/sign-in/")
