"""The door: who comes in, who does not, and what a planted key is worth."""

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.browsing import signed_in
from tests.world import World

WORD = "mật khẩu của secretary"


def _enter(client: Client, login: str, password: str, target: str = "") -> int:
    page = client.post(f"/sign-in/?next={target}", {"login": login, "password": password})
    return page.status_code


def test_it_lets_the_right_pair_in(world: World) -> None:
    client = Client()
    assert _enter(client, "Secretary", WORD) == 302
    assert client.get("/members/", follow=True).status_code == 200


def test_it_answers_a_wrong_half_in_the_same_words(world: World) -> None:
    answers = []
    for login, password in (("secretary", "sai"), ("không-có", WORD)):
        page = Client().post("/sign-in/", {"login": login, "password": password})
        assert page.status_code == 422
        answers.append(page.content.decode().count("Tên đăng nhập hoặc mật khẩu chưa đúng"))
    assert answers == [1, 1]


def test_it_leads_only_to_this_site(world: World) -> None:
    client = Client()
    page = client.post(
        "/sign-in/?next=https://example.org/", {"login": "secretary", "password": WORD}
    )
    assert page["Location"] == "/"


def test_it_gives_a_new_key_at_the_door(world: World) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "planted-key"
    assert _enter(client, "secretary", WORD) == 302
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "planted-key"
    with connection.cursor() as cursor:
        cursor.execute("select session_load('planted-key')")
        assert cursor.fetchone() == (None,)


def test_it_closes_the_device_s_session(world: World) -> None:
    client = signed_in(world, "secretary")
    assert client.get("/members/").status_code == 302
    assert client.post("/sign-out/").status_code == 302
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("secretary")
    assert client.get("/members/")["Location"].startswith("/sign-in/")


def test_it_hides_the_sessions_from_who_serves(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('nenep_serving', 'identity_session', 'select')")
        assert cursor.fetchone() == (False,)


def test_it_sends_strict_headers(world: World) -> None:
    page = Client().get("/sign-in/")
    policy = page["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert page["X-Frame-Options"] == "DENY"
