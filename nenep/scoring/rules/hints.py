"""A question to whoever confirms a sheet on which nothing is left to be done better."""

from collections.abc import Iterable

from nenep.scoring.rules.sheet import LineState, ScoredLine


def asks_whether_flawless(lines: Iterable[tuple[ScoredLine, str]]) -> bool:
    """Every line that applies has all its points, and nobody wrote a remedy? Lines that wait for a
    fact are not looked at; a sheet that is not filled in yet asks nothing. A question, never a
    refusal: a good evening may be just that."""
    applying = [
        (line, remedy)
        for line, remedy in lines
        if line.state not in (LineState.NOT_APPLICABLE, LineState.PENDING)
    ]
    full = all(line.points == line.max for line, _remedy in applying)
    return bool(applying) and full and not any(remedy.strip() for _line, remedy in applying)
