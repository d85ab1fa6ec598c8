"""A question asked without a name, read in the evening, sent up, answered by the ward, seen by the
member: on a phone, with scripts and without."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from nenep.demo.story.calendar import TODAY
from nenep.demo.story.facts import OfficeName, Standing
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.roll import Register, register_of
from nenep.demo.story.units import tree
from tests.chromium import PHONE
from tests.demonstration import Demo, Served
from tests.journeys.evening import Evening
from tests.journeys.looking import faults_of
from tests.journeys.visitor import HEIGHT, Visitor, visiting

pytestmark = pytest.mark.journey

QUESTION = "Bao giờ đường vào nghĩa địa hết ngập?"
ANSWER = "Phường đã ghi vào kế hoạch quý I, khởi công trước Tết."


@pytest.mark.parametrize(("scripts", "cell"), [(True, "school"), (False, "residential_group")])
def test_it_carries_a_question_without_a_name_up_and_back(
    chromium: Browser, site: Served, scripts: bool, cell: str
) -> None:
    code = _code(site, cell)
    secretary = _account(site.demo, code, _secretary(code), "bi-thu")
    member = _account(site.demo, code, _member(code), "dang-vien")
    with visiting(chromium, site, width=PHONE, scripts=scripts) as visitor:
        visitor.sign_in(*secretary)
        evening = Evening(visitor.page, scripts=scripts)
        evening.plan_next()
        evening.prepare()
    with visiting(chromium, site, width=PHONE, scripts=scripts) as visitor:
        visitor.sign_in(*member)
        _ask(visitor.page)
    with visiting(chromium, site, width=PHONE, scripts=scripts) as visitor:
        visitor.sign_in(*secretary)
        _read_and_send_up(visitor, scripts)
    with visiting(chromium, site, width=PHONE, scripts=scripts) as visitor:
        visitor.enter(site.told.door("committee_office"))
        _answer(visitor.page)
    with visiting(chromium, site, width=PHONE, scripts=scripts) as visitor:
        visitor.sign_in(*member)
        visitor.page.goto("/box/")
        expect(visitor.page.get_by_text(QUESTION)).to_be_visible()
        expect(visitor.page.get_by_text(ANSWER)).to_be_visible()
        assert list(faults_of(visitor.page, "box", "asker")) == []


def _ask(page: Page) -> None:
    page.goto("/box/")
    page.get_by_label("Ý kiến, câu hỏi").fill(QUESTION)
    page.get_by_role("button", name="Bỏ vào hộp").click()
    expect(page.get_by_text("Đã bỏ vào hộp")).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_have_count(0)


def _read_and_send_up(visitor: Visitor, scripts: bool) -> None:
    page = visitor.page
    page.goto("/meetings/")
    page.get_by_role("link", name=re.compile("^Mở cuộc họp|^Bắt đầu")).first.click()
    page.get_by_role("button", name="Mở cuộc họp").click()
    page.goto(re.sub(r"/[a-z]+/$", "/opinions/", page.url))
    page.get_by_role("button", name="Mở hộp ý kiến").click()
    expect(page.get_by_text(QUESTION).first).to_be_visible()
    page.goto("/petitions/")
    page.get_by_role("link", name=re.compile(f"^Chuyển cấp trên.*{QUESTION[:12]}")).click()
    expect(page.get_by_text("30 ngày làm việc")).to_be_visible()
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.get_by_role("heading", name="Đã chuyển cấp trên")).to_be_visible()
    expect(page.get_by_role("link", name=QUESTION)).to_be_visible()
    assert list(faults_of(page, "petitions", "secretary")) == []


def _answer(page: Page) -> None:
    page.goto("/petitions/")
    page.get_by_role("link", name=QUESTION).first.click()
    page.get_by_role("radio", name="Trả lời").check(force=True)
    page.get_by_label(re.compile("^Nội dung trả lời")).fill(ANSWER)
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    assert list(faults_of(page, "petition", "ward")) == []
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})


def _code(site: Served, cell: str) -> str:
    return site.told.cells[cell]


def _account(demo: Demo, code: str, name: str, word: str) -> tuple[str, str]:
    login = f"{word}-{code[-5:]}"
    words = ("account", "open", "--login", login, "--unit", code, "--name", name)
    return login, str(json.loads(demo.run(*words, "--generate", "--json"))["password"])


def _register(code: str) -> Register:
    key = next(unit.key for unit in tree() if unit.code == code)
    return register_of(tell().cast, next(p for p in PROFILES if p.key == key))


def _name(person: str) -> str:
    return next(one.name for one in tell().cast.people if one.key == person)


def _secretary(code: str) -> str:
    return _name(_register(code).office(OfficeName.SECRETARY, TODAY)[0])


def _member(code: str) -> str:
    """An official member without an office, whose name nobody else of the cell bears."""
    register = _register(code)
    busy = {person for name in OfficeName for person in register.office(name, TODAY)}
    standings = register.standings(TODAY)
    free = [p for p, s in standings.items() if s is Standing.OFFICIAL and p not in busy]
    names = [_name(person) for person in standings]
    return next(_name(person) for person in free if names.count(_name(person)) == 1)
