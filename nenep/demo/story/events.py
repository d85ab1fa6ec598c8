"""What happened to single people: admissions and moves, by month of the story."""

from dataclasses import dataclass

ADMISSIONS: tuple[tuple[str, int], ...] = (
    ("cao-su-doi-may", 3), ("tieu-hoc", 4), ("thon-1", 5), ("lang-ia-sut", 6),
    ("may-nang-som", 7), ("co-quan-dang", 8), ("lang-dak-may", 9), ("cong-an", 10),
    ("to-dan-pho-3", 10), ("mam-non", 12), ("uy-ban", 12), ("quan-su", 13), ("thon-2", 14),
    ("htx-ca-phe", 15), ("tram-y-te", 16), ("to-dan-pho-6", 16), ("lang-dak-may", 17),
    ("thcs", 18), ("to-dan-pho-8", 19), ("may-nang-som", 19), ("lang-ia-sut", 20),
    ("cong-an", 20), ("uy-ban", 21),
)  # fmt: skip
"""Cell and month of each admission decision; the ceremony follows within the month."""


@dataclass(frozen=True)
class Move:
    """One member goes from a cell to another; ``elsewhere`` stands for a cell of another ward."""

    month: int
    origin: str
    target: str
    secretary: bool = False
    """Is it the secretary who goes?"""
    elderly: bool = False


ELSEWHERE = "elsewhere"
NOWHERE = "nowhere"
"""The target of those who died."""

MOVES: tuple[Move, ...] = (
    Move(5, "cao-su-doi-may", "lang-bong-ngai"),
    Move(7, "co-quan-dang", "uy-ban"),
    Move(7, "uy-ban", "co-quan-dang"),
    Move(7, ELSEWHERE, "uy-ban"),
    Move(7, ELSEWHERE, "uy-ban"),
    Move(7, ELSEWHERE, "cong-an"),
    Move(8, "uy-ban", "to-dan-pho-3"),
    Move(9, "thcs", "to-dan-pho-5", secretary=True),
    Move(10, "cao-su-doi-may", "thon-doi-che"),
    Move(12, "thon-2", "thon-1"),
    Move(13, "to-dan-pho-5", NOWHERE, elderly=True),
    Move(14, "cong-an", ELSEWHERE),
    Move(16, "tieu-hoc", "to-dan-pho-6"),
    Move(18, "may-nang-som", ELSEWHERE),
    Move(20, "thon-1", NOWHERE, elderly=True),
    Move(21, "to-dan-pho-8", "lang-dak-may"),
)

STILL_OPEN = frozenset({"lang-dak-may/2026-10/t1", "lang-dak-may/2026-10/t3"})
"""Tasks that nobody has done yet, so that tonight's meeting has something to ask about."""
