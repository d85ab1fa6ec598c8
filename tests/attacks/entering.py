"""Knocking at the door as an attacker or as its holder would."""

from django.http import HttpResponse
from django.test import Client

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng"
WAIT = "Đã thử sai nhiều lần"


def word_of(key: str) -> str:
    """The password of somebody of the drawn world."""
    return f"mật khẩu của {key}"


def knock(
    login: str, password: str, *, client: Client | None = None, source: str = "203.0.113.7"
) -> HttpResponse:
    """One attempt with a password, from a network of its own."""
    page = (client or Client()).post(
        "/sign-in/", {"login": login, "password": password}, REMOTE_ADDR=source
    )
    assert isinstance(page, HttpResponse)
    return page


def said(page: HttpResponse) -> str:
    """Which of the two refusals it is."""
    text = page.content.decode()
    return next((words for words in (WRONG, WAIT) if words in text), "")
