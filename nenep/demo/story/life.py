"""Twenty-four months of every cell, put together from rolls, talk, business and scores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from random import Random

from nenep.demo.story.business import Business
from nenep.demo.story.calendar import (
    COMMON_DAY_SINCE,
    DRAFT_ON,
    TODAY,
    month_start,
    rng_for,
    usual_day,
)
from nenep.demo.story.cast import cast
from nenep.demo.story.everybody import everybody
from nenep.demo.story.facts import (
    RESIDENTIAL,
    MeetingFact,
    OfficeName,
    Presence,
    RollMark,
    Standing,
    Story,
)
from nenep.demo.story.library import Deck, evening, place, reason, tasks_for, topics_for
from nenep.demo.story.names import Names
from nenep.demo.story.profiles import CURRENT, MONTHS, PROFILES, Profile, level
from nenep.demo.story.roll import Register, call_roll, register_of
from nenep.demo.story.score import judge, remedies
from nenep.demo.story.talk import Talk
from nenep.demo.story.units import MAIN_CELL, tree

_LARGE = 30
_GUESTS = 14


@cache
def tell() -> Story:
    """The whole story. The same each time; below a second."""
    ward = cast()
    taken = {person.name for person in ward.people}
    names = Names(rng_for("guests"), taken)
    guests = [names.draw(female=n % 2 == 0, upland=0.2) for n in range(_GUESTS)]
    meetings = (
        meeting
        for profile in PROFILES
        for meeting in _Life.of(profile, register_of(ward, profile), guests).meetings()
    )
    # Names of the others come last: whoever is added elsewhere, the ward's evenings stay as told.
    people, records = everybody(ward, Names(rng_for("elsewhere"), taken))
    return Story(TODAY, tree(), people, records, tuple(meetings))


@dataclass
class _Life:
    """One cell's two years."""

    profile: Profile
    register: Register
    rng: Random
    talk: Talk
    business: Business
    topics: Deck[str]
    guests: Sequence[str]

    @classmethod
    def of(cls, profile: Profile, register: Register, guests: Sequence[str]) -> "_Life":
        rng = rng_for("life", profile.key)
        held = [_day(profile, m)[1] for m in range(MONTHS) if _is_held(profile, m)]
        talk = Talk.of(profile, rng, _recognitions(register, held))
        business = Business.of(profile, rng, tasks_for(profile.kind), held)
        topics = Deck(rng, topics_for(profile.kind))
        return cls(profile, register, rng, talk, business, topics, guests)

    def meetings(self) -> Iterator[MeetingFact]:
        for month in range(MONTHS):
            if _is_held(self.profile, month):
                yield self._evening(month)
            else:
                yield self._not_held(month)

    def _not_held(self, month: int) -> MeetingFact:
        """A month without a meeting, or the main cell's meeting that is still to come."""
        rule_day, planned, why = _day(self.profile, month)
        draft = self.profile.key == MAIN_CELL and month == CURRENT
        secretary = self.register.office(OfficeName.SECRETARY, planned)[0]
        deputy = self.register.office(OfficeName.DEPUTY, planned)[0]
        return MeetingFact(
            self._key(month), self.profile.key, month_start(month), rule_day, planned, why,
            held=False, draft=draft, starts=time(self.profile.hour), minutes=self._needed(planned),
            place=self._place(), topic="", chair=secretary, secretary=deputy, guests=(),
            premeeting_on=None, notified_on=None, papers_on=None, roll=(), notes=(), opinions=(),
            votes=(), conclusion=(), resolution=False, subject=self._subject(planned), tasks=(),
            judgements=(), remedies=(), finalised_on=None, reported_on=None,
        )  # fmt: skip

    def _evening(self, month: int) -> MeetingFact:
        rule_day, held, why = _day(self.profile, month)
        quality = level(self.profile.quality, month)
        roll = call_roll(self.register, held, month)
        here = [m.person for m in roll if m.presence is Presence.PRESENT]
        chair, secretary = self._table(held, here)
        topic = self._topic(month, quality)
        minutes = self._lasted(held, quality, thematic=bool(topic))
        decided = self.business.decide(self._key(month), month, held, _owners(roll))
        premeeting, notified, papers = self._prepared(held, quality)
        finalised, reported = self._reported(held)
        return MeetingFact(
            self._key(month), self.profile.key, month_start(month), rule_day, held, why,
            held=True, draft=False,
            starts=time(self.profile.hour, self.rng.choice((0, 0, 0, 5, 10))),
            minutes=minutes, place=self._place(), topic=topic, chair=chair, secretary=secretary,
            guests=self.talk.guests_of(month, self.guests),
            premeeting_on=premeeting, notified_on=notified, papers_on=papers, roll=roll,
            notes=self.talk.notes_of(month_start(month), thematic=bool(topic)),
            opinions=self.talk.opinions_of(held, month, [p for p in here if p != chair], quality),
            votes=self.talk.votes_of(month, roll),
            conclusion=decided.conclusion,
            resolution=month % 3 == 0 or self.rng.random() < quality,
            subject=self._subject(held), tasks=decided.tasks,
            judgements=judge(self.profile, self.rng, quality), remedies=remedies(self.rng),
            finalised_on=finalised, reported_on=reported,
        )  # fmt: skip

    def _key(self, month: int) -> str:
        return f"{self.profile.key}/{month_start(month):%Y-%m}"

    def _place(self) -> str:
        return place(self.profile.kind)

    def _subject(self, day: date) -> str:
        return self.rng.choice(evening("subjects")).format(month=day.month, year=day.year)

    def _topic(self, month: int, quality: float) -> str:
        """One evening in each quarter goes on to a theme; a careless cell lets a quarter pass."""
        if month_start(month) < COMMON_DAY_SINCE or month % 3 != self.profile.number % 3:
            return ""
        return self.topics.draw() if self.rng.random() < 0.25 + quality else ""

    def _needed(self, day: date) -> int:
        """Ninety minutes; a hundred and twenty for thirty members and more."""
        return 120 if len(self.register.standings(day)) >= _LARGE else 90

    def _lasted(self, held: date, quality: float, *, thematic: bool) -> int:
        """With a theme after it, at least a hundred and twenty minutes are asked for."""
        needed = max(self._needed(held), 120) if thematic else self._needed(held)
        if self.rng.random() < 0.35 + quality * 0.65:
            return needed + self.rng.randint(0, 18)
        return needed - self.rng.choice((5, 10, 12, 20, 35))

    def _table(self, held: date, here: Sequence[str]) -> tuple[str, str]:
        """Who chairs and who writes: the secretary or the deputy, and another official member."""
        leaders = (
            *self.register.office(OfficeName.SECRETARY, held),
            *self.register.office(OfficeName.DEPUTY, held),
        )
        chair = next(p for p in leaders if p in here)
        committee = self.register.office(OfficeName.COMMITTEE, held)
        official = [p for p, s in self.register.standings(held).items() if s is Standing.OFFICIAL]
        writers = [p for p in (*committee, *leaders, *official) if p in here and p != chair]
        return chair, writers[0]

    def _prepared(self, held: date, quality: float) -> tuple[date | None, date | None, date | None]:
        """The chi ủy agrees, then members are told and papers go out; or nobody did any of it
        before the evening (told by word of mouth, which leaves no trace)."""
        if self.rng.random() > 0.3 + quality * 0.72:
            return None, None, None
        premeeting = held - timedelta(self.rng.randint(4, 7))
        notified = held - timedelta(self.rng.randint(2, 3))
        if self.rng.random() < 0.22 + quality * 0.78:
            return premeeting, notified, held - timedelta(self.rng.randint(1, 2))
        return premeeting, notified, held if self.rng.random() < 0.7 else None

    def _reported(self, held: date) -> tuple[date, date]:
        late = self.rng.random() < self.profile.reports_late
        finalised = held + timedelta(self.rng.randint(4, 8) if late else self.rng.randint(0, 2))
        return finalised, finalised


