"""The agenda of one evening drafted from the rulebook, the open tasks and the carried opinions.

Order and content follow HD 42-HD/BTCTW 2025 (its section 4 for the type of cell) or what was in
force on that day; each item keeps its basis. A combined evening runs the regular meeting to its
conclusion and then the topic, one after the other, never merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from nenep.kernel.errors import Refused
from nenep.rulebook.rules.agendas import AgendaItemRule, ItemKind, MeetingKind, Section
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Rulebook, Ruling

LEAST_MINUTES = {
    MeetingKind.REGULAR: "meeting.min_minutes",
    MeetingKind.COMBINED: "meeting.min_minutes_combined",
}


@dataclass(frozen=True)
class Entry:
    """Something carried into an item: ``source`` is a key of :data:`HOMES`. ``basis`` says on what
    ground it comes (a provision); ``id`` is None for what is no row, such as a duty of the year."""

    source: str
    id: UUID | None
    title: str
    basis: str = ""


# Which items take what is carried; where a template has none of them, the discussion.
HOMES: Mapping[str, tuple[ItemKind, ...]] = {
    "task": (ItemKind.TASK_REVIEW,),
    "opinion": (ItemKind.OPINIONS,),
    "matter": (ItemKind.PARTY_BUILDING, ItemKind.NEXT_TASKS),
    "duty": (ItemKind.PARTY_BUILDING, ItemKind.NEXT_TASKS),
}


@dataclass(frozen=True)
class DraftItem:
    """One item, ready to become a row. ``points`` are prompts, ``entries`` what it carries."""

    position: int
    code: str
    title: str
    kind: ItemKind
    section: Section
    minutes: int
    citation: Citation
    points: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def basis(self) -> str:
        return str(self.citation)


@dataclass(frozen=True)
class Draft:
    """``length`` is the sum of the items' minutes; ``least`` the rule for it, if one is known."""

    kind: MeetingKind
    items: tuple[DraftItem, ...]
    length: int
    least: Ruling | None
    citation: Citation


def least_minutes(
    rulebook: Rulebook, kind: MeetingKind, *, on: date, unit_path: Sequence[UUID] = ()
) -> Ruling | None:
    """The least length of such a meeting on that day; ``None`` where no rule is known (before
    2018, or a topic on an evening of its own). A combined evening of a time without its own rule
    has no least length either: nothing is added up on our own authority."""
    name = LEAST_MINUTES.get(kind)
    return rulebook.find(name, on=on, unit_path=unit_path) if name else None


def draft_agenda(
    rulebook: Rulebook,
    kind: MeetingKind,
    *,
    on: date,
    cell_type: str,
    unit_path: Sequence[UUID] = (),
    topic: str = "",
    tasks: Sequence[Entry] = (),
    opinions: Sequence[Entry] = (),
    matters: Sequence[Entry] = (),
    planned_minutes: int | None = None,
) -> Draft:
    """Draft the evening. Items add up to the planned minutes, or to the least length when that
    is more, or to what the items need at the very least.

    Raises:
        NoRuleKnown: no content is known for that kind of meeting on that day.
    """
    rules, citation = _rules(rulebook, kind, on, cell_type, unit_path)
    least = least_minutes(rulebook, kind, on=on, unit_path=unit_path)
    carried = _carried(rules, (*tasks, *opinions, *matters))
    floor = sum(rule.least for rule in rules)
    wanted = max(floor, planned_minutes or 0, least.whole if least else 0)
    minutes = _divided(rules, carried, wanted)
    items = tuple(
        DraftItem(
            position=place,
            code=rule.code,
            title=_titled(rule, topic),
            kind=rule.kind,
            section=rule.section,
            minutes=minutes[rule.code],
            citation=rule.citation,
            points=rule.points,
            entries=carried.get(rule.code, ()),
        )
        for place, rule in enumerate(rules, start=1)
    )
    return Draft(kind, items, sum(minutes.values()), least, citation)


