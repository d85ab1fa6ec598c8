"""Notes, opinions, votes and guests of an evening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from nenep.demo.story.calendar import TODAY
from nenep.demo.story.events import ADMISSIONS
from nenep.demo.story.facts import (
    GuestFact,
    NoteFact,
    OpinionFact,
    OpinionKind,
    Presence,
    RollMark,
    Standing,
    VoteFact,
)
from nenep.demo.story.library import Deck, OpinionText, evening, notes_for, opinions_for, season
from nenep.demo.story.profiles import Profile, level

_TOPICS = (
    "opening",
    "last_month",
    "report",
    "news",
    "superior",
    "ideology",
    "hcm",
    "political",
    "party_building",
    "petitions",
    "discussion",
    "self_criticism",
    "next_month",
    "closing",
)
_TOPICS_OF_A_THEME = ("purpose", "presentation", "topic_talk")  # fmt: skip
_ASKS = frozenset({OpinionKind.QUESTION, OpinionKind.PEOPLES_ISSUE})


@dataclass
class Talk:
    """What is said in one cell over two years."""

    profile: Profile
    rng: Random
    notes: Mapping[str, Deck[str]]
    opinions: Mapping[OpinionKind, Deck[OpinionText]]
    recognitions: frozenset[int]
    """Months whose meeting votes on recognising somebody as official."""

    @classmethod
    def of(cls, profile: Profile, rng: Random, recognitions: frozenset[int]) -> "Talk":
        """A fresh pile of texts, shuffled for this cell."""
        notes = {topic: Deck(rng, texts) for topic, texts in notes_for(profile.kind).items()}
        texts = opinions_for(profile.kind)
        kinds = {text.kind for text in texts}
        opinions = {
            k: Deck(rng, [t for t in texts if t.kind is k]) for k in OpinionKind if k in kinds
        }
        return cls(profile, rng, notes, opinions, recognitions)

    def notes_of(self, month: date, *, thematic: bool) -> tuple[NoteFact, ...]:
        """A note under each topic."""
        notes = []
        for topic in (*_TOPICS, *(_TOPICS_OF_A_THEME if thematic else ())):
            text = self.notes[topic].draw().format(n=self.rng.randint(2, 6))
            if topic == "news":
                text = f"{text}. {season(month.month)}"
            notes.append(NoteFact(topic, text))
        return tuple(notes)

    def opinions_of(
        self, held: date, month: int, speakers: Sequence[str], quality: float
    ) -> tuple[OpinionFact, ...]:
        """Distinct people speaking: few in a dying cell, more than half in a lively small one."""
        large = self.profile.size > 25
        share = (0.16 if large else 0.22) + quality * (0.26 if large else 0.36)
        share += self.rng.uniform(-0.06, 0.06)
        count = max(1, min(len(speakers), round(len(speakers) * share)))
        chosen = self.rng.sample(list(speakers), count)
        return tuple(self._opinion(person, held, quality) for person in chosen)

    def votes_of(self, month: int, roll: Sequence[RollMark]) -> tuple[VoteFact, ...]:
        """The conclusion, sometimes one more question, and admissions when their month has come."""
        voters = sum(
            m.presence is Presence.PRESENT and m.standing in (Standing.OFFICIAL, Standing.EXEMPT)
            for m in roll
        )
        votes = [self._vote(evening("votes")[0], "ordinary", voters)]
        if self.rng.random() < 0.45:
            votes.append(self._vote(self.rng.choice(evening("votes")[1:]), "ordinary", voters))
        for _ in range(ADMISSIONS.count((self.profile.key, month + 1))):
            votes.append(self._vote(evening("admission_votes")[0], "admission", voters))
        if month in self.recognitions:
            votes.append(self._vote(evening("official_votes")[0], "recognition", voters))
        return tuple(votes)

    def guests_of(self, month: int, stock: Sequence[str]) -> tuple[GuestFact, ...]:
        """The superior's follower in one meeting of four, more often where things go badly."""
        quality = level(self.profile.quality, month)
        if self.rng.random() > (0.2 if quality > 0.6 else 0.4):
            return ()
        title = self.rng.choice(evening("guests"))
        return (GuestFact(self.rng.choice(stock), title, "Đảng" in title),)

    def _opinion(self, person: str, held: date, quality: float) -> OpinionFact:
        # As likely as there are texts of it, so that none wears out before the others.
        weights = [deck.size for deck in self.opinions.values()]
        kind = self.rng.choices(list(self.opinions), weights)[0]
        text = self.opinions[kind].draw()
        asks = kind in _ASKS
        if text.reply and not (asks and "Đảng ủy phường" in text.reply):
            return OpinionFact(person, kind, text.text, text.reply, held, asks)
        if not asks:
            return OpinionFact(person, kind, text.text)
        return self._sought(OpinionFact(person, kind, text.text, needs_answer=True), held, quality)

    def _sought(self, opinion: OpinionFact, held: date, quality: float) -> OpinionFact:
        """A question the evening could not answer: forwarded or not, answered later or not yet."""
        forwarded = held + timedelta(2) if self.rng.random() < 0.4 else None
        answered = held + timedelta(self.rng.randint(8, 55))
        forgotten = self.rng.random() > 0.72 + quality * 0.26
        # What was forgotten half a year ago has been asked again and answered since.
        if answered > TODAY or (forgotten and held > TODAY - timedelta(170)):
            return OpinionFact(
                opinion.person, opinion.kind, opinion.text,
                needs_answer=True, forwarded_on=forwarded,
            )  # fmt: skip
        return OpinionFact(
            opinion.person, opinion.kind, opinion.text, self.rng.choice(evening("answers")),
            answered, True, forwarded,
        )  # fmt: skip

    def _vote(self, question: str, matter: str, voters: int) -> VoteFact:
        against = self.rng.choice((0, 0, 0, 0, 1)) if voters > 6 else 0
        abstained = self.rng.choice((0, 0, 0, 1, 2)) if voters > 9 else 0
        return VoteFact(question, matter, voters - against - abstained, against, abstained)
