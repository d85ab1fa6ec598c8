"""What a meeting contains and in which order, by type of cell and by period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.rulebook.rules.documents import Citation, Document, citation_from
from nenep.rulebook.rules.plain import (
    Table,
    day,
    maybe_day,
    maybe_whole,
    tables,
    text,
    texts,
    whole,
)


class MeetingKind(StrEnum):
    """Kinds of meeting. Not each has a prescribed content: where none is known, the agenda of such
    a meeting is typed."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    COMBINED = "combined"
    EXTRAORDINARY = "extraordinary"
    CELL_COMMITTEE = "cell_committee"
    PARTY_GROUP = "party_group"
    PARTY_COMMITTEE = "party_committee"


class Section(StrEnum):
    """The parts of an evening. A combined evening runs ``open, conduct, conclude`` of the regular
    meeting, then ``conduct, conclude`` of the thematic one, then ``finish``: one after the
    other, never merged (HD 42-HD/BTCTW 2025)."""

    OPEN = "open"
    CONDUCT = "conduct"
    CONCLUDE = "conclude"
    FINISH = "finish"


class ItemKind(StrEnum):
    """What an agenda item is for; screens and papers choose their form by it."""

    OPENING = "opening"
    MEETING_SECRETARY = "meeting_secretary"
    ROLL_CALL = "roll_call"
    AGENDA_ADOPTION = "agenda_adoption"
    REPORT = "report"
    TASK_REVIEW = "task_review"
    INFORMATION = "information"
    IDEOLOGY = "ideology"
    HCM_STUDY = "hcm_study"
    POLITICAL_TASK = "political_task"
    PARTY_BUILDING = "party_building"
    OPINIONS = "opinions"
    SUPERIOR_REMARKS = "superior_remarks"
    DISCUSSION = "discussion"
    SELF_CRITICISM = "self_criticism"
    NEXT_TASKS = "next_tasks"
    PRESENTATION = "presentation"
    CONCLUSION = "conclusion"
    VOTE = "vote"
    SCORING = "scoring"
    READ_BACK = "read_back"
    CLOSING = "closing"


@dataclass(frozen=True)
class AgendaItemRule:
    """One item of a template. ``least`` minutes are its floor; what is left of the evening is
    divided by ``share`` up to ``most``; ``per_entry`` share is added for each carried entry."""

    code: str
    title: str
    kind: ItemKind
    section: Section
    least: int
    share: int
    most: int | None
    per_entry: int
    points: tuple[str, ...]
    cell_types: tuple[str, ...]
    citation: Citation

    def suits(self, cell_type: str) -> bool:
        return not self.cell_types or cell_type in self.cell_types


@dataclass(frozen=True)
class AgendaTemplate:
    """The content of one kind of meeting while it was in force."""

    code: str
    title: str
    meeting_kind: MeetingKind
    cell_types: tuple[str, ...]
    unit_id: UUID | None
    in_force: date
    until: date | None
    citation: Citation
    items: tuple[AgendaItemRule, ...]

    def in_force_on(self, on: date) -> bool:
        return self.in_force <= on and (self.until is None or on <= self.until)

    def items_for(self, cell_type: str) -> tuple[AgendaItemRule, ...]:
        """The items for that type of cell, in order."""
        return tuple(item for item in self.items if item.suits(cell_type))


def agenda_from(
    row: Table, documents: Mapping[str, Document], unit_id: UUID | None = None
) -> AgendaTemplate:
    """A template from its stored row; items inherit the template's basis unless they name one."""
    return AgendaTemplate(
        code=text(row, "code"),
        title=text(row, "title"),
        meeting_kind=MeetingKind(text(row, "meeting_kind")),
        cell_types=texts(row, "cell_types"),
        unit_id=unit_id,
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
        citation=citation_from(row, documents),
        items=tuple(_item(item, row, documents) for item in tables(row, "items")),
    )


def _item(row: Table, template: Table, documents: Mapping[str, Document]) -> AgendaItemRule:
    basis = row if "document" in row else template
    return AgendaItemRule(
        code=text(row, "code"),
        title=text(row, "title"),
        kind=ItemKind(text(row, "kind")),
        section=Section(text(row, "section")),
        least=whole(row, "least"),
        share=whole(row, "share", 0),
        most=maybe_whole(row, "most"),
        per_entry=whole(row, "per_entry", 0),
        points=texts(row, "points"),
        cell_types=texts(row, "cell_types"),
        citation=citation_from(basis, documents),
    )