def _is_held(profile: Profile, month: int) -> bool:
    draft = profile.key == MAIN_CELL and month == CURRENT
    return month not in profile.missed and not draft


def _day(profile: Profile, month: int) -> tuple[date, date, str]:
    """The rule's day, the real or planned day, and the reason if they differ or none was held."""
    first = month_start(month)
    rule_day = usual_day(first, residential=profile.kind in RESIDENTIAL, habit=profile.day)
    if profile.key == MAIN_CELL and month == CURRENT:
        return rule_day, DRAFT_ON, reason("landslide")
    if month in profile.missed:
        return rule_day, rule_day, reason(profile.missed[month])
    if month in profile.moved:
        day, why = profile.moved[month]
        return rule_day, first.replace(day=day), reason(why)
    return rule_day, rule_day, ""


def _owners(roll: Sequence[RollMark]) -> list[str]:
    """Tasks go to those present, probationary members included, and to hosted ones too."""
    return [
        m.person
        for m in roll
        if m.presence is Presence.PRESENT and m.standing is not Standing.EXEMPT
    ]


def _recognitions(register: Register, held: Sequence[date]) -> frozenset[int]:
    """The first meeting after somebody's twelve months votes on recognition."""
    months = set()
    for membership in register.memberships:
        official = register.people[membership.person].official
        meeting = next((d for d in held if official is not None and d >= official), None)
        if official is not None and official >= month_start(0) and meeting is not None:
            months.add((meeting.year - 2024) * 12 + meeting.month - 12)
    return frozenset(months)
