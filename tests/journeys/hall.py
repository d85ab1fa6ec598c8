"""The evening in the village hall as its secretary goes through it, by what the screen says."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, Playwright, expect

from tests.chromium import profile
from tests.journeys.looking import SCREENS, faults_of

PIN = "246810"
START, END = "19:00", "20:45"
GUEST = ("Lê Văn Khách", "Đảng ủy phường")
OPINIONS = ("Đề nghị sửa sớm giọt nước đầu làng", "Cần công khai quỹ đường làng")
QUESTION = "Thông qua nghị quyết tháng"
TASK, MEASURE, DUE = "Rà soát hộ chưa có nước sạch", "Danh sách có chữ ký", "20/12/2026"
CONCLUSION = "Chi bộ thống nhất rà soát hộ chưa có nước sạch, báo cáo vào kỳ sau."
SUBJECT = "về nhiệm vụ tháng tới"
REMEDY = "Chi ủy nhắc và kiểm tra trong tháng tới."
NOTE = "Đã bàn mục {}."
ARRIVED = "19:20"
EXTRA, LEFT_OUT, WHY = "Đường vào nhà rông", "Chuyện ngoài lề", "Để kỳ sau, đã hết giờ"
BALLOT, CONCERNED = "Đề nghị kết nạp quần chúng ưu tú", "Người nhà của người được xét"
COUNTED = {"votes_for": 2, "votes_against": 1, "abstentions": 0, "invalid": 1}
BOXES = {
    "votes_for": "Tán thành",
    "votes_against": "Không tán thành",
    "abstentions": "Không có ý kiến",
    "invalid": "Phiếu không hợp lệ",
}
CRITICISM = "Nhận còn chậm gửi báo cáo."
AMENDED = "Đã bàn mục 1., thêm ý kiến của làng."
MOST_ITEMS = 40
PATIENCE, USUAL = 30_000, 5_000  # ms: a cold start of browser and server, on two cores


@dataclass
class Hall:
    """One device's room, unlocked."""

    page: Page

    def open(self) -> None:
        self.page.get_by_label("Giờ bắt đầu").fill(START)
        self._press("Mở cuộc họp")
        expect(self.page.get_by_role("heading", name="Điểm danh")).to_be_visible()

    def take_roll(self, absent: dict[str, str]) -> None:
        """Everybody came but those named, found without diacritics."""
        for name, mark in absent.items():
            self.page.get_by_label("Tìm tên").fill(name)
            row = self.page.get_by_role("group", name=name, exact=True)
            row.get_by_role("radio", name=mark).check()
        self._press("Lưu điểm danh")
        self._shows("Có mặt")

    def come_late(self, name: str) -> None:
        """One tap for lateness; the hour is the one told."""
        self._go("Điểm danh")
        self.page.get_by_label("Tìm tên").fill(name)
        self.page.get_by_role("button", name=f"{name}: đổi đúng giờ").click()
        self.page.get_by_label(f"Giờ đến của {name}", exact=True).fill(ARRIVED)
        self._press("Lưu điểm danh")
        self._shows("Có mặt")

    def read_papers(self) -> None:
        """What was taken along is read without a network."""
        self._go("Tài liệu mang theo (1)")
        self._go("Tài liệu sinh hoạt kỳ này")
        expect(self.page.locator(".paper")).to_contain_text("I. CHƯƠNG TRÌNH")
        self._go("Tài liệu")
        self._back()

    def add_items(self) -> None:
        for title in (EXTRA, LEFT_OUT):
            self.page.get_by_text("Thêm một mục", exact=True).click()
            form = self.page.locator(
                "form", has=self.page.get_by_role("button", name="Thêm vào chương trình")
            )
            form.get_by_label("Nội dung").fill(title)
            form.get_by_label("Số phút").fill("5")
            self._press("Thêm vào chương trình")
            self._shows("Đã thêm vào chương trình.")

    def skip(self) -> None:
        self.page.locator("#now").get_by_text("Bỏ qua mục này").click()
        self.page.get_by_label("Lý do không làm mục này").fill(WHY)
        self._press("Ghi lý do, bỏ qua")

    def criticise(self, name: str) -> None:
        self._go("Ghi riêng trong chi bộ")
        self.page.get_by_label("Về đồng chí").select_option(label=name)
        self.page.get_by_label("Nội dung", exact=True).fill(CRITICISM)
        self._press("Ghi")
        self._shows("Đã ghi.")
        self._back()

    def ballot(self, concerned: str, first: str, second: str) -> None:
        """A paper ballot that fails: two tellers, one member concerned."""
        self._go("Biểu quyết")
        self.page.get_by_label("Nội dung biểu quyết").fill(BALLOT)
        self.page.get_by_label("Loại việc").select_option(value="admission")
        self.page.get_by_role("radio", name="Phiếu giấy").check()
        self._count(self.page.locator("form").first)
        self.page.get_by_label("Người kiểm phiếu thứ nhất").first.select_option(label=first)
        self.page.get_by_text("Có người liên quan, không biểu quyết").click()
        self.page.get_by_role("checkbox", name=concerned, exact=True).check()
        self.page.get_by_label("Lý do không biểu quyết").fill(CONCERNED)
        self._press("Ghi kết quả")
        self._shows("chờ kiểm phiếu lại")
        self.page.get_by_text("Người kiểm phiếu thứ hai đếm lại").click()
        form = self.page.locator(
            "form", has=self.page.get_by_role("button", name="Xác nhận kết quả")
        )
        form.get_by_label("Người kiểm phiếu thứ hai").select_option(label=second)
        self._count(form)
        self._press("Xác nhận kết quả")
        self._shows("Hai kết quả khớp nhau.")
        self._shows("Không đạt tỷ lệ, vẫn báo cáo đầy đủ kết quả lên cấp ủy cấp trên")
        self._back()

    def _count(self, form: Locator) -> None:
        for name, label in BOXES.items():
            form.get_by_label(label, exact=True).fill(str(COUNTED[name]))

    def amend(self, name: str) -> None:
        """What was read is changed at somebody's word, with both wordings kept."""
        self.page.get_by_role("link", name=re.compile(r"^Sửa 1\.")).click()
        self.page.get_by_label("Nội dung sau khi sửa").fill(AMENDED)
        self.page.get_by_label("Người đề nghị sửa").select_option(label=name)
        self._press("Ghi nội dung sửa")
        self._shows("Đã ghi nội dung sửa.")

    def welcome(self) -> None:
        self._go("Điểm danh")
        self.page.get_by_text("Thêm khách", exact=True).first.click()
        self.page.get_by_label("Họ tên khách").fill(GUEST[0])
        self.page.get_by_label("Chức danh, đơn vị").fill(GUEST[1])
        self.page.get_by_label("Cấp ủy cấp trên cử dự").check()
        self._press("Thêm khách")
        expect(self.page.get_by_text(GUEST[0])).to_be_visible()
        self._back()

    def find_tasks(self) -> None:
        """Each task of the last month: done, said in front of everybody."""
        for at in range(self.page.locator("details.task").count()):
            task = self.page.locator("details.task").nth(at)
            task.locator("summary").click()
            task.get_by_role("radio", name="Xong").check()
            task.get_by_role("button", name="Ghi kết quả").click()
            expect(self.page.locator("details.task").nth(at).locator(".tag")).to_have_text("Xong")

    def go_through(self, upto: int = MOST_ITEMS) -> int:
        """Item after item with its note; how many were finished."""
        done = 0
        expect(self.page.locator("#now")).to_be_visible()
        while done < upto and self.page.locator("#now").count():
            title = self.page.locator("#now h2").inner_text()
            if title == LEFT_OUT:
                self.skip()
                expect(self.page.locator("#now h2").filter(has_text=title)).to_have_count(0)
                continue
            self.find_tasks()
            number = self.page.locator("#now .eyebrow").inner_text().rsplit(" ", 1)[-1]
            self.page.locator("#now").get_by_label("Ghi chép").fill(NOTE.format(number))
            self.page.locator("#now").get_by_role("button", name=re.compile("^Xong")).click()
            expect(self.page.locator("#now h2").filter(has_text=title)).to_have_count(0)
            done += 1
        return done

    def say(self) -> None:
        for at, text in enumerate(OPINIONS):
            self._go("Ý kiến")
            self.page.get_by_label("Người nêu").select_option(index=at + 1)
            self.page.get_by_label("Nội dung").fill(text)
            self._press("Ghi ý kiến")
            self._shows(text)
            self._back()

    def vote(self) -> None:
        """All who may vote are for it: as many as the page counts."""
        self._go("Biểu quyết")
        self._vote_all(lambda: self.page.get_by_label("Nội dung biểu quyết").fill(QUESTION))
        self._press("Ghi kết quả")
        self._shows(QUESTION)
        self._back()

    def assign(self) -> None:
        self._go("Giao việc")
        self.page.get_by_label("Nhiệm vụ").fill(TASK)
        self.page.get_by_label("Giao cho").select_option(index=3)
        self.page.get_by_label("Hạn hoàn thành").fill(DUE)
        self.page.get_by_label("Kết quả phải đạt").fill(MEASURE)
        self.page.get_by_role("button", name="Giao việc").click()
        self._shows(TASK)
        self._back()

    def close(self) -> None:
        self._go("Kết thúc")
        self.page.get_by_label("Kết luận của chủ trì").fill(CONCLUSION)
        self.page.get_by_role("radio", name="Nghị quyết").check()
        self.page.get_by_label("Trích yếu").fill(SUBJECT)
        self.page.get_by_label("Biểu quyết thông qua").select_option(index=1)
        self._press("Lưu kết luận")
        self._shows("Đã ghi kết luận.")
        self.page.get_by_label("Giờ kết thúc").fill(END)
        self._press("Kết thúc cuộc họp")
        self._shows("Phần thảo luận đã kết thúc")

    def score(self) -> None:
        """What no fact decides gets all its points; what is low gets a remedy."""
        self._go("Chấm điểm")
        for line in self.page.locator(".score-line").all():
            if not line.locator("details[open]").count():
                continue
            segments = line.locator(".segmented input")
            if segments.count() and not line.locator(".segmented input:checked").count():
                line.get_by_role("radio").first.check()
            for choice in line.locator("select").all():
                if not choice.input_value():
                    choice.select_option(index=1)
            if line.get_by_text("cần biện pháp khắc phục").count():
                line.get_by_label("Biện pháp khắc phục").fill(REMEDY)
        self._press("Lưu và xác nhận điểm")
        expect(self.page.get_by_role("button", name="Đã đọc lại biên bản")).to_be_visible()

    def adopt(self, asker: str = "") -> None:
        self._press("Đã đọc lại biên bản")
        if asker:
            self.amend(asker)
        self._vote_all(lambda: None)
        self._press("Ghi kết quả biểu quyết")
        self._shows("Biên bản đã được thông qua")

    def send(self) -> None:
        self.page.locator(".room-head .tag").click()
        self._press("Gửi ngay")
        expect(self.page.get_by_role("heading", name="Đã gửi hết")).to_be_visible()

    def faults(self, *names: str, moment: str) -> list[str]:
        """Everything wrong with these pages at both widths; the last thing to do in a session, for
        it opens every fold."""
        found = []
        for name in names:
            self.page.evaluate(
                "to => { location.hash = location.hash.split('/')[0] + to; }", f"/{name}"
            )
            expect(self.page.locator(f"main.on-{name}")).to_be_visible()
            found += [f"{name}: {fault}" for fault in faults_of(self.page, name, f"hall-{moment}")]
        return found

    def _vote_all(self, before: object) -> None:
        if callable(before):
            before()
        present = self.page.locator("dl.facts.big dd").nth(1).inner_text().strip()
        self.page.get_by_label("Tán thành", exact=True).fill(present)

    def _press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def _go(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def _back(self) -> None:
        self._go("Cuộc họp")

    def _shows(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()


def take_along(page: Page, meeting: str) -> None:
    """On the server's page, as the signed-in secretary."""
    page.goto(f"/meetings/{meeting}/take-along/")
    page.get_by_label("Mã", exact=True).fill(PIN)
    page.get_by_label("Nhập lại mã").fill(PIN)
    page.get_by_role("button", name="Mang theo", exact=True).click()
    expect(page.get_by_role("heading", name="Phòng họp trên máy này")).to_be_visible()


def unlock(page: Page) -> Hall:
    page.goto("/room/")
    page.get_by_label("Mã mở máy").fill(PIN)
    page.get_by_role("button", name="Mở", exact=True).click()
    expect(page.locator(".room-head")).to_be_visible()
    return Hall(page)


def open_if_need_be(page: Page) -> None:
    """Journeys of a file share one meeting; whoever comes first opens it."""
    if page.get_by_role("button", name="Mở cuộc họp", exact=True).count():
        page.get_by_role("button", name="Mở cuộc họp", exact=True).click()
        saving = page.get_by_role("button", name="Lưu điểm danh")
        saving.click()
        expect(saving).to_have_count(0)


def until(page: Page, question: str) -> None:
    """Asked again until it is so. A promise is awaited, which ``wait_for_function`` does not do: it
    takes the promise itself for an answer."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(question):
        assert time.monotonic() < deadline, question


def seen(page: Page, name: str) -> None:
    """A picture to look at, where pictures are wanted."""
    if os.environ.get("NENEP_SCREENS"):
        SCREENS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENS / f"hardship-{name}.png", full_page=True)


@contextmanager
def hall(playwright: Playwright, folder: Path, url: str) -> Iterator[Hall]:
    """A cold start of the browser, straight into the room; no complaint may be heard but that the
    server cannot be reached."""
    with profile(playwright, folder, url) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield unlock(page)
        assert wrong == []
