"""Leave from a meeting, on two phones without scripts: asked, granted, and found on the roll."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import PHONE
from tests.demonstration import Served
from tests.journeys.accounts import member_of, open_account, secretary_of
from tests.journeys.evening import Evening
from tests.journeys.visitor import visiting

pytestmark = pytest.mark.journey

NOTE = "Về quê có việc"


def test_it_prepares_a_meeting_from_which_a_member_asks_leave(
    chromium: Browser, site: Served
) -> None:
    code = site.told.cells["residential_group"]
    who = member_of(code)
    leader = open_account(site.demo, code, secretary_of(code), f"bi-thu-{code[-3:]}")
    member = open_account(site.demo, code, who, f"dang-vien-{code[-3:]}")
    with visiting(chromium, site, width=PHONE, scripts=False) as secretary:
        secretary.sign_in_first(*leader)
        evening = Evening(secretary.page, scripts=False)
        evening.plan_next()
        preparation = secretary.page.url
        evening.prepare()
        with visiting(chromium, site, width=PHONE, scripts=False) as asker:
            asker.sign_in_first(*member)
            asker.page.goto(preparation.replace("preparation/", ""))
            _asks(asker.page)
            _grants(secretary.page, preparation, who)
            asker.page.reload()
            expect(asker.page.get_by_text("được đồng ý", exact=True)).to_be_visible()
        evening.open()
        _is_excused(secretary.page, who)


def _asks(page: Page) -> None:
    """Without scripts too: the box opens by itself."""
    page.get_by_text("Báo vắng buổi này").click()
    page.get_by_label("Lý do", exact=True).select_option(label="Đi xa")
    page.get_by_label("Ghi chú cho chi ủy").fill(NOTE)
    page.get_by_role("button", name="Báo vắng", exact=True).click()
    expect(page.get_by_text("chờ trả lời")).to_be_visible()


def _grants(page: Page, preparation: str, who: str) -> None:
    page.goto(preparation)
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("button", name=f"Đồng ý {who}", exact=True).click()
    expect(page.get_by_text("Đã đồng ý cho vắng.")).to_be_visible()


def _is_excused(page: Page, who: str) -> None:
    line = page.locator("#due > li", has_text=who)
    expect(line.get_by_text("được đồng ý")).to_be_visible()
    expect(line.get_by_role("radio", name="Có lý do")).to_be_checked()
    expect(line.get_by_role("combobox")).to_have_value("distance")
