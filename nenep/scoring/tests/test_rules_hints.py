"""The question about a sheet on which nothing is left to be done better."""

from dataclasses import replace

from nenep.scoring.rules.hints import asks_whether_flawless
from nenep.scoring.rules.sheet import LineState, ScoredLine

LINE = ScoredLine(
    code="C1",
    title="Chuẩn bị",
    criterion="C",
    max=5,
    allowed=(0, 5),
    state=LineState.SETTLED,
    proposed=5,
    points=5,
    evidence="",
)


def test_it_asks_when_everything_is_full_and_nothing_is_to_be_mended() -> None:
    assert asks_whether_flawless([(LINE, ""), (LINE, " ")])


def test_it_asks_nothing_once_something_is_lower_or_a_remedy_is_written() -> None:
    assert not asks_whether_flawless([(LINE, ""), (replace(LINE, points=3), "")])
    assert not asks_whether_flawless([(LINE, "Gửi tài liệu sớm hơn")])


def test_it_asks_nothing_of_a_sheet_that_is_not_filled_in() -> None:
    assert not asks_whether_flawless([(replace(LINE, points=None), ""), (LINE, "")])
    assert not asks_whether_flawless([])


def test_it_does_not_look_at_what_does_not_apply_or_waits() -> None:
    apart = [
        replace(LINE, state=s, points=None) for s in (LineState.NOT_APPLICABLE, LineState.PENDING)
    ]
    assert asks_whether_flawless([(LINE, ""), *((one, "") for one in apart)])
    assert not asks_whether_flawless([(one, "") for one in apart])
