"""A month of a cell on its secretary's phone: from the draft to the papers, and on to the next."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.chromium import PHONE
from tests.demonstration import Served
from tests.journeys.accounts import open_account, secretary_of
from tests.journeys.evening import CONCLUSION, TASK, Evening
from tests.journeys.looking import faults_of
from tests.journeys.visitor import HEIGHT, visiting

pytestmark = pytest.mark.journey

# Pages with a face of their own only while the meeting sits.
SITTING = ("evening", "opening", "roll", "opinions", "votes", "assignments", "conclusion")
AMENDED = "Chi bộ thống nhất rà soát hộ chưa có nước sạch, báo cáo trước ngày 20."
OPINION = "Đề nghị sửa sớm giọt nước đầu làng"
MINORITY = "Nên để sang năm, khi có kinh phí"


def test_it_carries_a_meeting_from_draft_to_papers(chromium: Browser, site: Served) -> None:
    with visiting(chromium, site, width=PHONE) as visitor:
        visitor.enter(site.told.door("cell_secretary"))
        evening = Evening(visitor.page)
        evening.begin()
        evening.prepare()
        _begin(evening)
        assert _faults_while_it_sits(visitor.page) == []
        _end(evening)
        evening.score()
        evening.seal()
        _shows_the_papers(visitor.page)
        evening.plan_next()
        expect(visitor.page.get_by_text(TASK).first).to_be_visible()


def test_it_holds_an_evening_without_scripts(chromium: Browser, site: Served) -> None:
    code = site.told.cells["hamlet"]
    secretary = open_account(site.demo, code, secretary_of(code))
    with visiting(chromium, site, width=PHONE, scripts=False) as visitor:
        visitor.sign_in_first(*secretary)
        evening = Evening(visitor.page, scripts=False)
        evening.plan_next()
        evening.prepare()
        _begin(evening)
        _end(evening)
        evening.score()
        evening.amend(AMENDED)
        evening.seal()
        _receives(chromium, site, visitor.page.url)
        visitor.page.reload()
        expect(visitor.page.get_by_text("đã nhận đủ", exact=True)).to_be_visible()
        evening.correct(AMENDED, f"{AMENDED} Hết.")


def _receives(chromium: Browser, site: Served, minutes: str) -> None:
    """The ward's office finds it among what waits, and confirms it."""
    with visiting(chromium, site, width=PHONE, scripts=False) as visitor:
        visitor.enter(site.told.door("committee_office"))
        visitor.page.goto("/papers/received/")
        expect(visitor.page.get_by_text("chờ xác nhận").first).to_be_visible()
        visitor.page.goto(minutes)
        visitor.page.get_by_role("button", name="Xác nhận đã nhận đủ").click()
        expect(visitor.page.get_by_text("đã nhận đủ", exact=True)).to_be_visible()


def _begin(evening: Evening) -> None:
    evening.open()
    evening.take_roll()
    evening.raise_opinion(OPINION)
    evening.raise_opinion(MINORITY, minority=True)
    evening.see_who_is_quiet()
    evening.amend_the_note("Khai mạc lúc bảy giờ", "Khai mạc lúc bảy giờ, có khách dự")
    evening.vote("Thông qua nghị quyết tháng tới")
    evening.assign(TASK, "20/12/2026")


def _end(evening: Evening) -> None:
    evening.go_through_agenda()
    evening.close("20:40")


def _faults_while_it_sits(page: Page) -> list[str]:
    """The pages of a sitting meeting, each at both widths; then back to the evening, on a phone."""
    evening = page.url
    meeting_id = evening.split("/meetings/")[1].split("/")[0]
    faults = []
    for name in SITTING:
        page.goto(reverse(name, args=[meeting_id]))
        faults += [f"{name}: {fault}" for fault in faults_of(page, name, "sitting")]
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    page.goto(evening)
    return faults


def _shows_the_papers(page: Page) -> None:
    """The minutes say what was said and decided, and every paper has its number and its file."""
    for words in (OPINION, MINORITY, "Ý kiến thiểu số, được bảo lưu", CONCLUSION, TASK):
        expect(page.get_by_text(words).first).to_be_visible()
    links = page.get_by_role("link", name="PDF")
    for address in [link.get_attribute("href") for link in links.all()]:
        answer = page.request.get(str(address))
        assert answer.status == 200
        assert answer.body().startswith(b"%PDF")
