import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.texts import legible


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ý kiến\x0bdán từ Word\x07", "Ý kiến\ndán từ Word"),
        ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),
        ("ngược \u202edòng\u202c", "ngược dòng"),
        ("số không \0 và \x1b[2J", "số không  và [2J"),
        ("nửa chữ \ud83d", "nửa chữ \ufffd"),
        ("🙂 giữ nguyên\tcả dấu cách", "🙂 giữ nguyên\tcả dấu cách"),
    ],
)
def test_it_keeps_letters_and_nothing_that_is_none(typed: str, kept: str) -> None:
    assert legible(typed) == kept


@given(st.text(st.characters()))
def test_it_is_settled_after_one_pass_and_can_be_stored(text: str) -> None:
    once = legible(text)
    assert legible(once) == once
    assert once.encode().decode() == once
    assert not {c for c in once if unicodedata.category(c) == "Cc"} - {"\n", "\t"}


@given(st.text("aăâđeêơưỳỷỹýỵ 0123.,;:!?()“”–…🙂\u0301\u0323\n", max_size=40))
def test_it_changes_nothing_that_people_write(text: str) -> None:
    assert legible(text) == text
