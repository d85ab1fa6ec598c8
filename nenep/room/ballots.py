"""Votes in words: the measure before, the result after."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from nenep.kernel.ratios import percent_text
from nenep.meetings.models import Vote
from nenep.meetings.queries import MeetingPage
from nenep.meetings.rules.votes import BaseMember, Threshold
from nenep.room.forms import MATTERS, METHODS
from nenep.room.pages import RollCard, roll_card
from nenep.room.queries import Measure


@dataclass(frozen=True)
class Needed:
    """What some kinds of matters need with the base as it stands."""

    matters: str
    words: str
    votes: int


@dataclass(frozen=True)
class Counted:
    """One person of the list "who counts"."""

    name: str
    reason: str
    provision: str
    present: bool


@dataclass(frozen=True)
class VoteLine:
    """A vote as it goes into the minutes."""

    vote: Vote
    method: str
    sentence: str


@dataclass(frozen=True)
class VotesPage:
    """Everything ``room/votes.html`` reads."""

    meeting: MeetingPage
    card: RollCard
    base: int
    present: int
    needed: Sequence[Needed]
    basis: str
    counted: Sequence[Counted]
    left_out: Sequence[Counted]
    held: Sequence[VoteLine]


def votes_page(page: MeetingPage, measured: Measure) -> VotesPage:
    """The page from the roll as it stands now."""
    base, names = measured.base, {row.person_id: row.name for row in page.roll}
    citations = [threshold.citation for _matter, threshold in measured.thresholds]
    return VotesPage(
        meeting=page,
        card=roll_card(page),
        base=base.count,
        present=base.present,
        needed=_needed(measured),
        basis=str(citations[0]) if citations and citations[0] else "",
        counted=[_counted(m, names) for m in base.members if m.counted],
        left_out=[_counted(m, names) for m in base.left_out],
        held=[vote_line(vote) for vote in all_votes(page)],
    )


def _needed(measured: Measure) -> Sequence[Needed]:
    """One line for each threshold, naming the matters under it."""
    names = dict(MATTERS)
    lines: dict[tuple[str, int], list[str]] = {}
    for matter, threshold in measured.thresholds:
        key = (threshold.words, threshold.needed(measured.base.count))
        lines.setdefault(key, []).append(str(names[matter.value]))
    return [Needed("; ".join(found), words, votes) for (words, votes), found in lines.items()]


def all_votes(page: MeetingPage) -> Sequence[Vote]:
    """Every vote of the evening, in the order in which they were held."""
    held = [*page.other_votes, *(vote for item in page.items for vote in item.votes)]
    return sorted(held, key=lambda vote: vote.pk)


def vote_line(vote: Vote) -> VoteLine:
    """The stored result in words; the threshold is the one of that evening."""
    threshold = Threshold(
        Fraction(vote.threshold_numerator, vote.threshold_denominator), strict=vote.strict
    )
    share = percent_text(vote.votes_for, vote.base)
    verdict = "đạt" if vote.passed else "không đạt"
    return VoteLine(
        vote=vote,
        method=str(dict(METHODS).get(vote.method, vote.method)),
        sentence=(
            f"{vote.votes_for}/{vote.base} tán thành ({share}), {vote.votes_against} không tán "
            f"thành, {vote.abstentions} không có ý kiến; {verdict} tỷ lệ {threshold.words} "
            f"(cần ít nhất {threshold.needed(vote.base)})."
        ),
    )


def _counted(member: BaseMember, names: dict[UUID, str]) -> Counted:
    return Counted(
        name=names.get(member.person_id, ""),
        reason=member.reason,
        provision=member.provision,
        present=member.present,
    )
