"""Three people at the door: an office above the cell, a member with a slip, somebody who leaves."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from nenep.identity.rules.second_factor import SECONDS, code_at
from nenep.kernel import clock
from nenep.kernel.names import given_name
from tests.chromium import DESK, PHONE
from tests.demonstration import Served
from tests.journeys.accounts import born_in, member_of, open_account, secretary_of
from tests.journeys.evening import Evening
from tests.journeys.visitor import PASSWORD, Visitor, visiting

pytestmark = pytest.mark.journey

OFFICER = "van-phong-tinh"
QUESTION = "Khi nào chi bộ nhận được tài liệu buổi họp?"
OUT = re.compile(r"/sign-in/")


def test_it_asks_a_provincial_officer_for_a_code_as_well(chromium: Browser, site: Served) -> None:
    words = ("account", "new-code", "--login", OFFICER, "--json")
    slip = json.loads(site.demo.run(*words))["code"]
    with visiting(chromium, site, width=DESK) as officer:
        officer.activate(OFFICER, slip, PASSWORD)
        _password(officer)
        page = officer.page
        expect(page.get_by_role("heading", name="Cài mã xác thực")).to_be_visible()
        page.goto("/cells/")  # half in is not in
        expect(page).to_have_url(OUT)
        page.goto("/sign-in/enrolment/")
        secret = officer.enrol()
        expect(page.locator("ul.codes > li")).to_have_count(10)
        page.get_by_role("link", name="Tôi đã ghi lại").click()
        expect(page.get_by_role("button", name="Đăng xuất").first).to_be_attached()
    with visiting(chromium, site, width=DESK) as officer:
        _password(officer)
        _code(officer.page, "000000", "Vào")
        expect(officer.page.get_by_text("Mã chưa đúng")).to_be_visible()
        # A telephone that is half a minute ahead: the code of now was used for enrolling.
        _code(officer.page, code_at(secret, clock.instant() + SECONDS), "Vào")
        officer.page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))


def test_it_lets_a_member_with_a_slip_ask_and_do_no_more(chromium: Browser, site: Served) -> None:
    code = site.told.cells["school"]
    who = member_of(code)
    with visiting(chromium, site, width=PHONE) as secretary:
        secretary.sign_in_first(*open_account(site.demo, code, secretary_of(code)))
        evening = Evening(secretary.page)
        evening.plan_next()
        meeting = secretary.page.url.replace("preparation/", "")
        evening.prepare()
        slip = _hand_out(secretary.page, who)
        with visiting(chromium, site, width=PHONE) as member:
            page = member.page
            page.goto(f"/link/{slip}/")
            born = born_in(code, who)
            _answer(page, born + 1, who)
            expect(page.get_by_text("chưa khớp")).to_be_visible()
            _answer(page, born, who)
            page.wait_for_url(re.compile(r"^(?!.*/link)"))
            page.goto(meeting)
            _ask(page)
            for address in ("/members/", "/account/", "/links/", meeting + "preparation/"):
                answer = page.goto(address)
                assert answer is not None
                assert answer.status in {403, 404}, address
        secretary.page.goto("/links/")
        line = secretary.page.get_by_role("listitem").filter(has_text=who)
        expect(line.get_by_text("đã vào")).to_be_visible()


def test_it_shuts_the_door_behind_a_leaver_at_the_next_click(
    chromium: Browser, site: Served
) -> None:
    code = site.told.cells["school"]
    who = member_of(code, 1)
    login, slip = open_account(site.demo, code, who, "nguoi-roi-di")
    with visiting(chromium, site, width=PHONE) as leaver:
        leaver.sign_in_first(login, slip)
        leaver.page.goto("/meetings/")
        expect(leaver.page.get_by_role("heading", level=1)).to_be_visible()
        with visiting(chromium, site, width=DESK) as ward:
            ward.enter(site.told.door("committee_office"))
            _leave(ward.page, who, site.told.today)
        leaver.page.goto("/tasks/")
        expect(leaver.page).to_have_url(OUT)
        leaver.page.get_by_label("Tên đăng nhập").fill(login)
        leaver.page.get_by_label("Mật khẩu").fill(PASSWORD)
        leaver.page.get_by_role("button", name="Vào", exact=True).click()
        expect(leaver.page.get_by_text("chưa đúng")).to_be_visible()


def _password(visitor: Visitor) -> None:
    visitor.give_password(OFFICER, PASSWORD)
    visitor.page.wait_for_url(re.compile(r"/sign-in/\w"))


def _code(page: Page, code: str, button: str) -> None:
    page.get_by_label(re.compile("^Mã ")).fill(code)
    page.get_by_role("button", name=button, exact=True).click()


def _hand_out(page: Page, who: str) -> str:
    """The code on the slip."""
    page.goto("/links/")

    page.get_by_label("Phát cho đảng viên").select_option(label=who)
    page.get_by_role("button", name="Phát phiếu").click()
    code = page.locator(".slip .code").inner_text().strip()
    return code


def _answer(page: Page, year: int, who: str) -> None:
    page.get_by_label("Năm sinh của đồng chí").fill(str(year))
    page.get_by_label(re.compile("^Tên gọi")).fill(given_name(who))
    page.get_by_role("button", name="Vào", exact=True).click()


def _ask(page: Page) -> None:
    page.locator("#ask summary").click()
    page.locator("#ask").get_by_label("Nội dung").fill(QUESTION)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_text("Đã gửi ý kiến đến chi bộ.")).to_be_visible()


def _leave(page: Page, who: str, today: str) -> None:
    """From the list of accounts to the person, and from there out."""
    page.goto("/accounts/")
    page.get_by_role("link", name=who, exact=True).click()

    page.get_by_role("link", name=who, exact=True).click()
    page.get_by_role("link", name="Ghi thôi là đảng viên").click()
    page.get_by_label("Xin ra khỏi Đảng").check()
    year, month, day = today.split("-")
    page.get_by_label("Thôi là đảng viên từ ngày").fill(f"{day}/{month}/{year}")
    page.get_by_role("button", name="Ghi", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("không còn là đảng viên").first).to_be_visible()
