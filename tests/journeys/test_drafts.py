"""What was typed and never sent waits on the phone, and goes once the server has it."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.chromium import PHONE
from tests.demonstration import Served
from tests.journeys.visitor import visiting

pytestmark = pytest.mark.journey

TYPED = "Đã gặp từng hộ, còn hai hộ chưa ký"


def test_it_gives_back_what_was_typed_and_not_sent(chromium: Browser, site: Served) -> None:
    with visiting(chromium, site, width=PHONE) as visitor:
        visitor.enter(site.told.door("party_member"))
        page = visitor.page
        page.goto("/tasks/")
        page.locator("main a[href^='/tasks/']").first.click()
        box = page.get_by_label("Đã làm được gì")
        expect(box).to_be_visible()
        form, kept = page.url, page.get_by_text(re.compile("^Bản nháp còn giữ trên máy này"))
        expect(kept).to_have_count(0)
        box.fill(TYPED)
        page.goto("/")
        page.goto(form)
        expect(kept).to_be_visible()
        expect(box).to_have_value("")
        page.get_by_role("button", name="Lấy lại").click()
        expect(box).to_have_value(TYPED)
        page.get_by_role("button", name="Ghi báo cáo").click()
        expect(page.get_by_text(TYPED)).to_be_visible()
        kept_keys = "Object.keys(localStorage).filter((name) => name.startsWith('draft:'))"
        assert page.evaluate(kept_keys) == []
