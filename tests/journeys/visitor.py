"""Somebody at a browser: a width, a language, an ear for what the browser complains of."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.chromium import PHONE
from tests.demonstration import Door, Served

HEIGHT = 780
PASSWORD = "con suối chảy qua làng"


@dataclass(frozen=True)
class Visitor:
    """A page and what the browser said about it: errors of scripts and broken policies."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", lambda said: self._hear(said))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, said: ConsoleMessage) -> None:
        # A refused form answers 422, which the browser also reports on its console.
        if said.type == "error" and "the server responded with a status of 4" not in said.text:
            self.complaints.append(f"{self.page.url}: {said.text}")

    def enter(self, door: Door) -> None:
        """Through the demo's door, by the button of that office."""
        self.page.goto("/sign-in/")
        name = re.compile(rf"^{re.escape(door.label)}( ·|$)")
        self.page.get_by_role("button", name=name).click()
        self.page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))

    def activate(self, login: str, code: str, password: str) -> None:
        """The first password, with the code from the slip."""
        self.page.goto("/activation/")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mã kích hoạt").fill(code)
        self.page.get_by_label("Mật khẩu mới", exact=True).fill(password)
        self.page.get_by_label("Nhập lại mật khẩu mới").fill(password)
        self.page.get_by_role("button", name="Đặt mật khẩu").click()
        self.page.wait_for_url(re.compile(r"/sign-in/$"))

    def sign_in_first(self, login: str, code: str) -> None:
        """With the slip in hand: a password, then through the ordinary door."""
        self.activate(login, code, PASSWORD)
        self.sign_in(login, PASSWORD)

    def sign_in(self, login: str, password: str) -> None:
        """Through the ordinary door."""
        self.page.goto("/sign-in/")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Vào", exact=True).click()
        self.page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))


@contextmanager
def visiting(
    browser: Browser, site: Served, *, width: int = PHONE, scripts: bool = True
) -> Iterator[Visitor]:
    """A fresh browser window on the demo; it must end without a complaint."""
    context = browser.new_context(
        base_url=site.url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": width, "height": HEIGHT},
        java_script_enabled=scripts,
    )
    context.set_default_timeout(15_000)
    visitor = Visitor(context.new_page())
    visitor.listen()
    try:
        yield visitor
        assert visitor.complaints == []
    finally:
        context.close()


def signed_in_as(page: Page, door: Door) -> None:
    """Through the demo's door, on a browser that is not only a visitor's."""
    Visitor(page).enter(door)
