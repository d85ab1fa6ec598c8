"""The working sheets: what the evening left, in both formats; nothing where nothing was left."""

import io
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PageObject, PdfReader

from nenep.documents.queries import write
from nenep.documents.tests.extraction import docx_text, one_line, pdf_text
from nenep.kernel.errors import Absent, Forbidden
from nenep.meetings.actions.take_roll import RollMark
from nenep.meetings.tests.scenes import plan_evening
from nenep.meetings.tests.test_materials import bring, pdf_of
from nenep.minutes.sheets import PACK, SHEETS, compose_any, compose_sheets, sheet_file
from nenep.minutes.tests.evenings import VILLAGE, adopt_evening, write_evening
from nenep.resolutions.models import Task
from tests.world import TODAY, World


def test_it_prints_everybody_due_before_the_evening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=TODAY.replace(day=1))
    sheet = compose_any(actor, meeting.pk, "attendance")
    for text in (
        pdf_text(write(sheet, "pdf", on=TODAY)),
        docx_text(write(sheet, "docx", on=TODAY)),
    ):
        for key in ("secretary", "deputy", "member", "probationary", "hosted", "exempt"):
            assert world.people[key].name in text
        assert world.people["teacher"].name not in text
        assert "Phải dự: 6 đồng chí" in text


def test_it_invites_with_the_time_and_the_agenda(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=TODAY.replace(day=1))
    text = docx_text(write(compose_any(actor, meeting.pk, "invitation"), "docx", on=TODAY))
    assert meeting.place in text
    assert f"ngày {meeting.planned_on:%d/%m/%Y}" in text


def test_it_gives_each_owner_a_page(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = write_evening(actor, world.unit("village"), VILLAGE, _absent(world))
    adopt_evening(actor, meeting, 4)
    made = compose_sheets(actor, meeting.pk)
    text = docx_text(write(made["task-slips"], "docx", on=TODAY))
    titles = list(Task.objects.filter(meeting_id=meeting.pk).values_list("title", flat=True))
    assert titles
    assert all(title in text for title in titles)
    assert "Người thực hiện" in text
    assert set(made) == set(SHEETS)


def test_it_has_no_sheet_where_nothing_was_left(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=TODAY.replace(day=1))
    assert set(compose_sheets(actor, meeting.pk)) == {"invitation", "agenda-pack", "attendance"}
    with pytest.raises(Absent):
        compose_any(actor, meeting.pk, "task-slips")


def test_it_keeps_what_was_said_from_a_plain_member_until_it_is_sealed(world: World) -> None:
    meeting = write_evening(
        world.act_as("secretary"), world.unit("village"), VILLAGE, _absent(world)
    )
    member = world.act_as("member")
    with pytest.raises((Absent, Forbidden)):
        compose_any(member, meeting.pk, "opinions")


def _absent(world: World) -> list[RollMark]:
    return [
        RollMark(world.person("hosted"), "excused", "duty"),
        RollMark(world.person("probationary"), "unexcused"),
    ]


def test_it_sends_the_papers_to_read_with_the_pack(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=TODAY.replace(day=1))
    bare = len(_pages(sheet_file(meeting.pk, PACK, compose_any(actor, meeting.pk, PACK), "pdf")))
    bring(actor, meeting, pdf_of(2, "Đề cương chuyên đề.pdf"))
    bring(actor, meeting, SimpleUploadedFile("Bản tin.txt", "Bản tin tháng 11".encode()))
    pack = compose_any(actor, meeting.pk, PACK)
    made = sheet_file(meeting.pk, PACK, pack, "pdf")
    assert len(_pages(made)) == bare + 2
    text = one_line(" ".join(page.extract_text() for page in _pages(made)))
    for said in (text, docx_text(sheet_file(meeting.pk, PACK, pack, "docx"))):
        assert "Đề cương chuyên đề.pdf 2 In kèm sau tài liệu này" in said
        assert "Bản tin.txt Gửi riêng (văn bản thuần)" in said


def _pages(made: bytes) -> Sequence[PageObject]:
    return PdfReader(io.BytesIO(made)).pages


def test_it_joins_no_more_than_a_pack_holds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nenep.minutes.sheets.MOST_PAGES", 3)
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=TODAY.replace(day=1))
    for pages in (2, 3, 1):
        bring(actor, meeting, pdf_of(pages, f"{pages}.pdf"))
    pack = compose_any(actor, meeting.pk, PACK)
    text = docx_text(write(pack, "docx", on=TODAY))
    assert "2.pdf 2 In kèm" in text
    assert "3.pdf Gửi riêng" in text
    assert "1.pdf 1 In kèm" in text
