"""What people gave on the lines of the score sheet that no evidence fills."""

from collections.abc import Mapping
from random import Random

from nenep.demo.story.facts import CellKind, Judgement, RemedyFact
from nenep.demo.story.library import fewer_points_because, remedy_texts
from nenep.demo.story.profiles import Profile

_JUDGED: Mapping[str, int] = {
    "C3.1": 3, "C3.2": 2, "C4.1": 5, "C4.2": 10, "C4.3": 5, "C4.4": 2, "C4.8": 1,
    "C5.1": 2, "C5.2": 4, "C5.3": 3, "C5.4": 1, "C6.1": 1, "C6.2": 2, "C6.3": 1, "C6.4": 1,
}  # fmt: skip
_SPECIAL_FORCES = frozenset({CellKind.POLICE, CellKind.MILITARY})
_APP_LINE = "C4.8"


def judge(profile: Profile, rng: Random, quality: float) -> tuple[Judgement, ...]:
    """Points and a reason where they are fewer than the line allows."""
    judged = []
    for line, most in _JUDGED.items():
        if line == _APP_LINE and profile.kind in _SPECIAL_FORCES:
            continue
        if rng.random() < quality * 0.78 + 0.2:
            judged.append(Judgement(line, most))
            continue
        lost = _lost(rng, most, quality)
        reasons = fewer_points_because(line.split(".")[0])
        judged.append(Judgement(line, most - lost, rng.choice(reasons)))
    return tuple(judged)


def remedies(rng: Random) -> tuple[RemedyFact, ...]:
    """One remedy per criterion, to be written down only where a line turns out low."""
    texts = remedy_texts()
    return tuple(RemedyFact(criterion, rng.choice(texts[criterion])) for criterion in sorted(texts))


def _lost(rng: Random, most: int, quality: float) -> int:
    if most >= 3:
        return rng.choice((1, 1, 2)) if quality > 0.55 else rng.choice((1, 2, 3))
    return 1
