"""The ward's office at its desk: who missed a month, what a cell decided, and a list to enter."""

import re

import pytest
from playwright.sync_api import Browser, expect

from nenep.demo.story.units import tree
from nenep.imports.tests.lists import FILES, expected_verdicts
from tests.chromium import DESK
from tests.demonstration import Served
from tests.journeys.visitor import visiting

pytestmark = pytest.mark.journey


def test_it_finds_the_cell_that_missed_a_month_and_reads_another_s_papers(
    chromium: Browser, site: Served
) -> None:
    with visiting(chromium, site, width=DESK) as visitor:
        page = visitor.page
        visitor.enter(site.told.door("committee_office"))
        expect(page.get_by_role("heading", name=re.compile(r"^\d+ chi bộ"))).to_be_visible()
        missed = page.get_by_role("article").filter(has_text=_name(site.told.cells["missed"]))
        expect(missed).to_contain_text(re.compile("không họp|chưa họp|Chưa họp|chưa sinh hoạt"))
        page.get_by_role("link", name=_name(site.told.cells["school"]), exact=True).click()
        expect(page.get_by_role("heading", name="Văn bản sinh hoạt")).to_be_visible()
        page.get_by_role("link", name=re.compile("^Đọc")).first.click()
        expect(page.get_by_text("BIÊN BẢN", exact=False).first).to_be_visible()
        expect(page.get_by_text("ĐẢNG CỘNG SẢN VIỆT NAM").first).to_be_visible()


def test_it_enters_a_list_as_the_office_keeps_it(chromium: Browser, site: Served) -> None:
    verdicts = [line.verdict for line in expected_verdicts()]
    entered = len(verdicts) - verdicts.count("refused")
    with visiting(chromium, site, width=DESK) as visitor:
        page = visitor.page
        visitor.enter(site.told.door("committee_office"))
        page.get_by_role("link", name="Nhập danh sách").first.click()
        page.get_by_label("Tệp danh sách").set_input_files(FILES / "danh-sach-dang-vien.xlsx")
        page.get_by_role("button", name="Gửi và xem trước").click()
        expect(page.get_by_role("heading", name="Kết luận từng dòng")).to_be_visible()
        page.get_by_role("button", name=re.compile(r"^Nhập \d+ dòng$")).click()
        expect(page.get_by_role("heading", name="Đã nhập danh sách")).to_be_visible()
        figures = page.get_by_role("definition").all_inner_texts()
        counted = [int(found[0]) for text in figures if (found := re.findall(r"\d+", text))]
        assert sum(counted[:3]) == entered
        assert counted[3] == verdicts.count("refused")


def _name(code: str) -> str:
    return next(unit.name for unit in tree() if unit.code == code)
