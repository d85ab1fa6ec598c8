"""Phrases and parts of the papers, without a database."""

from dataclasses import replace
from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.documents.rules.blocks import BulletList, Paragraph
from nenep.documents.rules.text import plain
from nenep.meetings.rules.votes import MORE_THAN_HALF, Threshold
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import SteppedOut, Vote

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("name", "seat"),
    [
        ("Đảng bộ phường Suối Lồ Ô", "Suối Lồ Ô"),
        ("Phường Thông Xanh", "Thông Xanh"),
        ("Đảng ủy xã Ia Ngọc", "Ia Ngọc"),
        ("Ia Ngọc", "Ia Ngọc"),
    ],
)
def test_it_names_the_seat_without_its_rank(name: str, seat: str) -> None:
    assert phrases.seat_of(name) == seat


def test_it_addresses_the_committee_of_the_superior() -> None:
    assert phrases.committee_of("Đảng bộ phường Suối Lồ Ô") == "Đảng ủy phường Suối Lồ Ô"
    assert phrases.committee_of("Chi ủy khu phố") == "Chi ủy khu phố"


def test_it_writes_months_and_hours_as_papers_do() -> None:
    assert phrases.month_of(date(2026, 2, 1)) == "tháng 02 năm 2026"
    assert phrases.month_of(date(2026, 11, 1)) == "tháng 11 năm 2026"
    assert phrases.clock(time(19, 5)) == "19 giờ 05 phút"


def test_it_keeps_the_caution_of_a_citation_for_the_screen() -> None:
    cited = "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025 (theo báo chí, chưa đối chiếu văn bản gốc)"
    bases = [plain(basis) for basis in phrases.bases([cited, "", cited, "Chỉ thị 50-CT/TW"])]
    assert bases == [
        "Căn cứ Hướng dẫn 42-HD/BTCTW ngày 28/10/2025;",
        "Căn cứ Chỉ thị 50-CT/TW,",
    ]


def test_it_states_a_vote_with_base_share_and_threshold() -> None:
    cast = Vote("Thông qua.", "hand", 5, 2, 1, 8, MORE_THAN_HALF, True, "Quy định 208-QĐ/TW")
    assert said_of(cast) == (
        "Biểu quyết (giơ tay): Thông qua. Kết quả: 5/8 đảng viên chính thức tán thành (62,5%), "
        "2 không tán thành, 1 không có ý kiến; đạt tỷ lệ quá 1/2, theo Quy định 208-QĐ/TW."
    )
    two_thirds = Threshold(Fraction(2, 3), strict=False)
    failed = Vote("Kết nạp", "secret", 5, 3, 0, 8, two_thirds, False, "")
    assert phrases.result(failed).endswith("không đạt tỷ lệ từ 2/3 trở lên")


def said_of(cast: Vote) -> str:
    return "\n".join(plain(line) for line in phrases.vote(cast))


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_it_loses_no_line_of_a_note(words: list[str], dashed: list[bool]) -> None:
    lines = [f"- {word}" if dash else word for word, dash in zip(words, dashed, strict=False)]
    shown = []
    for block in parts.noted("\n\n".join(lines)):
        if isinstance(block, BulletList):
            shown += [plain(item) for item in block.items]
        elif isinstance(block, Paragraph):
            shown.append(plain(block.text))
    assert shown == [plain((parts.paragraph(word)).text) for word in words]


@pytest.mark.parametrize("text", ["-5 độ ở làng", "+2 hộ thoát nghèo", "*"])
def test_it_takes_no_sign_for_a_dash(text: str) -> None:
    (block,) = parts.noted(text)
    assert isinstance(block, Paragraph)
    assert plain(block.text) == f"{text}."


def test_it_says_that_a_failed_vote_is_told_upward() -> None:
    two_thirds = Threshold(Fraction(2, 3), strict=False)
    failed = Vote(
        "Kết nạp", "secret", 4, 2, 0, 8, two_thirds, False, "", invalid=1, must_report=True
    )
    said = said_of(failed)
    assert "1 phiếu không hợp lệ" in said
    assert said.endswith("Kết quả được báo cáo đầy đủ lên cấp ủy cấp trên.")


def test_it_names_who_counted_and_who_stepped_out() -> None:
    cast = Vote(
        *("Kỷ luật", "secret", 5, 2, 0, 8, MORE_THAN_HALF, True, ""),
        tellers=("Rơ Châm Thắm", "Lê Hữu Tâm"),
        stepped_out=(SteppedOut("Siu Bluih", "là người được xem xét."),),
    )
    assert said_of(cast).splitlines()[1:] == [
        "Kiểm phiếu: đồng chí Rơ Châm Thắm, đồng chí Lê Hữu Tâm.",
        "Không biểu quyết vì liên quan đến nội dung: đồng chí Siu Bluih (là người được xem xét).",
    ]
    alone = replace(cast, tellers=("Lê Hữu Tâm",), stepped_out=(), confirmed=False)
    assert said_of(alone).endswith(
        "Kiểm phiếu: đồng chí Lê Hữu Tâm; chưa có người kiểm phiếu thứ hai xác nhận."
    )


def test_it_says_what_follows_from_a_ratio_not_reached() -> None:
    two_thirds = Threshold(Fraction(2, 3), strict=False)
    third = Vote(
        *("Kết nạp", "secret", 5, 3, 0, 8, two_thirds, False, "Quy định 294-QĐ/TW"),
        must_report=True,
        must_refer=True,
        upward="Quy định 294-QĐ/TW",
        attempt=3,
    )
    asked, follows = said_of(third).splitlines()
    assert asked.startswith("Biểu quyết (bỏ phiếu kín, lần thứ 3): Kết nạp.")
    assert follows == (
        "Nội dung không được thông qua: cần ít nhất 6 người tán thành; đã biểu quyết 3 lần không "
        "đạt tỷ lệ. Chi bộ báo cáo cấp ủy cấp trên xem xét, quyết định, theo Quy định 294-QĐ/TW."
    )
    first = replace(third, must_report=False, must_refer=False, upward="", attempt=1)
    assert said_of(first).endswith("Nội dung không được thông qua: cần ít nhất 6 người tán thành.")
