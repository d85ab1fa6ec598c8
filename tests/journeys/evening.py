"""The steps of one evening as the cell's secretary takes them, by what the pages say."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

MOST_ITEMS = 40
SEALING = (
    "Đã đọc lại biên bản",
    "Ghi kết quả biểu quyết",
    "Cho số và hoàn thiện",
    "Ghi đã gửi cấp trên",
)
TASK = "Rà soát danh sách hộ chưa có nước sạch"
CONCLUSION = "Chi bộ thống nhất tập trung rà soát hộ chưa có nước sạch, báo cáo vào kỳ sau."


@dataclass(frozen=True)
class Evening:
    """``scripts``: with them a question is asked before an ending; without, never."""

    page: Page
    scripts: bool = True

    def begin(self) -> None:
        """From the first page, by the one thing to do next."""
        self.page.get_by_role("link", name=re.compile("^Chuẩn bị")).first.click()

    def prepare(self) -> None:
        """The committee agreed, the members were told, the papers sent: each on its day."""
        if self.page.get_by_role("button", name="Soạn chương trình").is_visible():
            self._press("Soạn chương trình")
        for step in ("Ghi đã thống nhất", "Ghi đã thông báo", "Ghi đã gửi tài liệu"):
            self._press(step)
        expect(self.page.get_by_role("button", name=re.compile("^Ghi đã"))).to_have_count(0)

    def open(self) -> None:
        self._go("Mở cuộc họp")
        self._press("Mở cuộc họp")
        expect(self.page.get_by_role("heading", name="Điểm danh", exact=True)).to_be_visible()

    def take_roll(self) -> None:
        """Everybody came but the last one due, who had a reason. The opening leads here."""
        self.page.locator("#due").get_by_role("radio", name="Có lý do").last.check()
        self._press("Lưu điểm danh")
        expect(self.page.get_by_role("definition").nth(1)).to_have_text("1")

    def raise_opinion(self, text: str, *, kind: str = "", minority: bool = False) -> None:
        self._go("Ý kiến")
        self.page.get_by_label("Nội dung").fill(text)
        if kind:
            self.page.get_by_label("Loại ý kiến").select_option(label=kind)
        if minority:
            self.page.get_by_label("Ý kiến thiểu số").check()
        self._press("Ghi ý kiến")
        expect(self.page.get_by_text(text).first).to_be_visible()
        self._back()

    def see_who_is_quiet(self) -> None:
        """Only the chair is told; the list opens without scripts too."""
        self.page.get_by_text("Ai chưa phát biểu").click()
        expect(self.page.get_by_text("Chỉ chủ trì thấy")).to_be_visible()

    def amend_the_note(self, first: str, then: str) -> None:
        """A note is written, then written anew: the later words stand."""
        box = self.page.get_by_label("Ghi chép")
        for words in (first, then):
            box.fill(words)
            self.page.get_by_role("button", name="Lưu", exact=True).click()
            expect(box).to_have_value(words)

    def go(self, name: str) -> None:
        """Along the bar of the evening."""
        self._go(name)

    def vote(self, question: str) -> None:
        """All who may vote are for it: as many as the page itself counts."""
        self._go("Biểu quyết")
        present = self.page.get_by_role("definition").nth(1).inner_text().strip()
        self.page.get_by_label("Nội dung biểu quyết").fill(question)
        self.page.get_by_label("Tán thành", exact=True).fill(present)
        self._press("Ghi kết quả")
        expect(self.page.get_by_text("đạt", exact=True).first).to_be_visible()
        self._back()

    def assign(self, title: str, due: str) -> None:
        self._go("Giao việc")
        self.page.get_by_label("Nhiệm vụ").fill(title)
        self.page.get_by_label("Giao cho").select_option(index=2)
        self.page.get_by_label("Hạn hoàn thành").fill(due)
        self.page.get_by_label("Kết quả phải đạt").fill("Danh sách có chữ ký của từng hộ")
        self._press("Giao việc")
        expect(self.page.get_by_text(title).first).to_be_visible()
        self._back()

    def go_through_agenda(self) -> None:
        """Item after item is finished, the last of the discussion included."""
        button = self.page.get_by_role("button", name=re.compile("^Xong"))
        done = self.page.get_by_text("Đã xong phần thảo luận")
        for _ in range(MOST_ITEMS):
            # Neither is there while one page goes and the next has not come.
            expect(button.or_(done).first).to_be_visible()
            if done.is_visible():
                return
            self._click_away(button)
        raise AssertionError(f"more than {MOST_ITEMS} items")

    def close(self, at: str) -> None:
        """The chair concludes and the meeting is closed."""
        self.page.get_by_role("link", name=re.compile("^Kết (luận|thúc)")).first.click()
        self.page.get_by_label("Kết luận của chủ trì").fill(CONCLUSION)
        self.page.get_by_role("radio", name="Nghị quyết").check()
        self.page.get_by_label("Trích yếu").fill("về nhiệm vụ tháng tới")
        self.page.get_by_label("Biểu quyết thông qua").select_option(index=1)
        self._press("Lưu kết luận")
        self.page.get_by_label("Giờ kết thúc").fill(at)
        self._press("Kết thúc cuộc họp", asks="Kết thúc")

    def score(self) -> None:
        """What no fact decides gets all its points; what is low gets a remedy."""
        for group in self.page.locator(".segmented").all():
            if not group.locator("input:checked").count():
                group.get_by_role("radio").first.check()
        for choice in self.page.get_by_role("combobox", name="Điểm").all():
            if not choice.input_value():
                choice.select_option(index=1)
        for box in self.page.locator("details[open]").get_by_label("Biện pháp khắc phục").all():
            box.fill("Chi ủy nhắc và kiểm tra trong tháng tới.")
        self._press("Lưu và xác nhận điểm")

    def amend(self, words: str) -> None:
        """While it is read somebody asks for other words in the conclusion; hands are raised."""
        self._go("Sửa khi đọc lại")
        self.page.get_by_role("link", name="Sửa Kết luận của chủ trì").click()
        self.page.get_by_label("Sửa thành").fill(words)
        self.page.get_by_label("Người đề nghị sửa").select_option(index=2)
        self._press("Ghi việc sửa")
        expect(self.page.get_by_text(words).first).to_be_visible()
        self._go("Về biên bản")
        expect(self.page.get_by_text("Sửa khi đọc lại, được đồng ý:")).to_be_visible()

    def correct(self, wrong: str, right: str) -> None:
        """A slip found after sealing: the passage is chosen, both versions stay."""
        self.page.get_by_role("link", name="Biên bản", exact=True).first.click()
        self._go("Đính chính")
        row = self.page.get_by_role("listitem").filter(has_text=wrong).first
        row.get_by_role("link", name=re.compile("^Đoạn này")).click()
        self.page.get_by_label("Sửa thành").fill(right)
        self.page.get_by_label("Vì sao sai").fill("Đánh máy nhầm")
        self._press("Lập bản đính chính")
        expect(self.page.get_by_text("đang có giá trị")).to_be_visible()
        expect(self.page.get_by_text(re.compile("^SHA-256"))).to_have_count(2)

    def seal(self) -> None:
        """Read back, adopted, sealed, sent: each a press on the same page."""
        for step in SEALING:
            self._click_away(self.page.get_by_role("button", name=step, exact=True))
        expect(self.page.get_by_text("Đã gửi cấp trên", exact=True)).to_be_visible()

    def plan_next(self) -> None:
        """The month that follows, its agenda drafted by the same press."""
        self.page.goto("/meetings/")
        self.page.get_by_role("button", name=re.compile("^Lập kỳ sinh hoạt tháng")).click()
        expect(self.page.get_by_role("heading", name=re.compile("^Chuẩn bị"))).to_be_visible()

    def _go(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def _back(self) -> None:
        self._go("Cuộc họp")

    def _press(self, name: str, *, asks: str = "") -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        if asks and self.scripts:
            self.page.get_by_role("dialog").get_by_role("button", name=asks).click()

    def _click_away(self, what: Locator) -> None:
        """Press what the answer no longer shows in these words."""
        name = what.inner_text().strip()
        what.click()
        expect(self.page.get_by_role("button", name=name, exact=True)).to_have_count(0)
