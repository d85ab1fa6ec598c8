"""What a person is to a cell on a day, in the words of the field.

How each standing counts is dated data (:mod:`nenep.people.rules.counting`); the reckoning of one
person is :func:`nenep.people.rules.denominators.counts_as`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.kernel.errors import Refused


class Standing(StrEnum):
    """What a person is to this cell on that date."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    EXEMPT = "exempt"
    AWAY = "away"
    HOSTED = "hosted"
    TRANSFERRING = "transferring"
    SUSPENDED = "suspended"


STANDING_NAMES = {
    Standing.OFFICIAL: "Chính thức",
    Standing.PROBATIONARY: "Dự bị",
    Standing.EXEMPT: "Miễn sinh hoạt",
    Standing.AWAY: "Tạm vắng nơi khác",
    Standing.HOSTED: "Sinh hoạt tạm thời tại đây",
    Standing.TRANSFERRING: "Đang chuyển sinh hoạt",
    Standing.SUSPENDED: "Đình chỉ sinh hoạt",
}

STATE_STANDINGS = {
    "suspended": Standing.SUSPENDED,
    "activity_exemption": Standing.EXEMPT,
    "temporary_exemption": Standing.EXEMPT,
    "transferring": Standing.TRANSFERRING,
    "away": Standing.AWAY,
}
"""What each state makes of a member; the first that holds names the standing."""

LEAVINGS = ("removal", "expulsion", "left", "deceased", "annulled")
"""The endings of a membership after which somebody is a member nowhere."""


class Votes(StrEnum):
    """In the base of an ordinary vote: always, only when present (and voting), or never."""

    ALWAYS = "always"
    IF_PRESENT = "if_present"
    NEVER = "never"


@dataclass(frozen=True)
class Spell:
    """One dated row about a person, as the rules need it. ``until`` is the first day after.

    ``unit_id`` is where (None: some other place, or a state, which follows its person);
    ``ended_as`` why a membership ended.
    """

    kind: str
    since: date
    until: date | None
    provision: str = ""
    unit_id: UUID | None = None
    ended_as: str = ""

    def covers(self, on: date) -> bool:
        """Does it hold on that day?"""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class CountsAs:
    """How one person counts in one cell on one day, as a roll keeps it."""

    person_id: UUID
    standing: Standing
    due: bool
    votes: Votes
    official: bool
    reason: str
    provision: str = ""


def must_be_able_to_hold(standing: Standing | None) -> None:
    """An office of the cell needs an official member of it (294 §23)."""
    if standing is None:
        raise Refused("Người này không phải là đảng viên của chi bộ nên không giữ chức vụ ở đây.")
    if standing is Standing.PROBATIONARY:
        raise Refused("Đảng viên dự bị chưa được bầu vào chức vụ.", basis="Điều lệ Đảng, Điều 5")
