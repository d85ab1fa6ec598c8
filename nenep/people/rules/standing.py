"""How a member counts on a day: one answer, with its reason and provision.

Attendance: due = official + probationary + hosted here, minus exempt, away and suspended on that
date; a present exempt member is listed but never in the ratio (our reading, tagged so in the
rulebook). Votes: Regulation 294 §9.3.2 and §6.3.2b.
"""

from collections.abc import Sequence
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
    SUSPENDED = "suspended"


STANDING_NAMES = {
    Standing.OFFICIAL: "Chính thức",
    Standing.PROBATIONARY: "Dự bị",
    Standing.EXEMPT: "Miễn sinh hoạt",
    Standing.AWAY: "Tạm vắng nơi khác",
    Standing.HOSTED: "Sinh hoạt tạm thời tại đây",
    Standing.SUSPENDED: "Đình chỉ sinh hoạt",
}


class Votes(StrEnum):
    """In the base of an ordinary vote: always, only when present (and voting), or never."""

    ALWAYS = "always"
    IF_PRESENT = "if_present"
    NEVER = "never"


@dataclass(frozen=True)
class Spell:
    """One dated row about a person, as the rules need it. ``until`` is the first day after."""

    kind: str
    since: date
    until: date | None
    provision: str = ""

    def covers(self, on: date) -> bool:
        """Does it hold on that day?"""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class CountsAs:
    """How one person counts in one cell on one day."""

    person_id: UUID
    standing: Standing
    due: bool
    votes: Votes
    official: bool
    reason: str
    provision: str = ""


_EXEMPTIONS = frozenset({"activity_exemption", "temporary_exemption"})
_STATE_STANDING = {
    "suspended": Standing.SUSPENDED,
    "activity_exemption": Standing.EXEMPT,
    "temporary_exemption": Standing.EXEMPT,
    "away": Standing.AWAY,
}


def counts_as(
    person_id: UUID,
    on: date,
    *,
    membership: Spell | None,
    states: Sequence[Spell] = (),
    hosted: bool = False,
) -> CountsAs | None:
    """How the person counts, or None when the person has nothing to do with the cell that day.

    ``membership.kind`` is ``official`` or ``probationary``. Suspension outweighs exemption, which
    outweighs absence; an exemption past its date no longer covers, so the member counts again.
    """
    if membership is None or not membership.covers(on):
        if not hosted:
            return None
        return CountsAs(
            person_id,
            Standing.HOSTED,
            due=True,
            votes=Votes.NEVER,
            official=False,
            reason="Sinh hoạt tạm thời tại chi bộ, không biểu quyết ở đây",
            provision="Quy định 294-QĐ/TW, điểm 6.3.2",
        )
    official = membership.kind == "official"
    covering = {state.kind: state for state in states if state.covers(on)}
    for kind in ("suspended", "activity_exemption", "temporary_exemption", "away"):
        if kind in covering:
            return _in_state(person_id, covering[kind], official)
    return CountsAs(
        person_id,
        Standing.OFFICIAL if official else Standing.PROBATIONARY,
        due=True,
        votes=Votes.ALWAYS if official else Votes.NEVER,
        official=official,
        reason="Đảng viên chính thức" if official else "Đảng viên dự bị, không biểu quyết",
        provision="" if official else "Điều lệ Đảng, Điều 5",
    )


def _in_state(person_id: UUID, state: Spell, official: bool) -> CountsAs:
    standing = _STATE_STANDING[state.kind]
    never = not official or standing is Standing.SUSPENDED
    votes = Votes.NEVER if never else Votes.IF_PRESENT
    until = f" đến {_last_day(state):%d/%m/%Y}" if state.until else ""
    return CountsAs(
        person_id,
        standing,
        due=False,
        votes=votes,
        official=official,
        reason=f"{STANDING_NAMES[standing]}{until}",
        provision=state.provision or "Quy định 294-QĐ/TW, điểm 9.3.2",
    )


def _last_day(state: Spell) -> date:
    assert state.until is not None  # noqa: S101 - the caller asked first
    return date.fromordinal(state.until.toordinal() - 1)


def must_be_able_to_hold(standing: Standing | None) -> None:
    """An office of the cell needs an official member of it (294 §23)."""
    if standing is None:
        raise Refused("Người này không phải là đảng viên của chi bộ nên không giữ chức vụ ở đây.")
    if standing is Standing.PROBATIONARY:
        raise Refused("Đảng viên dự bị chưa được bầu vào chức vụ.", basis="Điều lệ Đảng, Điều 5")
