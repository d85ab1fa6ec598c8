"""The tasks a meeting gives, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from nenep.demo.story.calendar import TODAY, months_after
from nenep.demo.story.events import STILL_OPEN
from nenep.demo.story.facts import Outcome, TaskFact, TaskReportFact
from nenep.demo.story.library import Deck, TaskText, conclusions, evening
from nenep.demo.story.profiles import Profile, level

_GIVEN_UP_AFTER = 3
"""Meetings after which a task that nobody moves may be dropped by vote."""


@dataclass(frozen=True)
class Decided:
    conclusion: tuple[str, ...]
    tasks: tuple[TaskFact, ...]


@dataclass
class Business:
    """The work of one cell over two years; the dates on which it meets are known beforehand."""

    profile: Profile
    rng: Random
    texts: Deck[TaskText]
    sentences: Mapping[str, Deck[str]]
    meetings: Sequence[date]

    @classmethod
    def of(
        cls, profile: Profile, rng: Random, texts: Sequence[TaskText], meetings: Sequence[date]
    ) -> "Business":
        """A fresh pile of texts, shuffled for this cell."""
        topics = {text.topic for text in texts}
        sentences = {t: Deck(rng, conclusions(t)) for t in sorted(topics)}
        return cls(profile, rng, Deck(rng, texts), sentences, meetings)

    def decide(self, key: str, month: int, held: date, owners: Sequence[str]) -> Decided:
        """What the meeting of ``held`` concluded, with the tasks that follow from each sentence."""
        quality = level(self.profile.quality, month)
        wanted = min(len(owners), 2 + (self.profile.size > 12) + self.rng.randint(0, 2))
        said: dict[str, str] = {}
        tasks: list[TaskFact] = []
        given: list[TaskText] = []
        for number, owner in enumerate(self.rng.sample(list(owners), wanted), 1):
            text = self.texts.draw(avoid=given)
            given.append(text)
            if text.topic not in said:
                said[text.topic] = self.sentences[text.topic].draw()
            tasks.append(
                self._task(f"{key}/t{number}", owner, text, said[text.topic], held, quality)
            )
        return Decided(tuple(said.values()), tuple(tasks))

    def _task(
        self, key: str, owner: str, text: TaskText, source: str, held: date, quality: float
    ) -> TaskFact:
        slots = _slots(self.rng)
        deadline = self._deadline(held)
        finished = None if key in STILL_OPEN else self._finished(held, deadline, quality)
        reports = self._reports(text, slots, deadline, finished, quality)
        outcome, settled = self._outcome(held, deadline, finished, quality)
        measure, title = text.measure.format_map(slots), text.text.format_map(slots)
        dropped = outcome is Outcome.DROPPED
        comment = self.rng.choice(evening("dropped")) if dropped else ""
        return TaskFact(
            key, owner, title, measure, deadline, source, reports, outcome, settled, comment
        )

    def _deadline(self, held: date) -> date:
        """Usually the end of the month, a quarter of them a month later."""
        day = held.replace(day=self.rng.choice((20, 22, 25, 25, 28)))
        if day <= held + timedelta(7):
            day = months_after(day, 1)
        return months_after(day, 1) if self.rng.random() < 0.22 else day

    def _finished(self, held: date, deadline: date, quality: float) -> date | None:
        """The day it was really done; ``None`` if never so far."""
        if self.rng.random() < quality * 0.88 + 0.12:
            done = held + timedelta(self.rng.randint(5, (deadline - held).days))
        elif self.rng.random() < 0.3 + quality * 0.5:
            done = deadline + timedelta(self.rng.randint(4, 48))
        else:
            return None
        return done if done <= TODAY else None

    def _reports(
        self, text: TaskText, slots: Mapping[str, str], deadline: date, finished: date | None,
        quality: float,
    ) -> tuple[TaskReportFact, ...]:  # fmt: skip
        reports = []
        reminded = min(deadline, TODAY)
        behind = finished is None or finished > deadline
        if behind and deadline <= TODAY and self.rng.random() < 0.35 + quality * 0.5:
            reports.append(TaskReportFact(reminded, text.part.format_map(slots), False))
        if finished is not None:
            reports.append(TaskReportFact(finished, text.done.format_map(slots), True))
        return tuple(reports)

    def _outcome(
        self, held: date, deadline: date, finished: date | None, quality: float
    ) -> tuple[Outcome, date | None]:
        """A task is settled at the first meeting after it was done, or given up much later."""
        later = [m for m in self.meetings if m > held]
        if finished is not None:
            settled = next((m for m in later if m >= finished), None)
            if settled is None:
                return Outcome.OPEN, None
            return (Outcome.DONE if finished <= deadline else Outcome.LATE), settled
        # A careful cell never lets an undone task hang; a careless one often does.
        if len(later) >= _GIVEN_UP_AFTER and self.rng.random() < quality * 2 - 0.2:
            return Outcome.DROPPED, later[_GIVEN_UP_AFTER - 1]
        return Outcome.OPEN, None


def _slots(rng: Random) -> dict[str, str]:
    small, large = rng.randint(3, 9), rng.randint(14, 46)
    return {
        "n": str(small),
        "m": str(small - rng.randint(1, 2)),
        "k": str(large),
        "j": str(large - rng.randint(4, 9)),
    }
