"""Cleaning, sorting and folding of names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.names import clean_name, fold, given_name, same_name_key, sort_key, tidy

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
words = st.text(alphabet=VIETNAMESE + "'", min_size=1, max_size=7).filter(lambda w: w.strip("'"))
names = st.lists(words, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("BÙI ĐỨC HẢI", "Bùi Đức Hải"),
        ("PUIH H'LAN", "Puih H'Lan"),
        ("RƠ MAH THIN", "Rơ Mah Thin"),
        ("Rơ Châm H’Diêm", "Rơ Châm H'Diêm"),
        ("Đ/c Phạm Thị Hiền", "Phạm Thị Hiền"),
        ("đ/c. Phạm Thị Hiền", "Phạm Thị Hiền"),
        ("Đồng chí: Phạm Thị Hiền", "Phạm Thị Hiền"),
        ("  Lê   Quốc\u00a0Nghĩa ", "Lê Quốc Nghĩa"),
        ("nguyễn văn nam", "Nguyễn Văn Nam"),
        ("NGUYỄN Văn nam", "Nguyễn Văn Nam"),
        ("Y Bhăm", "Y Bhăm"),
        ("Đinh A Glưh", "Đinh A Glưh"),
        ("y-moan ê-ban", "Y-Moan Ê-Ban"),
        ("Ông Thị Lan", "Ông Thị Lan"),
        ("Siu\u200b Hyơ", "Siu Hyơ"),
    ],
)
def test_it_mends_the_writing(written: str, meant: str) -> None:
    assert clean_name(written) == meant


def test_it_composes_decomposed_letters() -> None:
    assert clean_name(unicodedata.normalize("NFD", "Đỗ Ngọc Oanh")) == "Đỗ Ngọc Oanh"


@given(names)
def test_it_mends_once_and_for_all(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)


@given(names)
def test_it_never_changes_a_letter_or_a_tone(name: str) -> None:
    assert same_name_key(clean_name(name.upper())) == same_name_key(name)


def test_it_takes_the_last_word_as_given_name() -> None:
    assert given_name("Rơ Mah H'Bia") == "H'Bia"
    assert given_name("Tuân") == "Tuân"


def test_it_sorts_by_given_name_in_vietnamese_order() -> None:
    expected = [
        "Lê Văn An",
        "Lê Văn Ánh",
        "Lê Văn Ân",
        "Lê Văn Bình",
        "Lê Văn Dũng",
        "Lê Văn Đạt",
        "Bùi Đức Hải",
        "Lê Anh Hải",
        "Lê Văn Hải",
        "Rơ Mah H'Bia",
        "Lê Thị Hoa",
        "Lê Thị Hoà",
        "Lê Thị Hương",
        "Lê Thị Vy",
        "Lê Thị Ý",
    ]
    by_key = sorted(reversed(expected), key=lambda name: sort_key(name).encode())
    assert [n for n in by_key if "H'Bia" not in n] == [n for n in expected if "H'Bia" not in n]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Trần Ma", "Trần Mà"),
        ("Trần Mà", "Trần Mả"),
        ("Trần Mả", "Trần Mã"),
        ("Trần Mã", "Trần Má"),
        ("Trần Má", "Trần Mạ"),
        ("Trần Mạ", "Trần Mai"),
        ("Trần Mai", "Trần Mắn"),
        ("Trần Oanh", "Trần Ơn"),
        ("Đỗ Thị Lan", "Hồ Thị Lan"),
        ("Trần Lan", "Trần Thị Lan"),
    ],
)
def test_it_puts_letters_before_tones(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


@given(names)
def test_its_keys_are_short_and_do_not_depend_on_composition(name: str) -> None:
    key = sort_key(name)
    assert key == sort_key(unicodedata.normalize("NFD", name))
    assert len(key) <= 200
    assert key.isascii()


def test_it_folds_for_search() -> None:
    assert fold("Đỗ Thị Mỹ  HƯỜNG") == "do thi my huong"
    assert fold("Rơ Châm H’Diêm") == "ro cham hdiem"
    assert fold("Ƀahnar Čư Sê") == "bahnar cu se"


@given(names)
def test_it_folds_any_writing_alike(name: str) -> None:
    assert fold(name) == fold(name.upper()) == fold(unicodedata.normalize("NFD", name))
    assert fold(fold(name)) == fold(name)


def test_it_knows_two_writings_of_one_name() -> None:
    assert same_name_key("Nguyễn Hoà Thuỷ") == same_name_key("NGUYỄN HÒA THỦY")
    assert same_name_key("Nguyễn Hoa") != same_name_key("Nguyễn Hòa")


def test_it_tidies_without_touching_case() -> None:
    assert tidy(" CHI  BỘ thôn’ 2 ") == "CHI BỘ thôn' 2"
