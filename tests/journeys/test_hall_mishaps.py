"""One evening on an unlucky phone: its clock is days ahead, its tab is killed, and while it is out
of reach the meeting is written and sealed at a desk."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from playwright.sync_api import Error as BrowserError

from nenep.kernel import clock
from tests.chromium import profile
from tests.demonstration import Switched, made, switched
from tests.journeys.evening import Evening
from tests.journeys.hall import open_if_need_be, seen, take_along, unlock, until
from tests.journeys.visitor import signed_in_as

pytestmark = pytest.mark.journey

SAID, TYPED = "Đề nghị mắc thêm đèn ở dốc", "Cần sửa hàng rào nhà rông, đoạn giáp suối"
UNWRITTEN = "Máy chủ chưa ghi"
AHEAD = timedelta(days=3)
# Half a second after the last letter it lies encrypted on the phone.
DRAFTED = """() => new Promise((found) => {
  indexedDB.open("nenep-room").onsuccess = ({ target }) => {
    const kept = target.result.transaction("drafts").objectStore("drafts").getAllKeys();
    kept.onsuccess = () => {
      target.result.close();
      found(kept.result.some((key) => key.endsWith("/opinion/")));
    };
  };
})"""
CLOCK = """(() => {{
  const real = Date, shift = {shift};
  window.Date = class extends real {{
    constructor(...given) {{ given.length ? super(...given) : super(real.now() + shift); }}
    static now() {{ return real.now() + shift; }}
  }};
}})();"""


@pytest.fixture
def server(demos: Path) -> Iterator[Switched]:
    with switched(made(demos / "hall-mishaps")) as running:
        running.on()
        yield running


@pytest.fixture
def device(playwright: Playwright, server: Switched, tmp_path: Path) -> Iterator[BrowserContext]:
    with profile(playwright, tmp_path / "phone", server.url) as context:
        context.add_init_script(CLOCK.format(shift=_shift(server)))
        yield context


@pytest.fixture
def desk(playwright: Playwright, server: Switched, tmp_path: Path) -> Iterator[Page]:
    with profile(playwright, tmp_path / "desk", server.url) as context:
        yield context.new_page()


def test_it_keeps_what_was_said_whatever_befalls_the_phone(
    device: BrowserContext, desk: Page, server: Switched
) -> None:
    phone = _tells_of_the_clock(device, server)
    _keeps_what_was_typed(phone)
    phone = _killed(phone)
    _finds_it_again(phone)
    _sealed_at_the_desk(desk, server)
    phone.context.unroute("**/room/letters/")
    _is_told_why(phone)


def _shift(server: Switched) -> int:
    """In milliseconds: the demo's server lives on a day of its own."""
    there = date.fromisoformat(server.demo.info().today)
    return int((there - clock.now().astimezone(UTC).date() + AHEAD) / timedelta(milliseconds=1))


def _tells_of_the_clock(device: BrowserContext, server: Switched) -> Page:
    phone = device.new_page()
    signed_in_as(phone, server.demo.info().door("cell_secretary"))
    take_along(phone, server.demo.info().draft_meeting)
    phone.goto("/room/")
    expect(phone.get_by_text("Đồng hồ máy này sai")).to_be_visible()
    expect(phone.get_by_text(re.compile("Lệch (2|3) ngày"))).to_be_visible()
    return phone


def _keeps_what_was_typed(phone: Page) -> None:
    """The evening opens on the server's day, whatever the phone believes."""
    room = unlock(phone)
    phone.context.route("**/room/letters/", lambda route: route.abort())
    open_if_need_be(phone)
    room._go("Ý kiến")
    phone.get_by_label("Nội dung").fill(SAID)
    phone.get_by_role("button", name="Ghi ý kiến").click()
    expect(phone.get_by_text(SAID).first).to_be_visible()
    phone.get_by_label("Nội dung").press_sequentially(TYPED)
    until(phone, DRAFTED)


def _killed(phone: Page) -> Page:
    """As a phone does it that runs out of memory: no event, no farewell."""
    context = phone.context
    with phone.expect_event("crash"), suppress(BrowserError):  # there is nobody left to answer
        phone.goto("chrome://crash", timeout=5_000)
    phone.close()
    return context.new_page()


def _finds_it_again(phone: Page) -> None:
    room = unlock(phone)
    room._go("Ý kiến")
    expect(phone.get_by_text(SAID).first).to_be_visible()
    expect(phone.get_by_label("Nội dung")).to_have_value(TYPED)
    phone.get_by_role("button", name="Ghi ý kiến").click()
    expect(phone.get_by_text(TYPED).first).to_be_visible()


def _sealed_at_the_desk(desk: Page, server: Switched) -> None:
    signed_in_as(desk, server.demo.info().door("cell_secretary"))
    evening = Evening(desk)
    evening.begin()
    evening.prepare()
    evening.open()
    evening.take_roll()
    evening.vote("Thông qua nghị quyết tháng tới")
    evening.go_through_agenda()
    evening.close("20:40")
    evening.score()
    evening.seal()


def _is_told_why(phone: Page) -> None:
    """Nothing it said is gone: refused with the reason, to be printed or carried over."""
    phone.goto("/room/")
    phone.get_by_role("button", name="Gửi ngay").click()
    expect(phone.get_by_text(re.compile("việc máy chủ chưa ghi"))).to_be_visible()
    unlock(phone)
    phone.locator(".room-head a[href$='/queue']").click()
    refused = phone.locator("section").filter(has=phone.get_by_role("heading", name=UNWRITTEN))
    for words in (SAID, TYPED):
        expect(refused.get_by_role("listitem").filter(has_text=words)).to_be_visible()
    expect(refused.get_by_text("đã hoàn thiện").first).to_be_visible()
    expect(phone.get_by_role("button", name="In danh sách này")).to_be_visible()
    seen(phone, "sealed-elsewhere")
