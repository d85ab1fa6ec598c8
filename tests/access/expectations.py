"""What every address demands, in one table; the matrix tries each against every office.

A new URL name that stands neither here nor in ``PUBLIC_VIEWS`` fails the build.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nenep.access.rules import Capability
from tests.access.places import Place, Stage
from tests.access.reaches import holds, holds_somewhere, sees_unit


class About(StrEnum):
    """The kind of thing an address names, which decides who may know that it exists."""

    NOTHING = "nothing"
    UNIT = "unit"
    MEETING = "meeting"
    TASK = "task"
    PAPER = "paper"
    LIST = "list"


class Answer(StrEnum):
    """What an office meets at a door."""

    SIGN_IN = "sign in"
    ABSENT = "absent"
    REFUSED = "refused"
    LET_IN = "let in"


@dataclass(frozen=True)
class Door:
    """``to`` is asked in the unit of the thing; without it, seeing the thing is enough.

    ``writes`` is asked by POST instead, where an address both shows and changes. ``making``: the
    page of a record in the making, which its readers may open only once it is sealed.
    """

    about: About
    to: Capability | None = None
    writes: Capability | None = None
    making: bool = False


_C = Capability
HOME, UNIT, MEETING = About.NOTHING, About.UNIT, About.MEETING

# The evening's pages: of whoever runs the meeting.
EVENING = (
    *("evening", "opening", "roll", "conclusion", "closure"),
    *("item-note", "item-omission", "task-finding"),
    *("guests", "guest-removal"),
    *("opinions", "opinion", "opinion-removal"),
    *("votes", "vote", "vote-removal"),
    *("assignments", "assignment", "assignment-removal"),
)

EXPECTATIONS: Mapping[str, Door] = {
    "home": Door(HOME),
    "tasks": Door(HOME),
    "sign-out": Door(HOME),
    "cells": Door(HOME, _C.VIEW_CELLS),
    "members": Door(HOME, _C.VIEW_MEMBERS),
    "imports": Door(HOME, _C.MANAGE_MEMBERS),
    "meetings": Door(HOME, _C.VIEW_AGENDA),
    "meeting-series": Door(HOME, _C.PREPARE_MEETING),
    "meeting-plans": Door(HOME, _C.PREPARE_MEETING),
    "meeting": Door(MEETING),
    "questions": Door(MEETING, _C.RAISE_OPINION),
    "preparation": Door(MEETING, _C.PREPARE_MEETING),
    "schedule": Door(MEETING, _C.PREPARE_MEETING),
    "milestones": Door(MEETING, _C.PREPARE_MEETING),
    "agenda-draft": Door(MEETING, _C.PREPARE_MEETING),
    "agenda-items": Door(MEETING, _C.PREPARE_MEETING),
    "agenda-item": Door(MEETING, _C.PREPARE_MEETING),
    "agenda-place": Door(MEETING, _C.PREPARE_MEETING),
    "agenda-removal": Door(MEETING, _C.PREPARE_MEETING),
    "score-sheet": Door(MEETING, making=True, writes=_C.SCORE_MEETING),
    "score-confirmation": Door(MEETING, _C.SCORE_MEETING),
    "minutes": Door(MEETING, making=True),
    "draft-paper": Door(MEETING, making=True),
    "minutes-reading": Door(MEETING, _C.RUN_MEETING),
    "minutes-adoption": Door(MEETING, _C.RUN_MEETING),
    "minutes-finalisation": Door(MEETING, _C.FINALISE_PAPERS),
    "minutes-report": Door(MEETING, _C.FINALISE_PAPERS),
    "paper": Door(About.PAPER, _C.VIEW_PAPERS),
    "unit-papers": Door(UNIT, _C.VIEW_PAPERS),
    "unit-members": Door(UNIT, _C.VIEW_MEMBERS),
    "cells-month": Door(UNIT, _C.VIEW_FIGURES),
    **dict.fromkeys(EVENING, Door(MEETING, _C.RUN_MEETING)),
    "import": Door(About.LIST, _C.MANAGE_MEMBERS),
    "import-mapping": Door(About.LIST, _C.MANAGE_MEMBERS),
    "import-sheet": Door(About.LIST, _C.MANAGE_MEMBERS),
    "import-entry": Door(About.LIST, _C.MANAGE_MEMBERS),
    "import-progress": Door(About.LIST, _C.MANAGE_MEMBERS),
    "import-removal": Door(About.LIST, _C.MANAGE_MEMBERS),
}


def expected(door: Door, key: str | None, place: Place, method: str) -> Answer:
    """The answer by the tables of offices alone, without asking the product's own queries."""
    if key is None:
        return Answer.SIGN_IN
    if door.about is About.NOTHING:
        may = door.to is None or holds_somewhere(key, door.to)
        return Answer.LET_IN if may else Answer.REFUSED
    if not _sees(door.about, key, place):
        return Answer.ABSENT
    to = _asked(door, place, method)
    return Answer.LET_IN if to is None or holds(key, to, place.unit) else Answer.REFUSED


def _asked(door: Door, place: Place, method: str) -> Capability | None:
    if method == "POST" and door.writes is not None:
        return door.writes
    if door.making:
        return None if place.stage is Stage.SEALED else _C.VIEW_MEETING
    return door.to


def _sees(about: About, key: str, place: Place) -> bool:
    unit, sealed = place.unit, place.stage is Stage.SEALED
    if about is About.UNIT:
        return sees_unit(key, unit)
    if about is About.LIST:
        return holds(key, _C.VIEW_MEMBERS, unit)
    if holds(key, _C.VIEW_MEETING, unit) or (sealed and holds(key, _C.VIEW_PAPERS, unit)):
        return True
    if about is About.TASK:
        return key == place.owner
    told = place.stage is not Stage.DRAFT
    return about is About.MEETING and told and holds(key, _C.VIEW_AGENDA, unit)
