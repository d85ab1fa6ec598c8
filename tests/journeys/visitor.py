"""Somebody at a browser: a width, a language, an ear for what the browser complains of."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page

from nenep.identity.rules.second_factor import code_at
from nenep.kernel import clock
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
        """With the slip in hand: a password, then through the ordinary door; whose office reaches
        above the cell enrols a telephone on the way."""
        self.activate(login, code, PASSWORD)
        self.give_password(login, PASSWORD)
        self.page.wait_for_url(re.compile(r"^(?!.*/sign-in/$)"))
        if "/enrolment/" in self.page.url:
            self.enrol()
            self.page.get_by_role("link", name="Tôi đã ghi lại").click()
        self.page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))

    def enrol(self) -> bytes:
        """Type the key into a telephone and confirm by its first code; the key."""
        typed = self.page.locator(".steps-told .code").inner_text().replace(" ", "")
        secret = base64.b32decode(typed)
        self.page.get_by_label(re.compile("^Mã ")).fill(code_at(secret, clock.instant()))
        self.page.get_by_role("button", name="Xác nhận", exact=True).click()
        return secret

    def give_password(self, login: str, password: str) -> None:
        """The first step of the ordinary door."""
        self.page.goto("/sign-in/")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Vào", exact=True).click()

    def sign_in(self, login: str, password: str) -> None:
        """Through the ordinary door."""
        self.give_password(login, password)
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
        assert visitor.complaints == [], visitor.complaints
    finally:
        context.close()


def signed_in_as(page: Page, door: Door) -> None:
    """Through the demo's door, on a browser that is not only a visitor's."""
    Visitor(page).enter(door)
