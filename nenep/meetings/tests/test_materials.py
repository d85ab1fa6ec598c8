"""Papers to read before a meeting: brought by who prepares it, opened by who is called to it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from nenep.access.rules import Actor
from nenep.documents.models import UploadedFile
from nenep.documents.policies import upload_to_read
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.materials import attach_material, remove_material
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import START, plan_evening
from tests.world import TODAY, World


def pdf_of(pages: int, name: str = "nghi-quyet.pdf") -> SimpleUploadedFile:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    return SimpleUploadedFile(name, out.getvalue(), "application/pdf")


def bring(actor: Actor, meeting: Meeting, file: SimpleUploadedFile) -> UploadedFile:
    return attach_material(actor=actor, meeting_id=meeting.pk, file=file, declared_not_secret=True)


@pytest.fixture
def meeting(world: World) -> Meeting:
    actor = world.act_as("secretary")
    return plan_evening(actor=actor, unit_id=world.unit("village"), month=TODAY.replace(day=1))


def test_it_keeps_a_paper_with_its_pages_for_every_member(world: World, meeting: Meeting) -> None:
    actor = world.act_as("secretary")
    kept = bring(actor, meeting, pdf_of(3))
    assert bring(actor, meeting, pdf_of(3)).pk == kept.pk
    assert kept.pages == 3
    text = bring(actor, meeting, SimpleUploadedFile("de-cuong.txt", "Đề cương".encode()))
    assert text.pages is None
    assert upload_to_read(world.act_as("member"), kept.pk).name == "nghi-quyet.pdf"
    with pytest.raises(Absent):
        upload_to_read(world.act_as("school_secretary"), kept.pk)


def test_it_is_brought_by_who_prepares_the_meeting(world: World, meeting: Meeting) -> None:
    for key, refused in (("school_secretary", Absent), ("ward_officer", Absent)):
        with pytest.raises(refused):
            bring(world.act_as(key), meeting, pdf_of(1))
    assert not UploadedFile.objects.exists()
    with pytest.raises(Invalid, match="chưa xác nhận"):
        attach_material(
            actor=world.act_as("secretary"),
            meeting_id=meeting.pk,
            file=pdf_of(1),
            declared_not_secret=False,
        )


def test_it_is_taken_away_before_the_meeting_begins_only(world: World, meeting: Meeting) -> None:
    actor = world.act_as("secretary")
    first, second = bring(actor, meeting, pdf_of(1)), bring(actor, meeting, pdf_of(2))
    for _ in range(2):
        remove_material(actor=actor, meeting_id=meeting.pk, upload_id=first.pk)
    assert list(UploadedFile.objects.values_list("pk", flat=True)) == [second.pk]
    open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=meeting.planned_on,
        at=START,
        chair_id=world.person("secretary"),
        secretary_id=world.person("member"),
    )
    with pytest.raises(Refused, match="giữ nguyên"):
        remove_material(actor=actor, meeting_id=meeting.pk, upload_id=second.pk)
    with pytest.raises(Forbidden):
        remove_material(actor=world.act_as("member"), meeting_id=meeting.pk, upload_id=second.pk)
