"""Is a note much like one written before? A question for its author, never a verdict.

Texts are compared by the runs of words they share (Jaccard), sentence by sentence, so that neither
the order of sentences nor the way letters are composed matters. Short texts say nothing: a
greeting is always the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

_SENTENCES = re.compile(r"[.!?;:\n]+")
_WORDS = re.compile(r"\w+")
_QUOTED = 220


@dataclass(frozen=True)
class Threshold:
    """From how many words on, and from which share, two texts are alike; how many meetings back
    one looks."""

    share: Fraction
    least_words: int
    words_together: int
    meetings: int


@dataclass(frozen=True)
class Passage:
    """A note with where it stands; ``on`` is None for another item of the same meeting."""

    text: str
    title: str
    on: date | None


@dataclass(frozen=True)
class Alike:
    """What a note is like, and how much."""

    passage: Passage
    share: Fraction

    @property
    def quoted(self) -> str:
        """The beginning of the passage, in whole words."""
        text = " ".join(self.passage.text.split())
        if len(text) <= _QUOTED:
            return text
        return f"{text[:_QUOTED].rsplit(' ', 1)[0]} …"


def likeness(one: str, other: str, words_together: int) -> Fraction:
    """From 0 (nothing in common) to 1: the runs of words in both, of those in either."""
    mine, theirs = _runs(one, words_together), _runs(other, words_together)
    either = mine | theirs
    return Fraction(len(mine & theirs), len(either)) if either else Fraction(0)


def most_alike(text: str, earlier: Iterable[Passage], rule: Threshold) -> Alike | None:
    """The passage most like the text, the newest of equals; None where nothing reaches the
    threshold, or the text is too short to say anything."""
    if _length(text) < rule.least_words:
        return None
    found = [
        Alike(passage, likeness(text, passage.text, rule.words_together)) for passage in earlier
    ]
    alike = [one for one in found if one.share >= rule.share]
    return max(alike, key=lambda one: (one.share, one.passage.on or date.max), default=None)


def _runs(text: str, together: int) -> frozenset[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for sentence in _SENTENCES.split(unicodedata.normalize("NFC", text).casefold()):
        words = _WORDS.findall(sentence)
        runs |= set(_windows(words, together))
    return frozenset(runs)


def _windows(words: Sequence[str], together: int) -> list[tuple[str, ...]]:
    """A sentence shorter than a run is a run of its own."""
    if not words:
        return []
    last = max(1, len(words) - together + 1)
    return [tuple(words[place : place + together]) for place in range(last)]


def _length(text: str) -> int:
    return len(_WORDS.findall(unicodedata.normalize("NFC", text)))
