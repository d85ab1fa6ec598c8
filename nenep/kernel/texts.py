"""Typed and pasted text as it can be kept, shown and printed.

A word processor leaves its own line breaks and marks in what is pasted; signs that turn the reading
direction would show another text than the one that is kept. None of them is a letter, so they are
taken out where text comes in: no paper has to refuse later what somebody typed a week ago.
"""

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_LETTERS = re.compile(
    f"[\0-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef{_PLANES}]"
)
_HALVES = re.compile("[\ud800-\udfff]")


def legible(text: str) -> str:
    """One kind of line break, no control characters; half of a letter, as a browser leaves it when
    it cuts a text, becomes the sign for a letter that is lost. Twice is once."""
    return _HALVES.sub("\ufffd", _NO_LETTERS.sub("", _BREAKS.sub("\n", text)))
