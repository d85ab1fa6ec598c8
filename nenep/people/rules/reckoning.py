"""How one person counts in one cell on one day, in every base.

Everything that holds that day is weighed: membership in its rank, states, a stay elsewhere. In each
base the least of them decides, so the order of rows never matters: a probationary member who is
exempt votes no more than a probationary one. A member is counted where the membership is; one
taking part elsewhere is due there and not at home; one entered twice and merged counts nowhere;
one who has left the Party is nobody's guest.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from nenep.people.rules.counting import (
    NO_RULE_KNOWN,
    UNRULED,
    Base,
    Counted,
    CountingRules,
    Line,
)
from nenep.people.rules.standing import (
    LEAVINGS,
    STANDING_NAMES,
    STATE_STANDINGS,
    CountsAs,
    Spell,
    Standing,
    Votes,
)
from nenep.rulebook.rules.documents import Citation

# A state that follows its person to the host: one exempt or suspended at home is due nowhere.
_EVERYWHERE = ("suspended", "activity_exemption", "temporary_exemption")
_RANKS = (Standing.OFFICIAL, Standing.PROBATIONARY)
_VOTES = {
    Counted.YES: Votes.ALWAYS,
    Counted.IF_PRESENT: Votes.IF_PRESENT,
    Counted.NO: Votes.NEVER,
}


@dataclass(frozen=True)
class Belonging:
    """What decides where and how one person counts. Spells may lie in any cell and on any days.

    ``entered_on`` is the day of the admission where it is known to the month: from it a new
    member's first months count.
    """

    person_id: UUID
    memberships: tuple[Spell, ...] = ()
    stays: tuple[Spell, ...] = ()
    states: tuple[Spell, ...] = ()
    entered_on: date | None = None
    merged: bool = False


@dataclass(frozen=True)
class Counting:
    """One person in one base: ``because`` says what decides, ``clause`` what follows from it.

    ``provision`` is that of the person's own row (the resolution that granted an exemption),
    ``citation`` the rule of the day; None where no rule is known.
    """

    person_id: UUID
    base: Base
    standing: Standing
    counts: Counted
    because: str
    clause: str
    provision: str
    citation: Citation | None

    @property
    def reason(self) -> str:
        """``Miễn sinh hoạt đến 31/12/2026, không phải dự``."""
        return f"{self.because}, {self.clause}"

    @property
    def basis(self) -> str:
        """The rule, with its caution; or that none is known."""
        return str(self.citation) if self.citation else NO_RULE_KNOWN


@dataclass(frozen=True)
class Reckoning:
    """One person in one cell on one day, in every base; ``reason`` in the words of a roll."""

    person_id: UUID
    standing: Standing
    official: bool
    because: str
    reason: str
    countings: Mapping[Base, Counting]

    @property
    def member(self) -> bool:
        """Is the person counted in the statistics of this cell?"""
        return self.countings[Base.STATISTICS].counts is Counted.YES

    @property
    def counts_as(self) -> CountsAs:
        """As a roll keeps it: due is the attendance base, votes the base of a vote."""
        vote = self.countings[Base.ORDINARY_VOTE]
        known = str(vote.citation) if vote.citation else ""
        return CountsAs(
            self.person_id,
            self.standing,
            due=self.countings[Base.ATTENDANCE].counts is Counted.YES,
            votes=_VOTES[vote.counts],
            official=self.official,
            reason=self.reason,
            provision="" if vote.counts is Counted.YES else vote.provision or known,
        )


@dataclass(frozen=True)
class _Ground:
    """One thing that holds of the person that day, and in what words."""

    standing: Standing
    spell: Spell
    words: str


def reckon(
    person: Belonging, *, cell_id: UUID, on: date, rules: CountingRules = UNRULED
) -> Reckoning | None:
    """How the person counts there that day in every base; None when it is nothing to the cell."""
    grounds = tuple(_grounds(person, cell_id, on))
    if not grounds:
        return None
    member = next((g for g in grounds if g.standing in _RANKS), None)
    new = _new_until(person, member)
    return Reckoning(
        person_id=person.person_id,
        standing=grounds[0].standing,
        official=member is not None and member.standing is Standing.OFFICIAL,
        because=grounds[0].words,
        reason=_on_the_roll(grounds[0]),
        countings={
            base: _counting(person.person_id, base, grounds, rules, on=on, entered=new)
            for base in Base
        },
    )


def counts_as(
    person_id: UUID,
    on: date,
    *,
    membership: Spell | None,
    states: Sequence[Spell] = (),
    hosted: bool = False,
    rules: CountingRules = UNRULED,
) -> CountsAs | None:
    """How somebody counts on a roll, or None when the person has nothing to do with the cell.

    ``membership.kind`` is ``official`` or ``probationary``, in this cell. Suspension names the
    standing before exemption, exemption before absence; an exemption past its date no longer
    covers, so the member counts again.
    """
    here = UUID(int=0)
    found = reckon(
        Belonging(
            person_id,
            memberships=(replace(membership, unit_id=here),) if membership else (),
            stays=(Spell("hosted", on, None, unit_id=here),) if hosted else (),
            states=tuple(states),
        ),
        cell_id=here,
        on=on,
        rules=rules,
    )
    return found.counts_as if found else None


def _grounds(person: Belonging, cell_id: UUID, on: date) -> Iterator[_Ground]:
    """What holds that day, the one that names the standing first; nothing for a stranger."""
    if person.merged:
        return
    member = next((spell for spell in person.memberships if spell.covers(on)), None)
    stay = next((spell for spell in person.stays if spell.covers(on)), None)
    states = {state.kind: state for state in person.states if state.covers(on)}
    if member is not None and member.unit_id == cell_id:
        for kind, standing in STATE_STANDINGS.items():
            if kind in states:
                yield _Ground(standing, states[kind], _dated(standing, states[kind]))
        if stay is not None and stay.unit_id != cell_id and "away" not in states:
            yield _Ground(Standing.AWAY, stay, _dated(Standing.AWAY, stay))
        rank = Standing.OFFICIAL if member.kind == "official" else Standing.PROBATIONARY
        yield _Ground(rank, member, f"Đảng viên {STANDING_NAMES[rank].lower()}")
    elif stay is not None and stay.unit_id == cell_id and not _left(person, on):
        yield _Ground(Standing.HOSTED, stay, _dated(Standing.HOSTED, stay))
        for kind in _EVERYWHERE:
            if kind in states:
                # What it is stays with the cell that recorded it.
                yield _Ground(
                    STATE_STANDINGS[kind], stay, "Chi bộ nơi đi đang cho miễn hoặc đình chỉ"
                )


def _left(person: Belonging, on: date) -> bool:
    """Was the last membership begun by that day ended by leaving the Party?"""
    begun = [spell for spell in person.memberships if spell.since <= on]
    last = max(begun, key=lambda spell: spell.since, default=None)
    return last is not None and not last.covers(on) and last.ended_as in LEAVINGS


def _dated(standing: Standing, spell: Spell) -> str:
    until = f" đến {date.fromordinal(spell.until.toordinal() - 1):%d/%m/%Y}" if spell.until else ""
    return f"{STANDING_NAMES[standing]}{until}"


def _new_until(person: Belonging, member: _Ground | None) -> date | None:
    """The day from which a new member's months run; unknown for one long official."""
    if member is None or person.entered_on is not None:
        return person.entered_on
    return member.spell.since if member.standing is Standing.PROBATIONARY else None


