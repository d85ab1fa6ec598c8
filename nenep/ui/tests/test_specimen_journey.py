"""The specimen page in a real browser: at a phone's and a desk's width, with the strict policy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from nenep.ui.errors import explanation
from nenep.ui.specimen import sample
from nenep.ui.tests.served import served

pytestmark = pytest.mark.journey

SCREENS = Path(__file__).resolve().parents[3] / ".screens" / "ui"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 360, 1280
TAPPED = (
    "button, .btn, summary, nav a, select, .segmented label, label.check, "
    "input:not([type=radio], [type=checkbox])"
)
TOO_SMALL = f"""() => [...document.querySelectorAll("{TAPPED}")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 47.5)
    .map(one => one.outerHTML.slice(0, 90))"""
WIDEST = "() => document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    context = sample() | {"csrf_token": "x"}
    told = {"told": explanation(404), "status": 404, "csrf_token": "x"}
    pages = {
        "/": render_to_string("ui/specimen.html", context),
        "/large": render_to_string("ui/specimen.html", context | {"large_type": True}),
        "/missing": render_to_string("ui/page_error.html", context | told),
        "/broken": render_to_string("ui/page_broken.html", told),
        "/door": render_to_string("ui/specimen/door.html", {"csrf_token": "x", "is_demo": True}),
    }
    with served(pages) as address:
        yield address


@pytest.fixture
def complaints() -> list[str]:
    """What the browser says about the page: a broken policy, a missing file, a script error."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", viewport={"width": PHONE, "height": 780})
    opened = context.new_page()

    def listen(said: ConsoleMessage) -> None:
        if said.type == "error":
            complaints.append(said.text)

    opened.on("console", listen)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()


@pytest.mark.parametrize("path", ["/", "/large", "/missing", "/broken", "/door"])
def test_it_never_scrolls_sideways(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    page.evaluate("() => document.querySelectorAll('details').forEach(one => (one.open = true))")
    for width in (PHONE, 412, 640, 800, 1000, DESK):
        page.set_viewport_size({"width": width, "height": 780})
        assert page.evaluate(WIDEST) <= width


@pytest.mark.parametrize("path", ["/", "/missing", "/broken", "/door"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_has_no_accessibility_violation(page: Page, site: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    page.goto(site + path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/", "/door", "/broken"])
def test_it_obeys_the_policy(page: Page, site: str, path: str, complaints: list[str]) -> None:
    page.goto(site + path, wait_until="networkidle")
    assert complaints == []


def test_it_gives_a_thumb_tall_targets(page: Page, site: str) -> None:
    page.goto(site)
    small = page.evaluate(TOO_SMALL)
    assert small == []


def test_it_finds_a_name_without_marks(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Tìm tên").fill("duk")
    expect(page.locator("#members > li:visible")).to_have_count(1)
    expect(page.locator("#members")).to_contain_text("Ksor Đưk")
    expect(page.locator("#count")).to_have_text("1/3")


def test_it_asks_before_a_form_is_sent(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Nội dung việc").first.fill("Sửa giọt nước")
    page.get_by_role("button", name="Giao việc").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Giao việc này cho đ/c Siu Thin?")
    dialog.get_by_role("button", name="Thôi").click()
    expect(dialog).to_have_count(0)
    assert page.url == site + "/"


KEPT = "Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"


def test_it_keeps_a_draft_on_the_device(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Nội dung việc").first.fill("Sửa giọt nước")
    assert page.evaluate(KEPT) == 1
    page.reload()
    expect(page.get_by_text("Bản nháp còn giữ trên máy này")).to_be_visible()
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.get_by_label("Nội dung việc").first).to_have_value("Sửa giọt nước")


def test_it_keeps_none_on_a_shared_device(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Nội dung việc").first.fill("Sửa giọt nước")
    page.reload()
    page.get_by_role("button", name="Máy dùng chung, đừng giữ nháp").click()
    assert page.evaluate(KEPT) == 0
    page.get_by_label("Nội dung việc").first.fill("Sửa cầu treo")
    assert page.evaluate(KEPT) == 0


TYPED_BY = """owner => {
  const form = document.querySelector('[data-draft]'), area = form.querySelector('textarea');
  const texts = {[area.name]: 'Sửa cầu treo'};
  const draft = {texts, at: '', when: Date.now(), owner, sent: false};
  localStorage.setItem('draft:' + form.dataset.draft, JSON.stringify(draft));
}"""


@pytest.mark.parametrize(("owner", "offered"), [("", 1), ("another", 0)])
def test_it_offers_a_draft_to_its_writer_only(
    page: Page, site: str, owner: str, offered: int
) -> None:
    page.goto(site)
    page.evaluate(TYPED_BY, owner)
    page.reload()
    expect(page.get_by_text("Bản nháp còn giữ trên máy này")).to_have_count(offered)


def test_it_asks_for_a_file_in_words_of_its_own(page: Page, site: str) -> None:
    page.goto(site)
    box = page.get_by_label("Minh chứng").first
    around = page.locator(".filebox").filter(has=box)
    expect(around).to_contain_text("chưa chọn tệp nào")
    box.set_input_files({"name": "giot-nuoc.jpg", "mimeType": "image/jpeg", "buffer": b"x"})
    expect(around).to_contain_text("giot-nuoc.jpg")
    box.focus()
    expect(box).to_be_focused()


def test_it_opens_the_menu_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(site)
    page.locator(".bottom-bar summary").click()
    expect(page.locator(".sheet").get_by_text("Dự sinh hoạt")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_leaves_pictures_to_look_at(page: Page, site: str, width: int) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": width, "height": 780})
    for path in ("/", "/large", "/missing", "/door"):
        page.goto(site + path, wait_until="networkidle")
        shot = SCREENS / f"{path.strip('/') or 'specimen'}-{width}.png"
        page.screenshot(path=shot, full_page=True)
        assert shot.stat().st_size > 0


def test_it_prints_on_paper(page: Page, site: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.goto(site, wait_until="networkidle")
    page.emulate_media(media="print")
    expect(page.locator(".bottom-bar")).to_be_hidden()
    expect(page.locator(".print-head")).to_contain_text("Chi bộ làng Đăk Mây")
    expect(page.locator(".print-head")).to_contain_text("23/11/2026")
    expect(page.locator(".strip-table").first).to_be_visible()
    page.pdf(path=SCREENS / "specimen.pdf", prefer_css_page_size=True)
