"""An office worker prepares next month's merger of two cells, and both histories tell of it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import DESK
from tests.demonstration import Served
from tests.journeys.visitor import visiting

pytestmark = pytest.mark.journey

FIRST, SECOND, MERGED = "Chi bộ thôn 1", "Chi bộ thôn 2", "Chi bộ thôn 1 và 2"
CODE = "98101000000121"


def test_it_merges_two_cells_next_month_and_takes_it_back(chromium: Browser, site: Served) -> None:
    with visiting(chromium, site, width=DESK) as visitor:
        page = visitor.page
        visitor.enter(site.told.door("committee_office"))
        _begin(page)
        _merge(page)
        address = page.url
        expect(page.get_by_text(re.compile("Còn .* điểm vướng"))).to_have_count(0)
        expect(page.get_by_text("hồ sơ về Chi bộ thôn 1 và 2").first).to_be_visible()
        page.get_by_role("link", name="Áp dụng…").click()
        page.get_by_role("button", name="Áp dụng", exact=True).click()
        expect(page.get_by_text("Đã áp dụng, chờ ngày hiệu lực")).to_be_visible()
        for name in (FIRST, SECOND):
            _history_tells(page, name)
        page.goto(address)
        page.get_by_role("link", name="Gỡ áp dụng…").click()
        page.get_by_role("button", name="Gỡ áp dụng").click()
        expect(page.get_by_text("Đã gỡ", exact=True)).to_be_visible()


def test_it_builds_a_step_from_a_phone_without_scripts(chromium: Browser, site: Served) -> None:
    with visiting(chromium, site, scripts=False) as visitor:
        page = visitor.page
        visitor.enter(site.told.door("committee_office"))
        _begin(page)
        page.get_by_role("link", name="Đổi tên", exact=True).click()
        page.get_by_label("Đơn vị").select_option(label=FIRST)
        page.get_by_label("Tên mới").fill("Chi bộ thôn Một")
        page.get_by_role("button", name="Thêm bước").click()
        expect(page.get_by_text("thành “Chi bộ thôn Một”")).to_be_visible()
        page.get_by_role("button", name="Bỏ bước 1").click()
        expect(page.get_by_text("Chưa có bước nào")).to_be_visible()
        page.get_by_role("button", name="Bỏ phương án").click()
        expect(page.get_by_text("Đã bỏ phương án.")).to_be_visible()


def _begin(page: Page) -> None:
    page.goto("/reorganisations/")
    page.get_by_role("link", name="Soạn phương án").click()
    page.get_by_label("Tên phương án").fill("Hợp nhất hai chi bộ thôn")
    page.get_by_label("Ngày hiệu lực").fill("01/12/2026")
    page.get_by_label("Số quyết định").fill("21-QĐ/ĐU")
    page.get_by_role("button", name="Soạn các bước").click()
    expect(page.get_by_text("Chưa có bước nào")).to_be_visible()


def _merge(page: Page) -> None:
    page.get_by_role("link", name="Sáp nhập", exact=True).click()
    for name in (FIRST, SECOND):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_label("Sáp nhập vào").select_option(label="— một đơn vị mới —")
    page.get_by_label("Tên đơn vị mới").fill(MERGED)
    page.get_by_label("Mã của đơn vị mới").fill(CODE)
    page.get_by_label("Lấy lịch họp của").select_option(label=FIRST)
    page.get_by_role("button", name="Thêm bước").click()
    expect(page.get_by_role("heading", name="Các bước")).to_be_visible()


def _history_tells(page: Page, name: str) -> None:
    """The cell's own history names the decision and who keeps its records."""
    page.get_by_role("link", name="Đơn vị", exact=True).first.click()
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("link", name="Lịch sử đơn vị").click()
    expect(page.get_by_role("main")).to_contain_text("01/12/2026")
    expect(page.get_by_role("main")).to_contain_text("21-QĐ/ĐU")
    expect(page.get_by_role("main")).to_contain_text(MERGED)