def _counting(
    person_id: UUID,
    base: Base,
    grounds: Sequence[_Ground],
    rules: CountingRules,
    *,
    on: date,
    entered: date | None,
) -> Counting:
    weighed = [(rules.line(base, ground.standing), ground) for ground in grounds]
    new = rules.new_members.get(base)
    if new is not None and entered is not None and on < _months_after(entered, new.months):
        words = f"Mới kết nạp, chưa đủ {new.months} tháng"
        weighed.append((new, replace(grounds[-1], words=words)))
    line, ground = min(weighed, key=lambda pair: pair[0].counts.rank)
    return Counting(
        person_id=person_id,
        base=base,
        standing=grounds[0].standing,
        counts=line.counts,
        because=ground.words,
        clause=_clause(base, line, ground.standing),
        provision=ground.spell.provision,
        citation=line.citation,
    )


_CLAUSES: Mapping[tuple[Base, Counted], str] = {
    (Base.ATTENDANCE, Counted.YES): "phải dự",
    (Base.ATTENDANCE, Counted.IF_PRESENT): "chỉ tính khi có mặt",
    (Base.ATTENDANCE, Counted.NO): "không phải dự",
    (Base.ORDINARY_VOTE, Counted.YES): "vắng mặt vẫn tính",
    (Base.ORDINARY_VOTE, Counted.IF_PRESENT): "chỉ tính khi có mặt",
    (Base.ORDINARY_VOTE, Counted.NO): "không biểu quyết",
    (Base.STATISTICS, Counted.YES): "tính ở chi bộ này",
    (Base.STATISTICS, Counted.NO): "không tính ở chi bộ này",
    (Base.RATING, Counted.YES): "kiểm điểm, xếp loại ở chi bộ này",
    (Base.RATING, Counted.NO): "không xếp loại ở chi bộ này",
}


def _clause(base: Base, line: Line, standing: Standing) -> str:
    if base is Base.STATISTICS and standing is Standing.HOSTED:
        return "tính ở chi bộ gốc"
    asked = Base.ORDINARY_VOTE if base is Base.TWO_THIRDS_VOTE else base
    return _CLAUSES.get((asked, line.counts), "chỉ tính khi có mặt")


def _on_the_roll(ground: _Ground) -> str:
    """The words of the standing for a roll: who never votes is told so there."""
    if ground.standing is Standing.PROBATIONARY:
        return f"{ground.words}, không biểu quyết"
    if ground.standing is Standing.HOSTED:
        return "Sinh hoạt tạm thời tại chi bộ, không biểu quyết ở đây"
    return ground.words


def _months_after(day: date, months: int) -> date:
    """The same day some months later; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
