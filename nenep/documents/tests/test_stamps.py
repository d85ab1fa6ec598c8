"""Which paragraphs are a stamp of secrecy, and which only speak of secrets."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.documents.rules.stamps import PARAGRAPHS_LOOKED_AT, stamp_in

ORDINARY = ("ĐẢNG BỘ PHƯỜNG SUỐI LỒ Ô", "CHI BỘ LÀNG KON RƠLANG", "Kính gửi: Đảng ủy phường")
STAMPS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize(
    "written", ["{}", "  {}  ", "[ {} ]", "({})", "“{}”", "ĐỘ MẬT: {}", "Độ mật:{}"]
)
def test_it_reads_a_stamp_alone_on_its_line(stamp: str, written: str) -> None:
    assert stamp_in([*ORDINARY, written.format(stamp), "Nội dung"]) == stamp


def test_it_reads_a_stamp_in_any_spelling_of_its_letters() -> None:
    assert stamp_in([unicodedata.normalize("NFD", "TUYỆT  MẬT")]) == "TUYỆT MẬT"
    assert stamp_in(["M Ậ T"]) == "MẬT"
    assert stamp_in(["Độ mật: mật"]) == "MẬT"


@pytest.mark.parametrize(
    "said",
    [
        "Bảo vệ bí mật nhà nước",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC TRONG TÌNH HÌNH MỚI",
        "Mật độ dân số 120 người/km²",
        "MẬT ONG RỪNG XÃ IA KHƯƠL",
        "mật",
        "Mật",
        "Độ mật: không",
        "Độ mật: mật ong",
        "Giữ bí mật tuyệt đối; không có tài liệu MẬT nào",
        "Phiếu kín được giữ BÍ MẬT",
    ],
)
def test_it_lets_running_text_speak_of_secrets(said: str) -> None:
    assert stamp_in([*ORDINARY, said]) is None


def test_it_looks_at_the_beginning_only() -> None:
    lines = [f"Dòng {n}" for n in range(PARAGRAPHS_LOOKED_AT)]
    assert stamp_in([*lines[:-1], "MẬT"]) == "MẬT"
    assert stamp_in([*lines, "MẬT"]) is None


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="aăâbcđeêiomậtMẬTBÍ ,.:", max_size=40), max_size=6))
def test_it_never_takes_a_line_with_other_words_for_a_stamp(lines: list[str]) -> None:
    found = stamp_in(lines)
    alone = {" ".join(line.split()).strip(" ,.:") for line in lines}
    assert found is None or "MẬT" in alone or any("mật" in line.lower() for line in alone)
