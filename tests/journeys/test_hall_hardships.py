"""What befalls a phone on an evening: each has its screen, and nothing said before is lost."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.chromium import profile
from tests.demonstration import Switched, made, switched
from tests.journeys.hall import Hall, open_if_need_be, seen, take_along, unlock, until
from tests.journeys.visitor import signed_in_as
from tests.source import ROOT

pytestmark = pytest.mark.journey
TEXT = "Đề nghị mắc thêm đèn ở dốc"
# As the browser does it when the disk is full, and when it lends a private window little room.
FULL = """() => {
  window.putBefore = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
ROOM = "navigator.storage.estimate = async () => ({{ usage: 0, quota: {size} * 1024 * 1024 }})"
REFUSING = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }"


@pytest.fixture(scope="module")
def server(demos: Path) -> Iterator[Switched]:
    with switched(made(demos / "hall-hardships")) as running:
        running.on()
        yield running


@pytest.fixture
def phone(playwright: Playwright, server: Switched, tmp_path: Path) -> Iterator[Page]:
    with profile(playwright, tmp_path / "phone", server.url) as context:
        page = context.new_page()
        signed_in_as(page, server.demo.info().door("cell_secretary"))
        yield page


def test_it_says_that_the_phone_is_full_and_keeps_what_was_there(
    phone: Page, server: Switched
) -> None:
    room = _in_the_room(phone, server)
    _say(room, f"{TEXT} một")
    room._go("Ý kiến")
    phone.get_by_label("Nội dung").fill(f"{TEXT} hai")
    phone.evaluate(FULL)
    phone.get_by_role("button", name="Ghi ý kiến").click()
    expect(phone.get_by_text("Chưa ghi được trên máy này: máy đầy")).to_be_visible()
    expect(phone.get_by_label("Nội dung")).to_have_value(f"{TEXT} hai")
    seen(phone, "full")
    phone.evaluate("() => { IDBObjectStore.prototype.put = window.putBefore; }")
    phone.get_by_role("button", name="Ghi ý kiến").click()
    expect(phone.get_by_text(f"{TEXT} hai").first).to_be_visible()
    expect(phone.get_by_text(f"{TEXT} một").first).to_be_visible()


@pytest.mark.parametrize(
    ("size", "told"), [(5, "Máy sắp hết chỗ"), (120, "Có thể đang ở chế độ riêng tư")]
)
def test_it_warns_before_the_evening(phone: Page, size: int, told: str) -> None:
    phone.add_init_script(ROOM.format(size=size))
    phone.goto("/room/")
    expect(phone.get_by_text(told)).to_be_visible()
    seen(phone, f"quota-{size}")


def test_it_says_that_the_browser_refuses_to_store(phone: Page, server: Switched) -> None:
    phone.add_init_script(REFUSING)
    phone.goto("/room/")
    expect(phone.get_by_text("Phòng họp chưa mở được trên trình duyệt này")).to_be_visible()
    seen(phone, "refused")
    phone.goto(f"/meetings/{server.demo.info().draft_meeting}/take-along/")
    expect(phone.get_by_text("Trình duyệt không cho lưu trên máy này")).to_be_visible()
    expect(phone.get_by_role("button", name="Mang theo", exact=True)).to_be_hidden()


def test_it_takes_a_newer_program_between_the_bundle_and_the_sending(
    phone: Page, server: Switched, tmp_path: Path
) -> None:
    """The shell is replaced whole by another; what the old one had sealed is sent by the new."""
    room = _in_the_room(phone, server)
    until(phone, "async () => (await caches.keys()).length === 1")
    before = phone.evaluate("() => caches.keys()")
    phone.context.route("**/room/letters/", lambda route: route.abort())
    _say(room, f"{TEXT} bản cũ")
    with _newer_program(server, tmp_path):
        phone.goto("/room/")
        phone.evaluate(
            "async () => { const kept = await navigator.serviceWorker.getRegistration('/room/');"
            " await kept.update(); }"
        )
        until(
            phone,
            "async () => { const names = await caches.keys();"
            f" return names.length === 1 && names[0] !== '{before[0]}'; }}",
        )
        phone.context.unroute("**/room/letters/")
        room = unlock(phone)
        room.send()
        phone.goto(f"/meetings/{server.demo.info().draft_meeting}/opinions/")
        expect(phone.get_by_text(f"{TEXT} bản cũ")).to_have_count(1)


@contextmanager
def _newer_program(server: Switched, folder: Path) -> Iterator[None]:
    """The same installation served by a tree in which one script of the room is another."""
    older = server.demo
    for part in ("nenep", "requirements"):
        shutil.copytree(ROOT / part, folder / "newer" / part)
    changed = folder / "newer/nenep/room/static/room/hall/hall.js"
    changed.write_text(f"{changed.read_text()}// newer\n")
    server.off()
    server.demo = replace(older, program=folder / "newer")
    server.on()
    try:
        yield
    finally:
        server.off()
        server.demo = older
        server.on()


def test_it_explains_that_the_device_was_revoked(phone: Page, server: Switched) -> None:
    room = _in_the_room(phone, server)
    phone.context.route("**/room/letters/", lambda route: route.abort())
    _say(room, f"{TEXT} máy mất")
    phone.goto(f"/meetings/{server.demo.info().draft_meeting}/take-along/")
    phone.locator("form[action*='/mandates/'], form[data-confirm]").first.evaluate(
        "form => form.submit()"
    )
    expect(phone.get_by_text("Đã thu hồi.").first).to_be_visible()
    phone.context.unroute("**/room/letters/")
    phone.goto("/room/")
    phone.get_by_role("button", name="Gửi ngay").click()
    expect(phone.get_by_text("Máy này đã bị thu hồi")).to_be_visible()
    expect(phone.get_by_text(re.compile(r"^\d việc gửi từ máy này"))).to_be_visible()
    seen(phone, "revoked")
    phone.goto(f"/meetings/{server.demo.info().draft_meeting}/take-along/")
    expect(phone.get_by_text(f"{TEXT} máy mất")).to_be_visible()
    seen(phone, "set-aside")


def _in_the_room(page: Page, server: Switched) -> Hall:
    take_along(page, server.demo.info().draft_meeting)
    room = unlock(page)
    open_if_need_be(page)
    return room


def _say(room: Hall, text: str) -> None:
    room._go("Ý kiến")
    room.page.get_by_label("Nội dung").fill(text)
    room.page.get_by_role("button", name="Ghi ý kiến").click()
    expect(room.page.get_by_text(text).first).to_be_visible()
