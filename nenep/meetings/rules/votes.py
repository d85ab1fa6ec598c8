"""The base of a vote and its outcome, in whole numbers.

Regulation 294-QĐ/TW §9.3: a decision needs more than half of the members (two thirds for
admission, recognition, removal of the name, expulsion). The base is every official member
convened, less suspended ones, less exempt, temporarily away and transferring ones who are not
present (present, they count): the rulebook's ``counting.vote`` of the day, laid down on the roll.
An official member who is absent stays in the base: the deduction "absent throughout with accepted
reason" is written for congresses (our reading, to be confirmed by users).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from nenep.kernel.errors import Invalid
from nenep.kernel.ratios import percent_text
from nenep.meetings.rules.roll import Mark, RollEntry
from nenep.people.rules.standing import CountsAs, Votes
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Ruling

MORE_THAN, AT_LEAST = "more_than", "at_least"


class Method(StrEnum):
    """How a vote is taken. A ballot is counted by two tellers; who voted how is never kept."""

    HAND = "hand"
    CARD = "card"
    BALLOT = "secret"
    PAPER = "paper"


BALLOTS = (Method.BALLOT.value, Method.PAPER.value)
# On so small a base any total tells how somebody voted.
TELLING_BASE = 3


class Matter(StrEnum):
    """What is voted on; names the threshold in ``vote.threshold`` of the rulebook."""

    ORDINARY = "ordinary"
    ADMISSION = "admission"
    RECOGNITION = "recognition"
    REMOVAL = "removal"
    EXPULSION = "expulsion"


@dataclass(frozen=True)
class Threshold:
    """``strict`` means more than the ratio, otherwise at least it."""

    ratio: Fraction
    strict: bool
    citation: Citation | None = None

    def reached(self, votes_for: int, base: int) -> bool:
        """Exact: no rounding decides a vote. Nothing passes on an empty base."""
        left, right = votes_for * self.ratio.denominator, base * self.ratio.numerator
        return base > 0 and (left > right if self.strict else left >= right)

    def needed(self, base: int) -> int:
        """The fewest votes in favour that pass."""
        exact = base * self.ratio.numerator
        if self.strict:
            return exact // self.ratio.denominator + 1
        return max(1, -(-exact // self.ratio.denominator))

    @property
    def words(self) -> str:
        than = "quá" if self.strict else "từ"
        part = f"{self.ratio.numerator}/{self.ratio.denominator}"
        return f"{than} {part}" + ("" if self.strict else " trở lên")


MORE_THAN_HALF = Threshold(Fraction(1, 2), strict=True)
TWO_THIRDS = Threshold(Fraction(2, 3), strict=False)


@dataclass(frozen=True)
class BaseMember:
    """One person and why they are in the base, or not."""

    person_id: UUID
    counted: bool
    present: bool
    reason: str
    provision: str


@dataclass(frozen=True)
class VoteBase:
    """``count`` is the denominator; ``present`` how many of them are here to vote."""

    members: tuple[BaseMember, ...]

    @property
    def count(self) -> int:
        return sum(member.counted for member in self.members)

    @property
    def present(self) -> int:
        return sum(member.counted and member.present for member in self.members)

    @property
    def people(self) -> tuple[UUID, ...]:
        return tuple(member.person_id for member in self.members if member.counted)

    @property
    def left_out(self) -> tuple[BaseMember, ...]:
        return tuple(member for member in self.members if not member.counted)


@dataclass(frozen=True)
class Outcome:
    """The result as it goes into the minutes; ``silent`` were present but are in no total."""

    passed: bool
    votes_for: int
    votes_against: int
    abstentions: int
    invalid: int
    silent: int
    base: int
    needed: int
    threshold: Threshold

    @property
    def sentence(self) -> str:
        share = percent_text(self.votes_for, self.base)
        verdict = "đạt" if self.passed else "không đạt"
        return (
            f"{self.votes_for}/{self.base} tán thành ({share}), {self.votes_against} không tán "
            f"thành, {self.abstentions} không có ý kiến; {verdict} tỷ lệ {self.threshold.words} "
            f"(cần ít nhất {self.needed})."
        )


def threshold_for(ruling: Ruling, matter: Matter) -> Threshold:
    """The threshold of a matter from ``vote.threshold`` of the rulebook."""
    rule = ruling.table[matter.value]
    if not isinstance(rule, dict):
        raise TypeError(f"vote.threshold: {matter.value} is not a table")
    kind = MORE_THAN if MORE_THAN in rule else AT_LEAST
    return Threshold(Fraction(str(rule[kind])), kind == MORE_THAN, ruling.citation)


def vote_base(
    roll: Iterable[RollEntry],
    *,
    recused: Collection[UUID] = (),
    recused_count: bool = True,
) -> VoteBase:
    """Who is in the base, from the standings of that day and who is present now. Whoever is
    ``recused`` (a person concerned steps out) does not vote; whether such a one stays in the base
    is ``vote.recusal`` of the rulebook."""
    members = [_member(entry.counts, entry.mark is Mark.PRESENT) for entry in roll]
    return VoteBase(
        tuple(
            _stepped_out(member, recused_count) if member.person_id in recused else member
            for member in members
        )
    )


def stays_in_the_base(ruling: Ruling | None) -> bool:
    """Is somebody recused counted? Where no rule is known, nobody is taken out of the base."""
    return ruling is None or ruling.table.get("counts") != "no"


def must_be_reported(ruling: Ruling | None, matter: Matter, *, passed: bool) -> bool:
    """A failed vote on such a matter still goes to the superior committee in full."""
    known = ruling.value if ruling is not None and isinstance(ruling.value, list) else []
    return not passed and matter.value in known


def must_be_referred(
    ruling: Ruling | None, threshold: Threshold, *, passed: bool, attempt: int
) -> bool:
    """After so many attempts without two thirds the superior committee decides."""
    if passed or ruling is None or threshold.ratio != TWO_THIRDS.ratio:
        return False
    return attempt >= ruling.whole


def reveals(method: str, *, base: int, present: int, totals: Sequence[int]) -> bool:
    """Would the totals of a ballot tell how somebody voted: everybody alike, or so few of them?"""
    if method not in BALLOTS or present == 0:
        return False
    return base <= TELLING_BASE or max(totals) == present


def outcome(
    base: VoteBase,
    *,
    votes_for: int,
    votes_against: int,
    abstentions: int,
    threshold: Threshold,
    invalid: int = 0,
) -> Outcome:
    """Judge the totals.

    Raises:
        Invalid: a negative number, or more votes than members present who may vote (hence also
            more than the base).
    """
    totals = {
        "votes_for": votes_for,
        "votes_against": votes_against,
        "abstentions": abstentions,
        "invalid": invalid,
    }
    for field, number in totals.items():
        if number < 0:
            raise Invalid("Số phiếu không thể âm; kết quả chưa được ghi.", field=field)
    cast = sum(totals.values())
    if cast > base.present:
        raise Invalid(
            "Tổng số phiếu (%(cast)s) nhiều hơn số đảng viên có mặt được biểu quyết "
            "(%(present)s); kết quả chưa được ghi, đồng chí kiểm lại.",
            field="votes_for",
            cast=cast,
            present=base.present,
        )
    return Outcome(
        passed=threshold.reached(votes_for, base.count),
        votes_for=votes_for,
        votes_against=votes_against,
        abstentions=abstentions,
        invalid=invalid,
        silent=base.present - cast,
        base=base.count,
        needed=threshold.needed(base.count),
        threshold=threshold,
    )


def _member(counts: CountsAs, present: bool) -> BaseMember:
    if counts.votes is Votes.IF_PRESENT:
        counted = present
        come = "có mặt nên tính" if present else "không có mặt nên không tính"
        reason = f"{counts.reason}, {come}"
    else:
        counted = counts.votes is Votes.ALWAYS
        absent = counted and not present
        reason = f"{counts.reason}, vắng mặt vẫn tính" if absent else counts.reason
    return BaseMember(counts.person_id, counted, present, reason, counts.provision)


def _stepped_out(member: BaseMember, counts: bool) -> BaseMember:
    """Only who is in the base can be taken out of it."""
    stays = member.counted and counts
    still = ", vẫn tính" if stays else ", không tính"
    reason = f"{member.reason}, là người liên quan nên không biểu quyết{still}"
    return replace(member, counted=stays, present=False, reason=reason)
