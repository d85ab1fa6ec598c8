"""Votes: totals from the story, base, threshold and verdict from the rules of the evening."""

from collections import Counter
from collections.abc import Iterator, Sequence

from nenep.demo.loading.evenings import Evening, votes_of
from nenep.demo.rules import uid
from nenep.demo.story.facts import DUE, MeetingFact, Presence, Standing, VoteFact
from nenep.meetings.models import Vote
from nenep.meetings.rules.agenda_draft import DraftItem
from nenep.meetings.rules.roll import Mark, RollEntry
from nenep.meetings.rules.votes import Matter, VoteBase, outcome, threshold_for, vote_base
from nenep.minutes.rules.record import ADOPTION_QUESTION
from nenep.people.rules.standing import STANDING_NAMES, CountsAs, Votes
from nenep.people.rules.standing import Standing as PeopleStanding
from nenep.rulebook.rules.agendas import ItemKind
from nenep.rulebook.rules.engine import Rulebook

_BATCH = 1000


def load_votes(rulebook: Rulebook, evenings: Sequence[Evening]) -> int:
    """Every vote of every evening; returns how many."""
    votes = [vote for evening in evenings for vote in _votes(rulebook, evening)]
    Vote.objects.bulk_create(votes, _BATCH)
    return len(votes)


def _votes(rulebook: Rulebook, evening: Evening) -> Iterator[Vote]:
    base = vote_base(_entries(evening.meeting))
    item = evening.item(ItemKind.VOTE)
    for number, vote in enumerate(evening.meeting.votes):
        yield _vote(rulebook, evening, base, vote, item, f"{evening.meeting.key}/v{number}")
    adopted = VoteFact(ADOPTION_QUESTION, Matter.ORDINARY.value, base.present, 0, 0)
    item = evening.item(ItemKind.READ_BACK)
    yield _vote(rulebook, evening, base, adopted, item, f"{evening.meeting.key}/adoption")


def _vote(
    rulebook: Rulebook,
    evening: Evening,
    base: VoteBase,
    vote: VoteFact,
    item: DraftItem,
    key: str,
) -> Vote:
    meeting = evening.meeting
    ruling = rulebook.value("vote.threshold", on=meeting.planned_on)
    threshold = threshold_for(ruling, Matter(vote.matter))
    judged = outcome(
        base,
        votes_for=vote.agreed,
        votes_against=vote.against,
        abstentions=vote.abstained,
        threshold=threshold,
    )
    return Vote(
        id=uid(key),
        meeting_id=uid(meeting.key),
        unit_id=uid(meeting.cell),
        item_id=uid(f"{meeting.key}/{item.code}"),
        question=vote.question,
        matter=vote.matter,
        method="card" if vote.matter != Matter.ORDINARY else "hand",
        base=judged.base,
        base_note=_note(base),
        threshold_numerator=threshold.ratio.numerator,
        threshold_denominator=threshold.ratio.denominator,
        strict=threshold.strict,
        votes_for=vote.agreed,
        votes_against=vote.against,
        abstentions=vote.abstained,
        passed=judged.passed,
        citation=str(threshold.citation or "")[:400],
    )


def _entries(meeting: MeetingFact) -> list[RollEntry]:
    marks = {Presence.NOT_DUE: None} | {Presence(mark.value): mark for mark in Mark}
    return [
        RollEntry(
            CountsAs(
                uid(mark.person),
                PeopleStanding(mark.standing.value),
                due=mark.standing in DUE,
                votes=Votes(votes_of(mark)),
                official=mark.standing in (Standing.OFFICIAL, Standing.EXEMPT, Standing.AWAY),
                reason=STANDING_NAMES[PeopleStanding(mark.standing.value)],
            ),
            marks[mark.presence],
        )
        for mark in meeting.roll
    ]


def _note(base: VoteBase) -> list[dict[str, str | int | bool]]:
    """How the base came about, by reason and without names, as ``hold_vote`` keeps it."""
    groups = Counter((m.counted, m.present, m.reason) for m in base.members)
    return [
        {"counted": counted, "present": present, "reason": reason, "people": people}
        for (counted, present, reason), people in sorted(groups.items(), reverse=True)
    ]
