"""What the specimen page shows: every part in every state, with invented people and places."""

from datetime import date
from fractions import Fraction

from django import forms

from nenep.kernel.clock import at
from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField
from nenep.ui.navigation import NavLink
from nenep.ui.shapes import Cell, Column, MonthMark, Pair, Row, Step, Table

TODAY = date(2026, 11, 23)
STANDINGS = (("present", "Có mặt"), ("excused", "Có lý do"), ("absent", "Không lý do"))
WAYS = (
    ("hand", "Giơ tay"),
    ("card", "Giơ thẻ đảng viên"),
    ("paper", "Bỏ phiếu kín bằng giấy, tổ kiểm phiếu hai người"),
)
LONG_WORD = "https://vi-du.example/tai-lieu/ban-tin-thang-muoi-mot-nam-hai-nghin-khong-tram-hai-sau"


class SpecimenForm(NeatForm):
    """Each kind of box once."""

    content = forms.CharField(
        label="Nội dung việc",
        widget=Lines(),
        help_text="Viết như khi giao miệng: làm gì, đến mức nào.",
    )
    deadline = VnDateField(label="Hạn xong", help_text="Trước kỳ sinh hoạt tháng 12.")
    owner = forms.ChoiceField(
        label="Người làm", choices=(("a", "đ/c Siu Thin"), ("b", "đ/c Rơ Châm H’Bia"))
    )
    people = forms.IntegerField(label="Số người cùng làm", required=False)
    standing = forms.ChoiceField(label="Điểm danh", widget=Segmented, choices=STANDINGS)
    way = forms.ChoiceField(label="Cách biểu quyết", widget=forms.RadioSelect, choices=WAYS)
    evidence = forms.FileField(label="Minh chứng", required=False)
    remind = forms.BooleanField(label="Nhắc trước hạn 3 ngày", required=False)


def sample() -> dict[str, object]:
    """The context of ``ui/specimen.html``."""
    wrong = SpecimenForm({"content": "Làm hố rác", "deadline": "31/02/2026", "standing": "present"})
    wrong.full_clean()
    return {
        "is_demo": True,
        "today": TODAY,
        "unit_name": "Chi bộ làng Đăk Mây",
        "person_name": "Siu Thin",
        "office_name": "Bí thư chi bộ",
        "nav_items": _places(),
        "steps": _steps(),
        "steps_done": [Step(step.label, "done") for step in _steps()],
        "year": _year(),
        "two_years": _two_years(),
        "tasks": _tasks(),
        "pairs": (
            Pair("Chủ trì", "đ/c Siu Thin"),
            Pair("Thư ký", "đ/c Rơ Châm H’Bia", url="#thu-ky"),
            Pair("Địa điểm", "Nhà sinh hoạt cộng đồng làng Đăk Mây, xã Ia Sương"),
        ),
        "form": SpecimenForm(),
        "wrong": wrong,
        "opened": at(date(2026, 11, 3), 19),
        "now": at(date(2026, 11, 3), 19, 42),
        "late": at(date(2026, 11, 3), 20, 45),
        "long_word": LONG_WORD,
        "tones": ("", "good", "warn", "bad", "info"),
    }


def _places() -> tuple[NavLink, ...]:
    rows = (
        ("Kỳ sinh hoạt", "Kỳ này", "calendar", "", "", True),
        ("Việc được giao", "Việc", "tasks", "3", "", False),
        ("Ý kiến, kiến nghị", "Ý kiến", "comment", "", "", False),
        ("Tài liệu, bản tin", "", "book", "", "", False),
        ("Đảng viên", "", "people", "", "", False),
        ("Đã hứa với chi bộ", "", "flag", "2 sắp hạn", "Việc của cấp ủy", False),
        ("Dự sinh hoạt", "", "hand", "", "Việc của cấp ủy", False),
    )
    return tuple(
        NavLink(label, short or label, "#", icon, badge, "bad", group, current)
        for label, short, icon, badge, group, current in rows
    )


def _steps() -> list[Step]:
    labels = (
        ("Chuẩn bị chương trình", "done", "28/10"),
        ("Chi ủy họp trước", "done", "30/10"),
        ("Gửi tài liệu", "done", "01/11"),
        ("Sinh hoạt", "now", "19:00, 03/11"),
        ("Chấm điểm", "next", ""),
        ("Thông qua biên bản", "next", ""),
        ("Hoàn chỉnh văn bản", "next", ""),
        ("Báo cáo cấp trên", "next", "hạn 05/11"),
        ("Làm và theo dõi", "next", ""),
    )
    return [
        Step(label, state, url="" if state == "next" else "#buoc", note=note)
        for label, state, note in labels
    ]


def _year() -> list[MonthMark]:
    present = (10, 9, 11, 11, 12, 12, 0, 14, 14, 15, 15)
    marks = []
    for month, came in enumerate(present, start=1):
        first = date(2026, month, 1)
        if not came:
            marks.append(MonthMark(first, "missed"))
        else:
            state = "weak" if came < 11 else "held"
            marks.append(MonthMark(first, state, Fraction(came, 16), f"{came}/16"))
    return [*marks, MonthMark(date(2026, 12, 1), "future")]


def _two_years() -> list[MonthMark]:
    before = [
        MonthMark(date(2025, month, 1), "none" if month < 4 else "held", Fraction(8 + month, 20))
        for month in range(1, 13)
    ]
    return [*before, *_year()]


def _tasks() -> Table:
    return Table(
        "Việc còn mở",
        (Column("Việc", "main"), Column("Người làm"), Column("Hạn", "num"), Column("Tình trạng")),
        (
            Row(
                (
                    Cell("Vận động 4 hộ làm hố rác hợp vệ sinh", url="#viec-1"),
                    Cell("đ/c Rơ Châm H’Bia"),
                    Cell("31/10"),
                    Cell("trễ 3 ngày", tone="bad"),
                )
            ),
            Row(
                (
                    Cell("Danh sách quần chúng ưu tú quý IV", note="Nghị quyết tháng 10"),
                    Cell("đ/c Siu Thin"),
                    Cell("10/11"),
                    Cell("đã báo cáo", tone="good"),
                )
            ),
        ),
    )
