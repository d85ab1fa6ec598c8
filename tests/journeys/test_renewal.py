"""The secretary and an exemption that has run out: nothing lapses silently, renewing counts."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.chromium import PHONE
from tests.demonstration import Served
from tests.journeys.visitor import visiting

pytestmark = pytest.mark.journey
LAPSED = re.compile("Miễn công tác và sinh hoạt đã hết")


def test_it_renews_an_exemption_that_had_run_out(chromium: Browser, site: Served) -> None:
    with visiting(chromium, site, width=PHONE) as visitor:
        page = visitor.page
        visitor.enter(site.told.door("cell_secretary"))
        page.goto("/expiring/")
        matter = page.get_by_role("listitem").filter(has_text=LAPSED)
        expect(matter).to_contain_text("nay lại tính là phải dự họp")
        name = matter.get_by_role("link").inner_text()
        matter.get_by_role("link").click()
        until = page.get_by_label("Gia hạn đến hết ngày")
        until.fill("01/01/2026")
        page.get_by_role("main").get_by_role("button", name="Gia hạn").click()
        expect(page.get_by_text("Ngày cuối cùng phải sau ngày bắt đầu")).to_be_visible()
        until = page.get_by_label("Gia hạn đến hết ngày")
        expect(until).to_have_value("01/01/2026")
        until.fill("31/05/2027")
        page.get_by_role("main").get_by_role("button", name="Gia hạn").click()
        expect(page.get_by_text("31/05/2027").first).to_be_visible()
        page.goto("/expiring/")
        expect(page.get_by_role("listitem").filter(has_text=LAPSED)).to_have_count(0)
        page.goto("/members/")
        line = page.get_by_role("main").locator("li, tr").filter(has_text=name)
        expect(line).to_contain_text(re.compile("miễn", re.IGNORECASE))
