"""What happened during the evenings: agenda with notes, roll, opinions, votes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from nenep.demo.loading.units import CELL_TYPES
from nenep.demo.rules import uid
from nenep.demo.story.facts import (
    DUE,
    MeetingFact,
    OpinionFact,
    OpinionKind,
    Presence,
    RollMark,
    Standing,
)
from nenep.demo.story.profiles import PROFILES
from nenep.kernel import clock
from nenep.meetings.models import AgendaItem, Attendance, Opinion
from nenep.meetings.rules.agenda_draft import Draft, DraftItem, draft_agenda
from nenep.rulebook.rules.agendas import ItemKind, MeetingKind
from nenep.rulebook.rules.engine import Rulebook

_BATCH = 1000
_TYPES = {profile.key: CELL_TYPES[profile.kind].value for profile in PROFILES}
# Which notes of the story belong under an item; a topic without an item goes to the discussion.
_NOTES: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.OPENING: ("opening",),
    ItemKind.TASK_REVIEW: ("last_month",),
    ItemKind.REPORT: ("report",),
    ItemKind.INFORMATION: ("news", "superior"),
    ItemKind.IDEOLOGY: ("ideology",),
    ItemKind.HCM_STUDY: ("hcm",),
    ItemKind.POLITICAL_TASK: ("political",),
    ItemKind.PARTY_BUILDING: ("party_building",),
    ItemKind.OPINIONS: ("petitions",),
    ItemKind.NEXT_TASKS: ("next_month",),
    ItemKind.DISCUSSION: ("discussion",),
    ItemKind.SELF_CRITICISM: ("self_criticism",),
    ItemKind.CLOSING: ("closing",),
    ItemKind.PRESENTATION: ("presentation",),
}
# The thematic part repeats kinds of the regular one: there the item's own code decides.
_NOTES_BY_CODE = {"topic_purpose": ("purpose",), "topic_discussion": ("topic_talk",)}
_FROM_ABOVE = frozenset({"superior", "reply"})
_NO_DELEGATE = "Không có đại biểu cấp trên dự"
_NO_FORM = "Chưa có mẫu chấm điểm áp dụng vào ngày họp"


@dataclass(frozen=True)
class Evening:
    """A meeting of the story with the agenda the rulebook of its day gives it."""

    meeting: MeetingFact
    agenda: Draft

    def item(self, *kinds: ItemKind) -> DraftItem:
        """The first item of one of the kinds, in the order of preference."""
        found = (item for kind in kinds for item in self.agenda.items if item.kind is kind)
        return next(found)


def evenings_of(rulebook: Rulebook, meetings: Sequence[MeetingFact]) -> list[Evening]:
    """Each held meeting with its agenda."""
    return [
        Evening(
            meeting,
            draft_agenda(
                rulebook,
                MeetingKind.COMBINED if meeting.topic else MeetingKind.REGULAR,
                on=meeting.planned_on,
                cell_type=_TYPES[meeting.cell],
                topic=meeting.topic,
                planned_minutes=meeting.minutes,
            ),
        )
        for meeting in meetings
        if meeting.held
    ]


def load_evenings(evenings: Sequence[Evening], *, scored: set[str]) -> None:
    """Agenda, roll and opinions; ``scored`` names the meetings that had a form to be scored on."""
    items = [row for e in evenings for row in _items(e, e.meeting.key in scored)]
    AgendaItem.objects.bulk_create(items, _BATCH)
    Attendance.objects.bulk_create([row for e in evenings for row in _roll(e)], _BATCH)
    Opinion.objects.bulk_create([row for e in evenings for row in _opinions(e)], _BATCH)


def _items(evening: Evening, scored: bool) -> Iterator[AgendaItem]:
    meeting = evening.meeting
    begun = clock.at(meeting.planned_on, meeting.starts.hour, meeting.starts.minute)
    notes = _notes_by_item(evening)
    left = meeting.minutes
    for item in evening.agenda.items:
        skipped = _skipped(item, meeting, scored)
        spent = 0 if skipped else min(left, item.minutes)
        left -= spent
        begun += timedelta(minutes=spent)
        yield AgendaItem(
            id=uid(f"{meeting.key}/{item.code}"),
            meeting_id=uid(meeting.key),
            unit_id=uid(meeting.cell),
            position=item.position,
            code=item.code,
            title=item.title,
            basis=item.basis,
            minutes_planned=item.minutes,
            minutes_spent=None if skipped else spent,
            finished_at=None if skipped else begun,
            skipped_reason=skipped,
            note="" if skipped else notes.get(item.code, ""),
            revision=1,
        )


def _notes_by_item(evening: Evening) -> dict[str, str]:
    texts = {note.topic: f"{note.text}." for note in evening.meeting.notes}
    found: dict[str, list[str]] = {}
    for item in evening.agenda.items:
        for topic in _NOTES_BY_CODE.get(item.code, _NOTES.get(item.kind, ())):
            if item.code not in _FROM_ABOVE and topic in texts:
                found.setdefault(item.code, []).append(texts.pop(topic))
    talk = evening.item(ItemKind.DISCUSSION)
    return {
        code: " ".join([*parts, *texts.values()] if code == talk.code else parts)
        for code, parts in found.items()
    }


def _skipped(item: DraftItem, meeting: MeetingFact, scored: bool) -> str:
    if item.code in _FROM_ABOVE and not any(guest.superior for guest in meeting.guests):
        return _NO_DELEGATE
    return _NO_FORM if item.kind is ItemKind.SCORING and not scored else ""


def _roll(evening: Evening) -> Iterator[Attendance]:
    meeting = evening.meeting
    for mark in meeting.roll:
        yield Attendance(
            id=uid(f"{meeting.key}/{mark.person}"),
            meeting_id=uid(meeting.key),
            unit_id=uid(meeting.cell),
            month=meeting.month,
            person_id=uid(mark.person),
            standing=mark.standing.value,
            due=mark.standing in DUE,
            votes=votes_of(mark),
            mark="" if mark.presence is Presence.NOT_DUE else mark.presence.value,
            reason=mark.reason.value if mark.reason else "",
            late=mark.late,
        )


def votes_of(mark: RollMark) -> str:
    """As ``people.rules.counts_as`` says: official always, exempt and away only if present."""
    if mark.standing is Standing.OFFICIAL:
        return "always"
    if mark.standing in (Standing.EXEMPT, Standing.AWAY):
        return "if_present"
    return "never"


def _opinions(evening: Evening) -> Iterator[Opinion]:
    for number, opinion in enumerate(evening.meeting.opinions):
        yield _opinion(evening, f"{evening.meeting.key}/o{number}", opinion)


def _opinion(evening: Evening, key: str, opinion: OpinionFact) -> Opinion:
    kinds = (ItemKind.OPINIONS, ItemKind.DISCUSSION)
    countered = opinion.kind is OpinionKind.COUNTER_VIEW
    item = evening.item(*(reversed(kinds) if countered else kinds))
    return Opinion(
        id=uid(key),
        meeting_id=uid(evening.meeting.key),
        unit_id=uid(evening.meeting.cell),
        item_id=uid(f"{evening.meeting.key}/{item.code}"),
        person_id=uid(opinion.person),
        kind=opinion.kind.value,
        text=f"{opinion.text}.",
        raised_on=evening.meeting.planned_on,
        needs_answer=opinion.needs_answer,
        forwarded_on=opinion.forwarded_on,
        answered_on=opinion.answered_on,
        answer=f"{opinion.answer}." if opinion.answer else "",
    )
