"""A question without a name: put into the box, read, sent up, answered and told. No scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import PHONE
from tests.demonstration import Served
from tests.journeys.accounts import member_of, open_account, secretary_of
from tests.journeys.evening import Evening
from tests.journeys.visitor import Visitor, visiting

pytestmark = pytest.mark.journey

QUESTION = "Bao giờ đường vào khu xưởng có đèn chiếu sáng ạ"
ANSWER = "Phường lắp mười hai bóng đèn trong tháng 12, giao Ban Quản lý dự án."


def test_it_answers_from_above_what_somebody_asked_without_a_name(
    chromium: Browser, site: Served
) -> None:
    code = site.told.cells["private_enterprise"]
    leader = open_account(site.demo, code, secretary_of(code), f"bi-thu-{code[-3:]}")
    asker = open_account(site.demo, code, member_of(code), f"dang-vien-{code[-3:]}")
    with (
        visiting(chromium, site, width=PHONE, scripts=False) as secretary,
        visiting(chromium, site, width=PHONE, scripts=False) as member,
    ):
        secretary.sign_in_first(*leader)
        member.sign_in_first(*asker)
        evening = Evening(secretary.page, scripts=False)
        evening.plan_next()
        evening.prepare()
        _asks(member.page)
        evening.open()
        evening.take_roll()
        _opens_the_box(evening)
        evening.vote("Thông qua nghị quyết tháng tới")
        evening.go_through_agenda()
        evening.close("20:10")
        _sends_up(secretary.page)
        _answers_above(chromium, site)
        _reads_the_answer(member)
        _tells(secretary.page)
        _reads_the_answer(member)


def _asks(page: Page) -> None:
    page.goto("/box/")
    page.get_by_role("textbox").fill(QUESTION)
    page.get_by_role("button", name="Bỏ vào hộp").click()
    expect(page.get_by_text("Đã bỏ vào hộp")).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_have_count(0)


def _opens_the_box(evening: Evening) -> None:
    """Only now it can be read, and nobody stands beside it."""
    evening.go("Ý kiến")
    page = evening.page
    page.get_by_role("button", name="Mở hộp ý kiến").click()
    expect(page.get_by_text(re.compile("Đã mở hộp: 1 ý kiến"))).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    evening.go("Cuộc họp")


def _sends_up(page: Page) -> None:
    page.goto("/petitions/")
    waiting = page.get_by_role("listitem").filter(has_text=QUESTION)
    waiting.get_by_role("link", name=re.compile("^Chuyển cấp trên")).click()
    expect(page.get_by_label(re.compile("Kèm tên"))).to_have_count(0)
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.get_by_role("link", name=re.compile(QUESTION))).to_be_visible()


def _answers_above(chromium: Browser, site: Served) -> None:
    with visiting(chromium, site, width=PHONE, scripts=False) as ward:
        ward.enter(site.told.door("committee_office"))
        ward.page.goto("/petitions/")
        ward.page.get_by_role("link", name=re.compile(QUESTION)).click()
        ward.page.get_by_role("radio", name="Trả lời", exact=True).check()
        ward.page.get_by_label(re.compile("^Nội dung trả lời")).fill(ANSWER)
        ward.page.get_by_role("button", name="Ghi", exact=True).click()
        expect(ward.page.get_by_text("Đã ghi; chi bộ thấy ngay.")).to_be_visible()


def _reads_the_answer(member: Visitor) -> None:
    """Where everybody of the cell reads what came out of the box, the asker among them."""
    member.page.goto("/box/")
    read = member.page.get_by_role("listitem").filter(has_text=QUESTION)
    expect(read.get_by_text(ANSWER)).to_be_visible()
    expect(read.get_by_text("đã trả lời", exact=True)).to_be_visible()


def _tells(page: Page) -> None:
    page.goto("/petitions/")
    page.get_by_role("link", name=re.compile(QUESTION)).click()
    expect(page.get_by_text(ANSWER).first).to_be_visible()
    page.get_by_role("button", name="Đã thông báo trong chi bộ").click()
    expect(page.get_by_text(re.compile("^Đã thông báo trong chi bộ ngày"))).to_be_visible()
