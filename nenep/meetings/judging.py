"""The base, threshold and verdict of a vote from the facts of its evening."""

from collections import Counter
from collections.abc import Collection, Sequence
from uuid import UUID

from nenep.kernel.errors import Absent, Invalid
from nenep.meetings.models import Meeting, Vote
from nenep.meetings.queries import RollRow, rule_path
from nenep.meetings.rules.roll import Mark
from nenep.meetings.rules.votes import (
    BALLOTS,
    Matter,
    VoteBase,
    must_be_referred,
    must_be_reported,
    outcome,
    stays_in_the_base,
    threshold_for,
    vote_base,
)
from nenep.rulebook.queries import rules_in_force


def judge(
    said: Vote, meeting: Meeting, roll: Sequence[RollRow], *, recused: Collection[UUID] = ()
) -> None:
    """Write base, threshold, verdict and citation onto the vote, from facts only; and what follows
    from a failure: that it is reported, or that the superior decides.

    Raises:
        Invalid: more votes than may be cast; a teller who is not there or is concerned.
        Absent: somebody recused is not on the roll. NoRuleKnown: no threshold that day.
    """
    on, matter = meeting.held_on or meeting.planned_on, Matter(said.matter)
    book, path = rules_in_force(), rule_path(meeting.unit_id, on)
    _must_be_there(said, roll, recused)
    base = vote_base(
        (row.entry for row in roll),
        recused=recused,
        recused_count=stays_in_the_base(book.find("vote.recusal", on=on, unit_path=path)),
    )
    threshold = threshold_for(book.value("vote.threshold", on=on, unit_path=path), matter)
    result = outcome(
        base,
        votes_for=said.votes_for,
        votes_against=said.votes_against,
        abstentions=said.abstentions,
        invalid=said.invalid,
        threshold=threshold,
    )
    said.base, said.base_note = result.base, _base_note(base)
    said.threshold_numerator = threshold.ratio.numerator
    said.threshold_denominator = threshold.ratio.denominator
    said.strict, said.passed = threshold.strict, result.passed
    said.citation = str(threshold.citation or "")[:400]
    reported = book.find("vote.failed_is_reported", on=on, unit_path=path)
    attempts = book.find("vote.attempts_before_report", on=on, unit_path=path)
    said.must_report = must_be_reported(reported, matter, passed=said.passed)
    said.must_refer = must_be_referred(
        attempts, threshold, passed=said.passed, attempt=said.attempt
    )
    grounds = [
        str(ruling.citation)
        for ruling, holds in ((reported, said.must_report), (attempts, said.must_refer))
        if ruling is not None and holds
    ]
    said.report_basis = "; ".join(grounds)[:400]


def must_count_as_teller(
    vote: Vote, person_id: UUID, roll: Sequence[RollRow], recused: Collection[UUID], field: str
) -> None:
    """A teller is present and has no part in the matter."""
    there = {row.person_id for row in roll if row.mark is Mark.PRESENT}
    if vote.method not in BALLOTS:
        raise Invalid("Chỉ bỏ phiếu mới có người kiểm phiếu; kết quả chưa được ghi.", field=field)
    if person_id not in there or person_id in recused:
        raise Invalid(
            "Người kiểm phiếu phải có mặt và không phải là người liên quan; kết quả chưa được ghi.",
            field=field,
        )


def _must_be_there(said: Vote, roll: Sequence[RollRow], recused: Collection[UUID]) -> None:
    if set(recused) - {row.person_id for row in roll}:
        raise Absent("Người liên quan không có trong danh sách của buổi họp; chưa ghi kết quả.")
    if said.teller_id is not None:
        must_count_as_teller(said, said.teller_id, roll, recused, "teller")


def _base_note(base: VoteBase) -> list[dict[str, str | int | bool]]:
    """How the base came about, by reason and without names."""
    groups = Counter((m.counted, m.present, m.reason) for m in base.members)
    return [
        {"counted": counted, "present": present, "reason": reason, "people": people}
        for (counted, present, reason), people in sorted(groups.items(), reverse=True)
    ]
