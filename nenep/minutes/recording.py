"""Gathering the record of a meeting: constant queries, whatever its size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.access.rules import OFFICE_NAMES, Office
from nenep.documents.rules.codes import paper_types_from
from nenep.meetings.actions.take_roll import ABSENCE_REASONS
from nenep.meetings.models import Meeting
from nenep.meetings.models import Vote as VoteRow
from nenep.meetings.queries import ItemView, MeetingPage, OpinionView, RollRow
from nenep.meetings.rules.kinds import Kind as MeetingKind
from nenep.minutes.models import Amendment
from nenep.minutes.rules.phrases import seat_of
from nenep.minutes.rules.record import (
    ADOPTION_QUESTION,
    Amended,
    Decision,
    Guest,
    Item,
    Opinion,
    Record,
    RollLine,
    Score,
    ScoreGroup,
    ScoreLine,
    Someone,
    TaskLine,
)
from nenep.minutes.voting import Votes, votes_of
from nenep.people.models import OfficeTerm
from nenep.people.queries.names import names_of
from nenep.resolutions import queries as resolutions
from nenep.resolutions.queries.years import year_on
from nenep.resolutions.rules.task_state import STATE_NAMES, TaskState
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.agendas import AgendaItemRule, Section
from nenep.rulebook.rules.engine import Rulebook
from nenep.scoring.queries import SheetLine, StandingSheet, confirmed_sheet, item_rules
from nenep.scoring.rules.sheet import LineState
from nenep.structure.queries.units import superiors_on
from nenep.structure.rules.units import Kind, UnitView

CONCLUSION = "Kết luận của chủ trì"
# Who signs comes first; the rest are named with their office where they chair or write.
_SIGNING = (
    *(Office.CELL_SECRETARY, Office.DEPUTY_CELL_SECRETARY),
    *(Office.PARTY_GROUP_LEADER, Office.DEPUTY_PARTY_GROUP_LEADER),
    *(Office.COMMITTEE_SECRETARY, Office.DEPUTY_COMMITTEE_SECRETARY),
)
_LEADING = (*_SIGNING, Office.CELL_COMMITTEE_MEMBER, Office.COMMITTEE_MEMBER)


def record_of(page: MeetingPage, *, sealing: bool = False) -> Record:
    """The record behind the papers of a meeting. At most twenty queries.

    Raises:
        NoRuleKnown: the rulebook knows no types of papers for that day.
    """
    meeting = page.meeting
    day = meeting.held_on or meeting.planned_on
    line = superiors_on(meeting.unit_id, day)
    rulebook = rules_in_force()
    known = _known_items(rulebook, page, line)
    offices = _officers(meeting, day)
    cast = votes_of(page)
    agreed = page.milestone("agreed") or page.milestone("notified")
    held = meeting.held_on is not None and page.whole
    assigned = _assigned(meeting, day) if held else ()
    return Record(
        kind=meeting.kind,
        month=meeting.month,
        topic=meeting.topic,
        planned_on=meeting.planned_on,
        planned_at=meeting.planned_at,
        held_on=meeting.held_on,
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        minutes=page.minutes_lasted,
        place=meeting.place,
        seat=_seat([page.unit, *line]),
        unit_name=page.unit.name,
        superior_name=line[0].name if line else "",
        issuer_code=_issuer_code(rulebook, meeting.kind, day),
        types=paper_types_from(rulebook.value("papers.codes", on=day).table),
        issued_on=agreed.on if agreed else meeting.held_on,
        chair=_someone(page.chair_name, meeting.chair_id, offices),
        secretary=_someone(page.secretary_name, meeting.secretary_id, offices),
        presenter=_someone(page.presenter_name, meeting.presenter_id, offices),
        signer=_signer(offices),
        guests=tuple(Guest(g.name, g.title, g.superior) for g in page.guests),
        roll=tuple(_roll_line(row) for row in page.roll),
        tally=page.tally,
        items=tuple(_item(item, known.get(item.row.code), day, cast) for item in page.items),
        other_opinions=tuple(_opinion(one, day) for one in page.other_opinions),
        other_votes=tuple(cast[one.pk] for one in page.other_votes if not _adopts(one)),
        adoption_votes=tuple(one for one in cast.values() if one.question == ADOPTION_QUESTION),
        read_back=page.milestone("read_back") is not None,
        amended=amended_of(page, cast),
        conclusion=meeting.conclusion if page.whole else "",
        reviewed=_reviewed(meeting) if held else (),
        implementation=resolutions.implementation_for(meeting).evidence if held else "",
        assigned=assigned,
        coverage=_coverage(meeting, day, assigned),
        decision=_decision(meeting, cast) if held else None,
        score=_score(confirmed_sheet(meeting)) if held else None,
        sealing=sealing,
    )


def _known_items(
    rulebook: Rulebook, page: MeetingPage, line: Sequence[UnitView]
) -> dict[str, AgendaItemRule]:
    meeting = page.meeting
    return item_rules(
        rulebook,
        meeting.kind,
        on=meeting.held_on or meeting.planned_on,
        cell_type=page.unit.cell_type,
        unit_path=(*(unit.id for unit in reversed(line)), meeting.unit_id),
    )


def _issuer_code(rulebook: Rulebook, kind: str, day: date) -> str:
    """The sign of who issues the papers of such a meeting; empty for a Party group, which issues
    none. A cell's committee signs with the cell's: one series of numbers for both."""
    if kind == MeetingKind.PARTY_GROUP:
        return ""
    of_committee = kind == MeetingKind.PARTY_COMMITTEE
    issuers = rulebook.value("papers.issuers", on=day).table
    return str(issuers["party_committee" if of_committee else Kind.CELL.value])


def _seat(line: Sequence[UnitView]) -> str:
    """The place before the date is that of the commune or ward (HD 05-HD/VPTW 2026); ``line`` leads
    from the unit itself upward."""
    commune = next((unit for unit in line if unit.kind == Kind.COMMUNE), None)
    seat = commune or next(iter(line[1:]), None)
    return seat_of(seat.short) if seat else ""


@dataclass(frozen=True)
class _Officer:
    person_id: UUID
    name: str
    office: Office


def _officers(meeting: Meeting, day: date) -> list[_Officer]:
    """Who led the unit that day, the secretary first; also one who has moved on since. Two
    queries."""
    terms = OfficeTerm.objects.filter(
        unit_id=meeting.unit_id, office__in=[o.value for o in _LEADING], during__contains=day
    )
    rows = list(terms.values_list("person_id", "office"))
    names = names_of({person_id for person_id, _ in rows})
    officers = [_Officer(who, names.get(who, ""), Office(office)) for who, office in rows]
    return sorted(officers, key=lambda officer: _LEADING.index(officer.office))


def _someone(name: str, person_id: UUID | None, officers: Sequence[_Officer]) -> Someone | None:
    if person_id is None:
        return None
    office = next((o.office for o in officers if o.person_id == person_id), None)
    return Someone(name, OFFICE_NAMES[office] if office else "")


def _signer(officers: Sequence[_Officer]) -> Someone | None:
    """The secretary (of a group the leader) signs; the deputy where there is none that day."""
    leading = (o for o in officers if o.office in _SIGNING)
    signer = next(leading, None)
    return Someone(signer.name, OFFICE_NAMES[signer.office]) if signer else None


def _roll_line(row: RollRow) -> RollLine:
    return RollLine(
        name=row.name,
        standing=row.standing,
        official=row.entry.counts.official,
        due=row.due,
        mark=row.mark,
        reason=str(ABSENCE_REASONS.get(row.reason, "")),
        late=row.late,
        left_early=row.left_early,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
    )


def _item(item: ItemView, rule: AgendaItemRule | None, day: date, cast: Votes) -> Item:
    row = item.row
    return Item(
        title=row.title,
        kind=rule.kind if rule else None,
        section=rule.section if rule else Section.CONDUCT,
        minutes=row.minutes_planned,
        basis=row.basis,
        note=row.note,
        skipped_reason=row.skipped_reason,
        opinions=tuple(_opinion(one, day) for one in item.opinions),
        votes=tuple(cast[one.pk] for one in item.votes if not _adopts(one)),
    )


def _opinion(view: OpinionView, day: date) -> Opinion:
    """An answer given later is no part of the evening and stays out of its minutes."""
    row = view.row
    answered = row.answered_on is not None and row.answered_on <= day
    return Opinion(view.speaker, row.text, row.minority, row.answer if answered else "")


def _adopts(row: VoteRow) -> bool:
    return row.question == ADOPTION_QUESTION


def amended_of(page: MeetingPage, cast: Votes | None = None) -> tuple[Amended, ...]:
    """What was changed at the reading; ``cast`` as :func:`votes_of` gave it, if it was asked for.
    One query; one more where somebody asked for it."""
    if page.milestone("closed") is None or not page.whole:
        return ()
    rows = list(Amendment.objects.filter(meeting=page.meeting))
    if cast is None:
        cast = votes_of(page) if any(row.vote_id for row in rows) else {}
    names = names_of({row.asked_by_id for row in rows if row.asked_by_id}) if rows else {}
    places = places_of(page)
    return tuple(
        Amended(
            place=places.get(row.opinion_id or row.item_id, CONCLUSION),
            before=row.before,
            after=row.after,
            asked_by=names.get(row.asked_by_id, "") if row.asked_by_id else "",
            vote=cast.get(row.vote_id) if row.vote_id else None,
        )
        for row in rows
    )


def places_of(page: MeetingPage) -> dict[UUID | None, str]:
    """How the minutes name the items and opinions of the evening, by id."""
    places: dict[UUID | None, str] = {}
    for item in page.items:
        places[item.row.pk] = f"Mục “{item.row.title}”"
        for one in item.opinions:
            places[one.row.pk] = f"{_voice(one)}, mục “{item.row.title}”"
    for one in page.other_opinions:
        places[one.row.pk] = _voice(one)
    return places


def _voice(view: OpinionView) -> str:
    return f"Ý kiến của đồng chí {view.speaker}" if view.speaker else "Ý kiến không nêu tên"


def tasks_before(meeting: Meeting) -> tuple[TaskLine, ...]:
    """What is open when the meeting begins, also before it is held. Four queries."""
    return tuple(
        _task(line, line.last_report.text if line.last_report else "")
        for line in resolutions.carried_into(meeting)
    )


def _reviewed(meeting: Meeting) -> tuple[TaskLine, ...]:
    """What was open when the meeting began, as it left it."""
    return tuple(
        _task(line, _finding(line, meeting.pk)) for line in resolutions.carried_into(meeting)
    )


def _assigned(meeting: Meeting, day: date) -> tuple[TaskLine, ...]:
    return tuple(_task(line, "") for line in resolutions.tasks_of_meeting(meeting.pk, day))


def _coverage(meeting: Meeting, day: date, assigned: Sequence[TaskLine]) -> str:
    years = [task.year for task in assigned if task.year is not None]
    if not years:
        return ""
    found = year_on(meeting.unit_id, max(years), day).coverage
    return found.text if found else ""


def _task(line: resolutions.TaskLine, result: str) -> TaskLine:
    state = STATE_NAMES[line.state]
    if line.state is TaskState.LATE:
        state = f"{state} {line.days_late} ngày"
    return TaskLine(line.title, line.owners, line.due_on, line.measure, state, result, line.year)


def _finding(line: resolutions.TaskLine, meeting_id: UUID) -> str:
    """What the meeting found, else what was last reported."""
    outcome = line.outcome_at(meeting_id)
    if outcome is not None and outcome.comment:
        return outcome.comment
    return line.last_report.text if line.last_report else "Chưa có báo cáo"


def _decision(meeting: Meeting, cast: Votes) -> Decision | None:
    row = resolutions.resolution_of(meeting.pk)
    if row is None:
        return None
    return Decision(row.kind, row.subject, cast.get(row.vote_id) if row.vote_id else None)


def _score(sheet: StandingSheet | None) -> Score | None:
    if sheet is None:
        return None
    template, summed = sheet.template, sheet.total
    return Score(
        form=template.title,
        basis=str(template.citation),
        groups=tuple(
            ScoreGroup(c.code, c.title, tuple(_score_line(line) for line in sheet.of(c)))
            for c in template.criteria
        ),
        points=summed.points,
        possible=summed.possible,
        score=summed.score,
        band=summed.band.title,
        waiting=summed.pending,
        vetoes=summed.vetoes,
    )


def _score_line(line: SheetLine) -> ScoreLine:
    scored = line.scored
    return ScoreLine(
        code=scored.code,
        title=scored.title,
        most=scored.max,
        points=scored.points,
        applies=scored.state is not LineState.NOT_APPLICABLE,
        waits=scored.state is LineState.PENDING,
        proposed=scored.proposed,
        evidence=scored.evidence,
        reason=scored.reason,
        remedy=line.remedy,
    )
