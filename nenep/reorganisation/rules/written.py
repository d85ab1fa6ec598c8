"""How the small things of a plan are written: codes, cards, members, faults of a file."""

import re
from collections.abc import Sequence

from nenep.kernel.errors import Invalid
from nenep.kernel.partial_dates import PartialDate, parse
from nenep.reorganisation.rules.steps import PersonRef
from nenep.rulebook.rules.shapes import Problem

SHOWN = 20
REST = "còn lại"
CODE = re.compile(r"\d{14}")
CARD = re.compile(r"\d{12}")
_SPACED = re.compile(r"[\d.\s]+")
_NAMED = re.compile(r"(?P<name>[^()\d,;]+?)\s*[(,]\s*(?P<born>[^()]+?)\s*\)?")


class BrokenPlan(Invalid):
    """The file cannot be used; ``problems`` names line (or row) and reason of each fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        listed = "\n".join(str(problem) for problem in self.problems[:SHOWN])
        super().__init__(
            "Tệp phương án có %(count)s lỗi, chưa nhận gì:\n%(listed)s",
            field="file",
            count=len(self.problems),
            listed=listed,
        )


def reference(words: str) -> str:
    """A unit as it is named: digits with dots or blanks between are a code, all else a key."""
    tidy = " ".join(words.split())
    return re.sub(r"[.\s]", "", tidy) if _SPACED.fullmatch(tidy) else tidy


def is_code(words: str) -> bool:
    """14 digits?"""
    return bool(CODE.fullmatch(words))


def person(words: str) -> PersonRef | None:
    """``012345678901``, or ``Nguyễn Văn An (03/02/1970)``; None when it is neither."""
    tidy = " ".join(words.split())
    digits = tidy.replace(" ", "")
    if CARD.fullmatch(digits):
        return PersonRef(card=digits)
    found = _NAMED.fullmatch(tidy)
    if found is None:
        return None
    born = birth(found["born"])
    return None if born is None else PersonRef(name=found["name"], born=born)


def birth(words: str) -> PartialDate | None:
    """A birth date as far as it is known; None when what is written is no date."""
    try:
        found = parse(words)
    except Invalid:
        return None
    return found if found.known else None
