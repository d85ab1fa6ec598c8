"""Votes in words: the measure before, the result after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from nenep.kernel import clock
from nenep.kernel.ratios import percent_text
from nenep.meetings.models import Vote
from nenep.meetings.queries import MeetingPage
from nenep.meetings.rules.votes import BaseMember, Threshold, reveals
from nenep.room.ballot_forms import MATTERS, METHODS, ConfirmationForm, ReportForm
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
    tellers: Sequence[str] = ()
    reveals: bool = False
    confirming: ConfirmationForm | None = None
    reporting: ReportForm | None = None


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
    open: bool


@dataclass(frozen=True)
class TypedOfVote:
    """Forms of one vote as they came, to be drawn again."""

    vote_id: UUID | None = None
    confirming: ConfirmationForm | None = None
    reporting: ReportForm | None = None


def votes_page(page: MeetingPage, measured: Measure, typed: TypedOfVote | None = None) -> VotesPage:
    """The page from the roll as it stands now."""
    base, names = measured.base, {row.person_id: row.name for row in page.roll}
    held = all_votes(page)
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
        held=[_with_forms(vote_line(vote), page, typed or TypedOfVote()) for vote in held],
        open=not page.sealed,
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
    spoilt = f", {vote.invalid} phiếu không hợp lệ" if vote.invalid else ""
    return VoteLine(
        vote=vote,
        method=str(dict(METHODS).get(vote.method, vote.method)),
        sentence=(
            f"{vote.votes_for}/{vote.base} tán thành ({share}), {vote.votes_against} không tán "
            f"thành, {vote.abstentions} không có ý kiến{spoilt}; {verdict} tỷ lệ {threshold.words} "
            f"(cần ít nhất {threshold.needed(vote.base)})."
        ),
    )


def _with_forms(line: VoteLine, page: MeetingPage, typed: TypedOfVote) -> VoteLine:
    vote, names = line.vote, {row.person_id: row.name for row in page.roll}
    totals = (vote.votes_for, vote.votes_against, vote.abstentions, vote.invalid)
    tellers = [names.get(key, "") for key in (vote.teller_id, vote.second_teller_id) if key]
    mine, key = typed.vote_id == vote.pk, str(vote.pk)
    confirming, reporting = None, None
    if vote.awaits_confirmation and not page.sealed:
        confirming = (typed.confirming if mine else None) or ConfirmationForm(
            page.roll, initial={"teller": vote.teller_id or ""}, auto_id=f"c{key}_%s"
        )
    if (vote.must_report or vote.must_refer) and vote.reported_on is None:
        reporting = (typed.reporting if mine else None) or ReportForm(
            initial={"on": clock.today()}, auto_id=f"r{key}_%s"
        )
    return replace(
        line,
        tellers=tellers,
        reveals=reveals(vote.method, base=vote.base, present=sum(totals), totals=totals),
        confirming=confirming,
        reporting=reporting,
    )


def _counted(member: BaseMember, names: dict[UUID, str]) -> Counted:
    return Counted(
        name=names.get(member.person_id, ""),
        reason=member.reason,
        provision=member.provision,
        present=member.present,
    )