def reordered(items: Sequence[DraftItem], codes: Sequence[str]) -> tuple[DraftItem, ...]:
    """The same items in the order of ``codes``. The end of the evening stays as settled: score
    first, then read the minutes back and adopt, then close.

    Raises:
        Refused: an item is missing or named twice, or the end of the evening was turned round.
    """
    known = {item.code: item for item in items}
    if sorted(codes) != sorted(known):
        raise Refused("Thứ tự mới phải có đủ các mục, mỗi mục một lần; chương trình giữ nguyên.")
    ending = [code for code in codes if known[code].section is Section.FINISH]
    if ending != [item.code for item in items if item.section is Section.FINISH]:
        raise Refused(
            "Cuối buổi phải chấm điểm trước, sau đó đọc và thông qua biên bản rồi bế mạc; "
            "chương trình giữ nguyên."
        )
    return tuple(replace(known[code], position=i) for i, code in enumerate(codes, start=1))


def _rules(
    rulebook: Rulebook, kind: MeetingKind, on: date, cell_type: str, unit_path: Sequence[UUID]
) -> tuple[tuple[AgendaItemRule, ...], Citation]:
    if kind is not MeetingKind.COMBINED:
        template = rulebook.agenda(kind, on=on, cell_type=cell_type, unit_path=unit_path)
        return template.items_for(cell_type), template.citation
    regular = rulebook.agenda(MeetingKind.REGULAR, on=on, cell_type=cell_type, unit_path=unit_path)
    topic = rulebook.agenda(MeetingKind.THEMATIC, on=on, cell_type=cell_type, unit_path=unit_path)
    own = regular.items_for(cell_type)
    topical = (Section.CONDUCT, Section.CONCLUDE)
    return (
        *(item for item in own if item.section is not Section.FINISH),
        *(item for item in topic.items_for(cell_type) if item.section in topical),
        *(item for item in own if item.section is Section.FINISH),
    ), regular.citation


def _titled(rule: AgendaItemRule, topic: str) -> str:
    named = topic and rule.kind is ItemKind.PRESENTATION
    return f"{rule.title}: {topic}" if named else rule.title


def _carried(
    rules: Sequence[AgendaItemRule], entries: Sequence[Entry]
) -> dict[str, tuple[Entry, ...]]:
    """Tasks go to the review of tasks, opinions to the members' opinions, what runs out to
    Party building; where an older template has no such item, to the discussion. Nothing carried
    is ever left out."""
    homes: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        wanted = (*HOMES[entry.source], ItemKind.DISCUSSION)
        fitting = [rule for kind in wanted for rule in rules if rule.kind is kind]
        home = (fitting or list(rules))[0].code
        homes[home] = (*homes.get(home, ()), entry)
    return homes


def _divided(
    rules: Sequence[AgendaItemRule], carried: dict[str, tuple[Entry, ...]], length: int
) -> dict[str, int]:
    """Minutes by code: the floor of each, then minute by minute to whoever is furthest below
    its share. Exact, and never beyond ``most``; what nobody may take goes to the discussion."""
    minutes = {rule.code: rule.least for rule in rules}
    shares = {
        rule.code: rule.share + rule.per_entry * len(carried.get(rule.code, ())) for rule in rules
    }
    most = {rule.code: rule.most if rule.most is not None else length for rule in rules}
    talking = next((r.code for r in rules if r.kind is ItemKind.DISCUSSION), rules[0].code)
    given = dict.fromkeys(minutes, 0)
    for _ in range(length - sum(minutes.values())):
        open_codes = [c for c in minutes if shares[c] and minutes[c] < most[c]]
        # The smallest (given + 1) / share is next; ties go to the earlier item.
        chosen = min(open_codes, key=lambda c: (given[c] + 1) / shares[c], default=talking)
        minutes[chosen] += 1
        given[chosen] += 1
    return minutes
