"""The wording of the papers, line by line: a changed phrase shows here before it is approved."""

import io
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from uuid import UUID

import pypdf

from nenep.access.rules import Actor
from nenep.documents.queries import write
from nenep.documents.rules.blocks import (
    Block,
    BulletList,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
)
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import plain
from nenep.documents.tests.extraction import docx_text, pdf_pages, pdf_text
from nenep.meetings.actions.agenda import AgendaLine, set_agenda
from nenep.meetings.actions.confirm_vote import confirm_vote
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.actions.hold_vote import Recused, hold_vote
from nenep.meetings.actions.note import write_note
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.actions.take_roll import RollMark, take_roll
from nenep.meetings.models import AgendaItem, Meeting, Vote
from nenep.meetings.tests.gatherings import committee_of_the_ward, group_of_the_village
from nenep.meetings.tests.scenes import (
    everybody_came,
    finish_evening,
    hold_evening,
    open_evening,
    plan_evening,
)
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.queries import compose, compose_all
from nenep.minutes.sheets import SHEETS, compose_any, compose_sheets
from nenep.minutes.tests.evenings import HELD, NOVEMBER, VILLAGE, adopt_evening, write_evening
from tests.world import World

COMMITTEE_AGENDA = (
    AgendaLine("last_month", "Đánh giá việc tháng trước", 15),
    AgendaLine("agenda", "Thống nhất nội dung sinh hoạt chi bộ", 20),
)
MOST_PAGES = 4
FILES = Path(__file__).parent / "files"


def test_it_words_the_papers_as_agreed(world: World) -> None:
    actor = world.act_as("secretary")
    absent = [
        RollMark(world.person("hosted"), "excused", "duty"),
        RollMark(world.person("probationary"), "unexcused"),
    ]
    meeting = write_evening(actor, world.unit("village"), VILLAGE, absent)
    adopt_evening(actor, meeting, 4)
    composed = compose_all(actor, meeting.pk)
    assert list(composed) == ["agenda", "minutes", "resolution", "score-sheet", "monthly-report"]
    sheets = compose_sheets(actor, meeting.pk)
    assert list(sheets) == list(SHEETS)
    for kind, document in {**composed, **sheets}.items():
        assert said(document) == agreed(kind)
        _must_print_well(document)


def _must_print_well(document: Document) -> None:
    """A4, fonts in the file, no empty page, and both formats with the same title."""
    made = write(document, "pdf", on=HELD)
    reader = pypdf.PdfReader(io.BytesIO(made))
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {(595, 842)}
    pages = pdf_pages(made)
    assert 1 <= len(pages) <= MOST_PAGES
    assert all(len(text.strip()) > 60 for text in pages)
    assert document.title.kind in pdf_text(made)
    assert document.title.kind in docx_text(write(document, "docx", on=HELD))


def test_it_words_a_thematic_evening_as_agreed(world: World) -> None:
    actor = world.act_as("secretary")
    topic = "Nâng cao đời sống nhân dân ở làng"
    meeting = hold_evening(
        actor, world.unit("village"), NOVEMBER, kind="thematic", topic=topic, on=date(2026, 11, 12)
    )
    for kind in ("agenda", "minutes"):
        assert said(compose(actor, meeting.pk, kind)) == agreed(f"thematic-{kind}")
    assert said(compose_any(actor, meeting.pk, "invitation")) == agreed("thematic-invitation")
    assert "monthly-report" not in compose_sheets(actor, meeting.pk)


def test_it_words_the_committee_s_short_minutes_as_agreed(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(
        actor=actor,
        unit_id=world.unit("village"),
        month=NOVEMBER,
        kind="cell_committee",
        planned_on=date(2026, 11, 1),
        agenda=COMMITTEE_AGENDA,
    )
    open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=date(2026, 11, 1),
        at=time(19),
        chair_id=world.person("secretary"),
        secretary_id=world.person("committee_member"),
    )
    everybody_came(actor=actor, meeting=meeting)
    first = AgendaItem.objects.filter(meeting=meeting).earliest("position")
    write_note(
        actor=actor, item_id=first.pk, text="Còn 2 việc chưa xong, mời 2 đồng chí.", revision=0
    )
    finish_evening(actor=actor, meeting=meeting)
    assert list(compose_all(actor, meeting.pk)) == ["minutes"]
    assert said(compose(actor, meeting.pk, "minutes")) == agreed("committee-minutes")


