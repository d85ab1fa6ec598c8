"""What every address demands, in one table; the matrix tries each against every office.

A new URL name that stands neither here nor in ``PUBLIC_VIEWS`` fails the build.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nenep.access.rules import Capability
from tests.access.place import Place, Stage
from tests.access.reaches import holds, holds_somewhere, roots, sees_unit


class About(StrEnum):
    """The kind of thing an address names, which decides who may know that it exists."""

    NOTHING = "nothing"
    UNIT = "unit"
    MEETING = "meeting"
    TASK = "task"
    CHARGE = "charge"
    PETITION = "petition"
    PAPER = "paper"
    LIST = "list"
    OFFICE = "office"
    PERSON = "person"
    LIFE = "life"
    ARRIVAL = "arrival"
    VILLAGE = "village"
    PLAN = "plan"
    UPLOAD = "upload"
    EMERGENCY = "emergency"
    OPENING = "opening"
    HISTORY = "history"
    LEAVE = "leave"
    DUE = "due"


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
    owner: bool = False
    """Whoever answers for the task may as well."""


_C = Capability
HOME, UNIT, MEETING = About.NOTHING, About.UNIT, About.MEETING

# The evening's pages: of whoever runs the meeting.
EVENING = (
    *("evening", "opening", "roll", "conclusion", "closure"),
    *("item-note", "item-omission", "task-finding"),
    *("guests", "guest-removal"),
    *("opinions", "opinion", "opinion-removal"),
    *("votes", "vote", "vote-removal", "vote-confirmation", "vote-report"),
    "criticism-removal",
    *("assignments", "assignment", "assignment-removal"),
    *("take-along", "bundle", "bundle-paper", "mandate-revocation"),
)

# The own account: of everybody who signed in whole.
OWN_ACCOUNT = (
    *("own-account", "own-password", "devices-end"),
    *("own-factor", "own-codes", "own-factor-removal"),
)

# The record of a person: of the office that manages the members.
RECORDS = (
    *("person-particulars", "card-change", "badge-new"),
    *("recognition", "leaving", "transfer-new"),
)

# About oneself: of every member.
OWN = (
    *("own-record", "own-stored", "own-stored-file", "own-correction"),
    *("own-consents", "own-consent-withdrawal"),
)

# On a member's behalf: of whoever records for the cell.
ON_BEHALF = ("person-consents", "person-consent-withdrawal", "person-correction")

# Plans that rearrange a branch: of the committee whose branch it is.
PLANS = ("reorganisations", "reorganisation-new", "reorganisation-form")
OF_A_PLAN = (
    *("reorganisation", "reorganisation-head", "reorganisation-removal"),
    *("reorganisation-steps", "reorganisation-step-removal"),
    *("reorganisation-application", "reorganisation-undoing"),
)

# What is read from far above: papers with a reason, records in an emergency.
OVERSIGHT = {
    "paper-openings": Door(UNIT, _C.OPEN_PAPERS),
    "opened-paper": Door(About.OPENING),
    "unit-readings": Door(UNIT, _C.VIEW_JOURNAL),
    "history": Door(About.HISTORY),
    "emergencies": Door(HOME, _C.REACH_IN_EMERGENCY),
    "emergency-new": Door(UNIT, _C.REACH_IN_EMERGENCY),
    "emergency-approval": Door(About.EMERGENCY, _C.REACH_IN_EMERGENCY),
    "emergency-end": Door(About.EMERGENCY, _C.REACH_IN_EMERGENCY),
}

EXPECTATIONS: Mapping[str, Door] = {
    **OVERSIGHT,
    "home": Door(HOME),
    "tasks": Door(HOME),
    "task": Door(About.TASK),
    "task-report": Door(About.TASK, _C.PREPARE_MEETING, owner=True),
    "task-review": Door(About.TASK, _C.PREPARE_MEETING, owner=True),
    "task-evidence": Door(About.TASK, _C.VIEW_MEETING, owner=True),
    "task-evidence-removal": Door(About.TASK, _C.PREPARE_MEETING),
    "task-charge": Door(HOME, _C.DIRECT_CELLS),
    "task-request": Door(HOME, _C.FINALISE_PAPERS),
    "task-closing": Door(About.CHARGE, _C.DIRECT_CELLS),
    "petitions": Door(HOME),
    "petition": Door(About.PETITION, writes=_C.ANSWER_PETITIONS),
    "petition-passing": Door(About.PETITION, _C.ANSWER_PETITIONS),
    "petition-telling": Door(About.PETITION, _C.RUN_MEETING),
    "opinion-forwarding": Door(MEETING, _C.FINALISE_PAPERS),
    "opinion-answer": Door(MEETING, _C.RUN_MEETING),
    "box": Door(HOME, _C.RAISE_OPINION),
    "box-opening": Door(MEETING, _C.RUN_MEETING),
    "unit-resolutions": Door(UNIT, _C.VIEW_PAPERS),
    "unit-year": Door(UNIT, _C.VIEW_MEMBERS),
    "unit-year-draft": Door(UNIT, _C.PREPARE_MEETING),
    "person-year": Door(About.PERSON, _C.PREPARE_MEETING),
    "unit-year-adoption": Door(UNIT, _C.RUN_MEETING),
    "sign-out": Door(HOME),
    "rules": Door(HOME),
    "unit-rules": Door(UNIT, _C.SET_RULES),
    "rules-publication": Door(UNIT, _C.SET_RULES),
    "cells": Door(HOME, _C.VIEW_CELLS),
    "followed-cells": Door(HOME, _C.FOLLOW_CELLS),
    "members": Door(HOME, _C.VIEW_MEMBERS),
    "imports": Door(HOME, _C.MANAGE_MEMBERS),
    "meetings": Door(HOME, _C.VIEW_AGENDA),
    "meeting-series": Door(HOME, _C.PREPARE_MEETING),
    "meeting-plans": Door(HOME, _C.PREPARE_MEETING),
    "criticism": Door(MEETING, _C.VIEW_AGENDA, writes=_C.RUN_MEETING),
    "unit-meetings": Door(UNIT, _C.VIEW_MEETING, writes=_C.PREPARE_MEETING),
    "calendar": Door(HOME, _C.VIEW_CALENDAR),
    "calendar-feeds": Door(HOME, _C.VIEW_CALENDAR),
    "calendar-feed-revocation": Door(HOME, _C.VIEW_CALENDAR),
    "unit-calendar": Door(UNIT, _C.VIEW_CALENDAR),
    "duty-fulfilment": Door(UNIT, _C.PREPARE_MEETING),
    "meeting": Door(MEETING),
    "questions": Door(MEETING, _C.RAISE_OPINION),
    "leave-request": Door(MEETING, _C.ASK_LEAVE),
    "leave-on-behalf": Door(MEETING, _C.ANSWER_LEAVE),
    "leave-answer": Door(About.MEETING, _C.ANSWER_LEAVE),
    "leave-withdrawal": Door(About.LEAVE, _C.ASK_LEAVE),
    "preparation": Door(MEETING, _C.PREPARE_MEETING),
    "schedule": Door(MEETING, _C.PREPARE_MEETING),
    "meeting-materials": Door(MEETING, writes=_C.PREPARE_MEETING),
    "material-removal": Door(MEETING, _C.PREPARE_MEETING),
    "topic": Door(MEETING, _C.PREPARE_MEETING),
    "meeting-withdrawal": Door(MEETING, _C.PREPARE_MEETING),
    "milestones": Door(MEETING, _C.PREPARE_MEETING),
    "notice-ways": Door(MEETING, _C.PREPARE_MEETING),
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
    "draft-page": Door(MEETING, making=True),
    "minutes-amendments": Door(MEETING, _C.RUN_MEETING),
    "minutes-amendment": Door(MEETING, _C.RUN_MEETING),
    "papers-confirmation": Door(MEETING, _C.CONFIRM_PAPERS),
    "papers-return": Door(MEETING, _C.CONFIRM_PAPERS),
    "papers-supply": Door(MEETING, _C.FINALISE_PAPERS),
    "papers-received": Door(HOME, _C.CONFIRM_PAPERS),
    "paper": Door(About.PAPER, _C.VIEW_PAPERS),
    "paper-page": Door(About.PAPER, _C.VIEW_PAPERS),
    "paper-versions": Door(About.PAPER, _C.VIEW_PAPERS),
    "paper-signed": Door(About.PAPER, _C.FINALISE_PAPERS),
    "paper-correction": Door(About.PAPER, _C.FINALISE_PAPERS),
    "bound-book": Door(UNIT, _C.VIEW_PAPERS),
    "book": Door(UNIT, _C.VIEW_PAPERS),
    "book-progress": Door(UNIT, _C.VIEW_PAPERS),
    "unit-papers": Door(UNIT, _C.VIEW_PAPERS),
    "upload": Door(About.UPLOAD),
    "unit-members": Door(UNIT, _C.VIEW_MEMBERS),
    "members-export": Door(UNIT, _C.VIEW_MEMBERS),
    "duplicates": Door(UNIT, _C.MANAGE_MEMBERS),
    "merge": Door(About.PERSON, _C.MANAGE_MEMBERS),
    "denominators": Door(UNIT, _C.VIEW_MEMBERS),
    "own-unit": Door(HOME, _C.VIEW_UNIT),
    "unit": Door(UNIT, _C.VIEW_UNIT),
    "unit-history": Door(UNIT, _C.VIEW_UNIT),
    "unit-followers": Door(UNIT, _C.MANAGE_MEMBERS),
    "office-new": Door(UNIT, _C.MANAGE_MEMBERS),
    "term-new": Door(UNIT, _C.MANAGE_MEMBERS),
    "election-new": Door(UNIT, _C.MANAGE_MEMBERS),
    "office-end": Door(About.OFFICE, _C.MANAGE_MEMBERS),
    "groups": Door(UNIT, _C.VIEW_MEMBERS),
    "group-new": Door(UNIT, _C.RECORD_STATES),
    "group-places": Door(UNIT, _C.RECORD_STATES),
    **dict.fromkeys(OWN, Door(HOME, _C.VIEW_OWN_RECORD)),
    **dict.fromkeys(ON_BEHALF, Door(About.PERSON, _C.RECORD_STATES)),
    "corrections": Door(HOME, _C.MANAGE_MEMBERS),
    "correction-answer": Door(About.LIFE, _C.MANAGE_MEMBERS),
    "retention": Door(HOME, _C.MANAGE_MEMBERS),
    "erasure-order": Door(About.DUE, _C.MANAGE_MEMBERS),
    **dict.fromkeys(OWN_ACCOUNT, Door(HOME)),
    "links": Door(HOME, _C.HAND_OUT_LINKS),
    "accounts": Door(HOME, _C.MANAGE_ACCOUNTS),
    **dict.fromkeys(("unit-accounts", "recovery-approval"), Door(UNIT, _C.MANAGE_ACCOUNTS)),
    "person-account": Door(About.PERSON, _C.MANAGE_ACCOUNTS),
    **dict.fromkeys(("unit-links", "link-revocation"), Door(UNIT, _C.HAND_OUT_LINKS)),
    "expiring": Door(HOME, _C.VIEW_MEMBERS),
    "unit-expiring": Door(UNIT, _C.VIEW_MEMBERS),
    "transfers": Door(UNIT, _C.VIEW_MEMBERS),
    "residence-book": Door(HOME, _C.VIEW_MEMBERS),
    "residence-links": Door(UNIT, _C.VIEW_MEMBERS, writes=_C.RECORD_STATES),
    "residence-sheet": Door(UNIT, _C.VIEW_MEMBERS),
    "residence-comment": Door(About.LIFE, _C.RECORD_STATES),
    "residence-link-end": Door(About.LIFE, _C.RECORD_STATES),
    "person": Door(About.PERSON, _C.VIEW_MEMBERS),
    "person-residence": Door(About.PERSON, _C.RECORD_STATES),
    "state-new": Door(About.PERSON, _C.RECORD_STATES),
    "state-renewal": Door(About.LIFE, _C.RECORD_STATES),
    "state-end": Door(About.LIFE, _C.RECORD_STATES),
    **dict.fromkeys(RECORDS, Door(About.PERSON, _C.MANAGE_MEMBERS)),
    "transfer-reception": Door(About.ARRIVAL, _C.MANAGE_MEMBERS),
    "transfer-note": Door(About.LIFE, _C.MANAGE_MEMBERS),
    "transfer-return": Door(About.LIFE, _C.MANAGE_MEMBERS),
    "cells-month": Door(UNIT, _C.VIEW_FIGURES),
    "villages": Door(HOME, _C.VIEW_CELLS),
    "unit-villages": Door(UNIT, _C.VIEW_FIGURES),
    "villages-export": Door(UNIT, _C.VIEW_FIGURES),
    "village-new": Door(UNIT, _C.MANAGE_MEMBERS),
    "villages-list": Door(UNIT, _C.MANAGE_MEMBERS),
    "village": Door(About.VILLAGE),
    "village-change": Door(About.VILLAGE, _C.MANAGE_MEMBERS),
    "village-end": Door(About.VILLAGE, _C.MANAGE_MEMBERS),
    **dict.fromkeys(PLANS, Door(HOME, _C.REORGANISE)),
    **dict.fromkeys(OF_A_PLAN, Door(About.PLAN, _C.REORGANISE)),
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
    if to is _C.REACH_IN_EMERGENCY and door.about is About.UNIT and place.unit in roots(key, to):
        return Answer.REFUSED  # nobody reaches into the own committee
    if to is _C.ANSWER_PETITIONS:  # of the very committee it went to, not of those below
        return Answer.LET_IN if place.owner in roots(key, to) else Answer.REFUSED
    if door.owner and key == place.owner:
        return Answer.LET_IN
    return Answer.LET_IN if to is None or holds(key, to, place.unit) else Answer.REFUSED


def _asked(door: Door, place: Place, method: str) -> Capability | None:
    if method == "POST" and door.writes is not None:
        return door.writes
    if door.making:
        return None if place.stage is Stage.SEALED else _C.VIEW_MEETING
    return door.to


def _sees(about: About, key: str, place: Place) -> bool:
    unit, sealed = place.unit, place.stage is Stage.SEALED
    if about in (About.UNIT, About.VILLAGE):
        return sees_unit(key, unit)
    if about in {About.LIST, About.LIFE, About.ARRIVAL}:
        return holds(key, _C.VIEW_MEMBERS, unit)
    if about is About.UPLOAD:
        return holds(key, _C.VIEW_PAPERS, unit)
    if about is About.DUE:
        return holds(key, _C.MANAGE_MEMBERS, unit)
    if about is About.CHARGE:  # known on both its sides
        sides = (unit, place.owner)
        return holds(key, _C.DIRECT_CELLS, unit) or any(
            holds(key, _C.VIEW_MEETING, side) for side in sides
        )
    if about is About.PETITION:
        return holds(key, _C.VIEW_MEETING, unit) or place.owner in roots(key, _C.ANSWER_PETITIONS)
    if about is About.PLAN:
        return holds(key, _C.REORGANISE, unit)
    if about is About.EMERGENCY:
        return holds(key, _C.VIEW_JOURNAL, unit) or holds(key, _C.REACH_IN_EMERGENCY, unit)
    if about is About.HISTORY:
        return holds(key, _C.VIEW_JOURNAL, unit)
    if about is About.OPENING:
        return key == place.owner
    if about is About.PERSON:
        return holds(key, _C.VIEW_MEMBERS, unit) or key == place.owner
    if about is About.OFFICE:  # who leads a cell is known to its members
        return holds(key, _C.VIEW_MEMBERS, unit) or holds(key, _C.VIEW_AGENDA, unit)
    if holds(key, _C.VIEW_MEETING, unit) or (sealed and holds(key, _C.VIEW_PAPERS, unit)):
        return True
    if about is About.LEAVE and not holds(key, _C.ASK_LEAVE, unit):
        about = About.MEETING  # who follows the cell is at the meeting, and asks nothing
    if about in {About.TASK, About.LEAVE}:
        return key == place.owner
    told = place.stage is not Stage.DRAFT
    return about is About.MEETING and told and holds(key, _C.VIEW_AGENDA, unit)
