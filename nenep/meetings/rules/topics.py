"""The catalogue of topics for thematic meetings: suggestions as dated data, never a limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.rulebook.rules.engine import Rulebook
from nenep.rulebook.rules.plain import text

NAME = "thematic.topics"


@dataclass(frozen=True)
class Topic:
    """One entry: the code is kept with the meeting, so that topics can be told apart by kind."""

    code: str
    title: str


def topics_on(rulebook: Rulebook, on: date, unit_path: Sequence[UUID] = ()) -> tuple[Topic, ...]:
    """The catalogue of that day, the nearest committee's before the nation's; empty where none."""
    ruling = rulebook.find(NAME, on=on, unit_path=unit_path)
    if ruling is None or not isinstance(ruling.value, list):
        return ()
    return tuple(
        Topic(text(row, "code"), text(row, "title"))
        for row in ruling.value
        if isinstance(row, dict)
    )