def test_it_words_an_evening_of_ballots_as_agreed(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    everybody_came(actor=actor, meeting=meeting)
    unpunctual = [
        RollMark(world.person("deputy"), "present", late=True, arrived_at=time(19, 20)),
        RollMark(world.person("probationary"), "present", left_early=True, left_at=time(20, 10)),
        RollMark(world.person("hosted"), "present", late=True),
    ]
    take_roll(actor=actor, meeting_id=meeting.pk, marks=unpunctual)
    add_guest(actor=actor, meeting_id=meeting.pk, name="Nguyễn Thị Lài", title="Trưởng thôn")
    failed = None
    for votes_for, invalid in ((1, 1), (1, 0), (0, 0)):
        failed = _ballot(actor, world, meeting, failed, votes_for=votes_for, invalid=invalid)
    finish_evening(actor=actor, meeting=meeting)
    assert said(compose(actor, meeting.pk, "minutes")) == agreed("ballots-minutes")


def _ballot(
    actor: Actor,
    world: World,
    meeting: Meeting,
    failed: Vote | None,
    *,
    votes_for: int,
    invalid: int,
) -> Vote:
    """One more attempt at an admission, counted by two; three may vote and one steps out."""
    against = 3 - votes_for - invalid
    deputy, member = world.person("deputy"), world.person("member")
    concerned = Recused(world.person("committee_member"), "Là anh ruột của quần chúng")
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Đề nghị kết nạp quần chúng Rah Lan Thảo vào Đảng",
        matter="admission",
        method="secret",
        votes_for=votes_for,
        votes_against=against,
        abstentions=0,
        invalid=invalid,
        item_id=AgendaItem.objects.get(meeting=meeting, code="discussion").pk,
        teller_id=deputy,
        recused=[concerned],
        follows_id=failed.pk if failed else None,
    )
    return confirm_vote(
        actor=actor,
        vote_id=vote.pk,
        teller_id=deputy,
        second_teller_id=member,
        votes_for=votes_for,
        votes_against=against,
        abstentions=0,
        invalid=invalid,
    )


def test_it_words_the_minutes_of_a_group_and_of_a_grassroots_committee(world: World) -> None:
    group = group_of_the_village(world, world.act_as("secretary"))
    actor, leader = world.act_as("member"), world.person("member")
    meeting = _sat(actor, group, "party_group", leader, leader)
    document = compose(actor, meeting.pk, "minutes")
    assert document.number is None
    assert said(document) == agreed("group-minutes")
    committee_of_the_ward(world, world.act_as_system(), "secretary", "school_secretary")
    actor = world.act_as("ward_officer")
    meeting = _sat(
        actor,
        world.unit("ward"),
        "party_committee",
        world.person("ward_officer"),
        world.person("secretary"),
    )
    read_back(actor=actor, meeting_id=meeting.pk, on=meeting.planned_on)
    adopt(
        actor=actor,
        meeting_id=meeting.pk,
        votes_for=4,
        votes_against=0,
        abstentions=0,
        on=meeting.planned_on,
    )
    document = compose(actor, meeting.pk, "minutes")
    assert document.number is not None
    assert (document.number.type_code, document.number.issuer_code) == ("BB", "ĐU")
    assert document.place_and_date is not None
    assert document.place_and_date.place == "Suối Lồ Ô"
    assert said(document) == agreed("party-committee-minutes")


def _sat(actor: Actor, unit_id: UUID, kind: str, chair: UUID, secretary: UUID) -> Meeting:
    """A short sitting of a group or a committee, adopted."""
    day = date(2026, 11, 10)
    meeting = plan_meeting(
        actor=actor,
        unit_id=unit_id,
        month=NOVEMBER,
        kind=kind,
        planned_on=day,
        planned_at=time(8),
        place="Phòng họp",
    )
    set_agenda(actor=actor, meeting_id=meeting.pk, items=COMMITTEE_AGENDA)
    opened = open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=day,
        at=time(8),
        chair_id=chair,
        secretary_id=secretary,
    )
    everybody_came(actor=actor, meeting=opened)
    finish_evening(actor=actor, meeting=opened, at=time(9, 30))
    return opened


def said(document: Document) -> str:
    """The paper line by line, as the file of the agreed wording keeps it."""
    return "\n".join(lines(document)) + "\n"


def agreed(kind: str) -> str:
    return (FILES / f"{kind}.txt").read_text(encoding="utf-8")


def lines(document: Document) -> Iterator[str]:
    head = (document.head.superior_org, document.head.issuing_org, document.head.committee)
    yield " / ".join(filter(None, head))
    yield f"{document.title.kind} — {document.title.subject}"
    for basis in document.bases:
        yield f"= {plain(basis)}"
    for block in document.blocks:
        yield from _block(block)
    for annex in document.annexes:
        yield f"{annex.label} — {annex.title}"
        for block in annex.blocks:
            yield from _block(block)
    yield f"→ {' '.join(document.recipients)}"
    if document.signatures:
        sides = (document.signatures.left, document.signatures.right)
        yield " | ".join(f"{s.authority} {s.role} {s.name}" for s in sides if s)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {plain(block.text)}"
        case Paragraph():
            yield plain(block.text)
        case BulletList():
            yield from (f"- {plain(item)}" for item in block.items)
        case KeyValues():
            yield from (f"{line.label}: {plain(line.value)}" for line in block.lines)
        case Table():
            yield " | ".join(column.header for column in block.columns)
            yield from (" | ".join(map(plain, row)) for row in block.rows)
        case NumberedList():
            yield from (f"{n}. {plain(item)}" for n, item in enumerate(block.items, block.start))
        case PageBreak():
            yield "----"
        case _:
            raise AssertionError(f"unknown part: {block}")
