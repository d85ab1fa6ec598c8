"""Devices of the hall: nothing to read without the PIN, and a queue that travels by file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.chromium import profile
from tests.demonstration import Switched, made, switched
from tests.journeys.hall import OPINIONS, hall, open_if_need_be, take_along, unlock
from tests.journeys.hall_devices import found_on, hide_nothing
from tests.journeys.visitor import signed_in_as

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def server(demos: Path) -> Iterator[Switched]:
    with switched(made(demos / "hall-devices")) as running:
        running.on()
        yield running


def test_it_shows_nothing_to_who_finds_the_phone(
    playwright: Playwright, server: Switched, tmp_path: Path
) -> None:
    with profile(playwright, tmp_path / "phone", server.url) as context:
        page = _signed_in(context, server)
        names = _names(page, server)
        take_along(page, server.demo.info().draft_meeting)
        room = unlock(page)
        open_if_need_be(room.page)
        room.say()
        _visits_server_pages(page, server)
        page.goto("/room/")
        readable, kept = found_on(page, [*names, *OPINIONS])
    assert len(names) > 10
    assert readable == []
    assert "/room/" in kept
    assert [path for path in kept if path != "/room/" and not path.startswith("/static/")] == []


def test_it_would_find_the_names_if_they_were_there(
    playwright: Playwright, server: Switched, tmp_path: Path
) -> None:
    with profile(playwright, tmp_path / "plain", server.url) as context:
        hide_nothing(context)
        page = _signed_in(context, server)
        names = _names(page, server)
        take_along(page, server.demo.info().draft_meeting)
        readable, _kept = found_on(page, names)
    assert readable == names


def test_it_removes_what_can_be_read_at_sign_out_and_keeps_the_queue(
    playwright: Playwright, server: Switched, tmp_path: Path
) -> None:
    with profile(playwright, tmp_path / "leaving", server.url) as context:
        page = _signed_in(context, server)
        take_along(page, server.demo.info().draft_meeting)
        page.route("**/room/letters/", lambda route: route.abort())
        room = unlock(page)
        open_if_need_be(room.page)
        room.say()
        page.goto("/")
        page.locator("form[data-forget]").first.evaluate("form => form.requestSubmit()")
        page.wait_for_url(re.compile("/sign-in/"))
        page.goto("/room/")
        expect(page.get_by_text("Chưa mang cuộc họp nào theo")).to_be_visible()
        waits = page.get_by_role("heading", name=re.compile("^[1-9][0-9]* việc chờ gửi"))
        expect(waits).to_be_visible()


def test_it_hands_the_queue_over_by_file_with_the_server_dead(
    playwright: Playwright, server: Switched, tmp_path: Path
) -> None:
    meeting = server.demo.info().draft_meeting
    with profile(playwright, tmp_path / "first", server.url) as context:
        take_along(_signed_in(context, server), meeting)
    server.off()
    handed = tmp_path / "handed.nenep"
    with hall(playwright, tmp_path / "first", server.url) as room:
        open_if_need_be(room.page)
        room.say()
        room.page.goto("/room/")
        with room.page.expect_download() as download:
            room.page.get_by_role("button", name="Lưu ra tệp").click()
        download.value.save_as(handed)
    assert OPINIONS[0] not in handed.read_text(encoding="utf-8")
    server.on()
    with profile(playwright, tmp_path / "second", server.url) as context:
        page = _signed_in(context, server)
        take_along(page, meeting)
        server.off()
        page.goto("/room/")
        _taken_in(page, handed, "thêm mới [1-9]")
        _taken_in(page, handed, "thêm mới 0")
        server.on()
        page.get_by_role("button", name="Gửi ngay").click()
        expect(page.get_by_text("Không có việc nào chờ gửi")).to_be_visible()
        page.goto(f"/meetings/{meeting}/opinions/")
        expect(page.get_by_text(OPINIONS[0]).first).to_be_visible()
        said = page.get_by_text(OPINIONS[0]).count()
    with hall(playwright, tmp_path / "first", server.url) as room:
        room.send()
    with profile(playwright, tmp_path / "third", server.url) as context:
        page = _signed_in(context, server)
        page.goto(f"/meetings/{meeting}/opinions/")
        expect(page.get_by_text(OPINIONS[0])).to_have_count(said)


def _taken_in(page: Page, handed: Path, told: str) -> None:
    page.locator("input[type=file]").set_input_files(handed)
    expect(page.locator(".take-over p")).to_have_text(re.compile(told))


def _signed_in(context: BrowserContext, server: Switched) -> Page:
    page = context.new_page()
    signed_in_as(page, server.demo.info().door("cell_secretary"))
    return page


def _names(page: Page, server: Switched) -> list[str]:
    """Whoever may write the minutes: nearly everybody of the cell."""
    page.goto(f"/meetings/{server.demo.info().draft_meeting}/opening/")
    return page.locator("select[name=secretary] option").all_inner_texts()[1:]


def _visits_server_pages(page: Page, server: Switched) -> None:
    """Under the eyes of the service worker, which must keep none of them."""
    for path in ("/", "/members/", "/meetings/"):
        page.goto(path)
