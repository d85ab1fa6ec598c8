"""Votes in a bundle: what was counted, what failed before, and the rules by which the next one is
judged on the device as it will be here."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from nenep.meetings.models import Meeting, Recusal, Vote
from nenep.meetings.queries import MeetingPage, rule_path
from nenep.meetings.rules.votes import stays_in_the_base
from nenep.room.ballots import all_votes
from nenep.room.queries import Measure, failed_vote_rows
from nenep.rulebook.queries import rules_in_force

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def votes_of(page: MeetingPage) -> list[Plain]:
    """Every vote of the evening with who stepped out of it. One query."""
    stepped_out: dict[UUID, list[Plain]] = {}
    for one in Recusal.objects.filter(meeting=page.meeting):
        stepped_out.setdefault(one.vote_id, []).append(
            {"person": str(one.person_id), "reason": one.reason}
        )
    return [{**_vote(vote), "recused": stepped_out.get(vote.pk, [])} for vote in all_votes(page)]


def failed_before(meeting: Meeting) -> list[Plain]:
    """Votes of this unit that one of tonight may be the next attempt at. One query."""
    return [
        {
            "id": str(vote.pk),
            "question": vote.question,
            "matter": vote.matter,
            "attempt": vote.attempt,
            "passed": False,
        }
        for vote in failed_vote_rows(meeting)
        if vote.meeting_id != meeting.pk
    ]


def thresholds_of(measured: Measure) -> list[Plain]:
    """One for each matter; none where no rule is known for that day."""
    return [
        {
            "matter": matter.value,
            "over": threshold.ratio.numerator,
            "under": threshold.ratio.denominator,
            "strict": threshold.strict,
            "words": threshold.words,
        }
        for matter, threshold in measured.thresholds
    ]


def vote_rules(meeting: Meeting) -> dict[str, Plain]:
    """What follows from stepping out and from failing, by the rulebook of the day."""
    on = meeting.held_on or meeting.planned_on
    book, path = rules_in_force(), rule_path(meeting.unit_id, on)
    recusal = book.find("vote.recusal", on=on, unit_path=path)
    reported = book.find("vote.failed_is_reported", on=on, unit_path=path)
    attempts = book.find("vote.attempts_before_report", on=on, unit_path=path)
    return {
        "recused_count": stays_in_the_base(recusal),
        "reported": _listed(reported.value if reported else None),
        "reported_basis": str(reported.citation) if reported else "",
        "attempts": attempts.whole if attempts else None,
        "attempts_basis": str(attempts.citation) if attempts else "",
    }


def _listed(value: object) -> list[Plain]:
    return [str(one) for one in value] if isinstance(value, Sequence) else []


def _vote(vote: Vote) -> Mapping[str, Plain]:
    return {
        "id": str(vote.pk),
        "item": str(vote.item_id) if vote.item_id else "",
        "question": vote.question,
        "matter": vote.matter,
        "method": vote.method,
        "votes_for": vote.votes_for,
        "votes_against": vote.votes_against,
        "abstentions": vote.abstentions,
        "invalid": vote.invalid,
        "base": vote.base,
        "passed": vote.passed,
        "teller": str(vote.teller_id) if vote.teller_id else "",
        "second_teller": str(vote.second_teller_id) if vote.second_teller_id else "",
        "confirmed": vote.confirmed_at is not None,
        "follows": str(vote.follows_id) if vote.follows_id else "",
        "attempt": vote.attempt,
        "must_report": vote.must_report,
        "must_refer": vote.must_refer,
    }
