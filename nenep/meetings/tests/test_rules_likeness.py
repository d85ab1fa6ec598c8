"""When a note is much like an earlier one: a question, and only where it means something."""

import unicodedata
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from nenep.meetings.rules.likeness import Passage, Threshold, likeness, most_alike

RULE = Threshold(Fraction(80, 100), least_words=12, words_together=3, meetings=6)
WORDS = st.sampled_from(["làng", "vận", "động", "hộ", "nghèo", "đường", "nước", "giọt", "trường"])
SENTENCES = st.lists(WORDS, min_size=4, max_size=9).map(" ".join)
TEXTS = st.lists(SENTENCES, min_size=2, max_size=6)
LONG = (
    "Chi ủy báo cáo kết quả vận động bảy hộ làm chuồng xa nhà, còn hai hộ chưa có chỗ đặt. "
    "Tổ thủy lợi nạo vét ba trăm mét mương trước vụ đông xuân."
)


def _earlier(text: str, on: date | None = date(2026, 10, 3)) -> Passage:
    return Passage(text, "Báo cáo", on)


@given(TEXTS)
def test_it_does_not_matter_how_letters_are_composed(sentences: list[str]) -> None:
    text = ". ".join(sentences)
    assert likeness(unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text), 3) == 1


@given(TEXTS, st.randoms(use_true_random=False))
def test_it_does_not_matter_in_which_order_sentences_stand(sentences: list[str], dice) -> None:  # type: ignore[no-untyped-def]
    other = list(sentences)
    dice.shuffle(other)
    assert likeness(". ".join(sentences), "\n".join(other).upper(), 3) == 1


@given(TEXTS, TEXTS)
def test_it_is_the_same_both_ways_and_a_share(one: list[str], other: list[str]) -> None:
    first, second = ". ".join(one), ". ".join(other)
    assert likeness(first, second, 3) == likeness(second, first, 3)
    assert 0 <= likeness(first, second, 3) <= 1


@given(st.lists(WORDS, max_size=RULE.least_words - 1).map(" ".join))
def test_it_asks_nothing_of_a_short_text(text: str) -> None:
    assert most_alike(text, [_earlier(text)], RULE) is None


def test_it_asks_about_the_same_words_and_not_about_new_ones() -> None:
    same = most_alike(LONG, [_earlier(LONG)], RULE)
    assert same is not None
    assert (same.share, same.passage.on) == (Fraction(1), date(2026, 10, 3))
    new = LONG.replace("bảy hộ", "mười hai hộ").replace("ba trăm mét mương", "con đường ra rẫy")
    assert most_alike(new, [_earlier(LONG)], RULE) is None


def test_it_names_the_newest_of_equals_and_the_same_evening_first() -> None:
    before = [_earlier(LONG, date(2026, month, 3)) for month in (8, 10, 9)]
    found = most_alike(LONG, before, RULE)
    assert found is not None
    assert found.passage.on == date(2026, 10, 3)
    beside = most_alike(LONG, [*before, _earlier(LONG, None)], RULE)
    assert beside is not None
    assert beside.passage.on is None


def test_it_quotes_whole_words() -> None:
    found = most_alike(LONG * 3, [_earlier(LONG * 3)], RULE)
    assert found is not None
    assert found.quoted.endswith(" …")
    assert LONG.split()[0] == found.quoted.split()[0]
    assert set(found.quoted.split()) - {"…"} <= set((LONG * 3).split())


def test_it_says_nothing_of_nothing() -> None:
    assert likeness("", "…!", 3) == 0
