"""Meetings beside the month's, on a phone: a topic without scripts, a ballot that fails."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import PHONE
from tests.demonstration import Served
from tests.journeys.accounts import open_account, secretary_of
from tests.journeys.evening import CONCLUSION, Evening
from tests.journeys.visitor import visiting

pytestmark = pytest.mark.journey

TODAY = "23/11/2026"
TOPIC = "Nề nếp trực trạm và thái độ phục vụ bà con"
SELF_REFERENCE = "Bản thân sẽ về bản khám một buổi mỗi tháng"
MATTER = "Đề nghị kết nạp quần chúng Lò Thị Mai"


def test_it_holds_a_topic_of_its_own_without_scripts(chromium: Browser, site: Served) -> None:
    code = site.told.cells["health_station"]
    login, slip = open_account(site.demo, code, secretary_of(code))
    with visiting(chromium, site, width=PHONE, scripts=False) as visitor:
        visitor.sign_in_first(login, slip)
        page, evening = visitor.page, Evening(visitor.page, scripts=False)
        _plan(page, "Sinh hoạt chuyên đề", topic=TOPIC)
        _name_a_presenter(page)
        evening.prepare()
        evening.open()
        evening.take_roll()
        evening.raise_opinion(SELF_REFERENCE, kind="Liên hệ bản thân")
        evening.vote("Thông qua kết luận chuyên đề")
        evening.go_through_agenda()
        evening.close("20:10")
        page.goto(f"{_path(page.url)}minutes/")
        for words in (SELF_REFERENCE, CONCLUSION):
            expect(page.get_by_text(words).first).to_be_visible()
        expect(page.get_by_role("button", name="Đã đọc lại biên bản")).to_be_visible()


def test_it_reports_a_ballot_that_missed_its_two_thirds(chromium: Browser, site: Served) -> None:
    code = site.told.cells["cooperative"]
    login, slip = open_account(site.demo, code, secretary_of(code))
    with visiting(chromium, site, width=PHONE, scripts=False) as visitor:
        visitor.sign_in_first(login, slip)
        page, evening = visitor.page, Evening(visitor.page, scripts=False)
        _plan(page, "Họp bất thường", reason="Xem xét hồ sơ kết nạp")
        page.get_by_text("Thêm một mục").first.click()
        page.get_by_label("Nội dung", exact=True).fill("Xem xét đề nghị kết nạp")
        page.get_by_role("button", name=re.compile("^Thêm")).first.click()
        evening.open()
        evening.take_roll()
        evening.go("Biểu quyết")
        _cast(page)
        _count_again(page)
        expect(page.get_by_text("vẫn báo cáo đầy đủ kết quả").first).to_be_visible()
        page.get_by_role("button", name="Ghi đã báo cáo").click()
        expect(page.get_by_text(f"Đã báo cáo ngày {TODAY}").first).to_be_visible()


def _plan(page: Page, kind: str, *, topic: str = "", reason: str = "") -> None:
    page.goto("/meetings/plans/")
    page.get_by_label("Tháng", exact=True).select_option(label="tháng 11 năm 2026")
    page.get_by_label("Loại buổi").select_option(label=kind)
    if topic:
        page.get_by_label("Tên chuyên đề").fill(topic)
    if reason:
        page.get_by_label("Lý do chọn ngày khác").fill(reason)
    page.get_by_label("Ngày họp").fill(TODAY)
    page.get_by_role("button", name="Lập buổi sinh hoạt").click()
    expect(page.get_by_role("heading", name=re.compile("^Chuẩn bị"))).to_be_visible()


def _name_a_presenter(page: Page) -> None:
    page.get_by_role("link", name="Chuyên đề, người trình bày").click()
    page.get_by_label("Thuộc nhóm chuyên đề").select_option(index=1)
    page.get_by_label("Người chuẩn bị và trình bày").select_option(index=1)
    page.get_by_role("button", name="Lưu chuyên đề").click()
    expect(page.get_by_text("Trình bày:")).to_be_visible()


def _path(address: str) -> str:
    return f"/meetings/{address.split('/meetings/')[1].split('/')[0]}/"


def _voters(page: Page) -> int:
    return int(page.get_by_role("definition").nth(1).inner_text().strip())


def _cast(page: Page) -> None:
    """One for it, the others against: two thirds are far."""
    voters = _voters(page)
    page.get_by_label("Nội dung biểu quyết").fill(MATTER)
    page.get_by_label("Loại việc").select_option(label="Đề nghị kết nạp đảng viên")
    page.get_by_role("radio", name="Phiếu kín").check()
    page.get_by_text("Bỏ phiếu: người kiểm phiếu").click()
    page.get_by_label("Người kiểm phiếu thứ nhất").first.select_option(index=1)
    page.get_by_label("Tán thành", exact=True).first.fill("1")
    page.get_by_label("Không tán thành").first.fill(str(voters - 1))
    page.get_by_role("button", name="Ghi kết quả").click()
    expect(page.get_by_text("chờ kiểm phiếu lại")).to_be_visible()


def _count_again(page: Page) -> None:
    voters = _voters(page)
    page.get_by_text("Người kiểm phiếu thứ hai đếm lại").first.click()
    form = page.locator("form[action$='/confirmation/']")
    form.get_by_label("Người kiểm phiếu thứ hai").select_option(index=2)
    form.get_by_label("Tán thành", exact=True).fill("1")
    form.get_by_label("Không tán thành").fill(str(voters - 1))
    form.get_by_label("Không có ý kiến").fill("0")
    form.get_by_label("Phiếu không hợp lệ").fill("0")
    form.get_by_role("button", name="Xác nhận kết quả").click()
    expect(page.get_by_text("chờ kiểm phiếu lại")).to_have_count(0)
