import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.documents.rules.text import Run, bold, clean, clean_line, plain, rich
from nenep.kernel.errors import Invalid
from nenep.kernel.texts import legible


@pytest.mark.parametrize(
    "hostile",
    ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe", "\uffff", "\u202e"],
)
def test_it_refuses_characters_no_paper_can_hold(hostile: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Run(f"Đồng chí{hostile}A")
    assert f"U+{ord(hostile):04X}" in str(refusal.value)


def test_it_composes_and_tidies_what_is_pasted() -> None:
    decomposed = unicodedata.normalize("NFD", "Đặng Thị Mỹ Hiền")
    assert Run(decomposed).text == "Đặng Thị Mỹ Hiền"
    assert clean("một\r\nhai\rba\tbốn\u200b\ufeff") == "một\nhai\nba bốn"
    assert clean_line("  Rơ Châm \n H'Diêm ") == "Rơ Châm H'Diêm"


def test_it_keeps_signs_that_mean_something_elsewhere() -> None:
    said = "<b>&amp; #let x = 1 *đậm* _nghiêng_ $x^2$ @ai \\ ` ~ [link](x)"
    assert plain(rich(said)) == said


def test_it_drops_empty_parts() -> None:
    assert rich("", bold(""), "a", bold("b")) == (Run("a"), Run("b", bold=True))


@given(st.text(st.characters()))
def test_it_can_print_whatever_a_form_lets_in(text: str) -> None:
    """A paper never refuses what was typed before (:mod:`nenep.kernel.texts`)."""
    assert clean(legible(text)) is not None


@given(st.text())
def test_it_cleans_or_refuses_and_is_settled_after_one_pass(text: str) -> None:
    try:
        once = clean(text)
    except Invalid:
        return
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
