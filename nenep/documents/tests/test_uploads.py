"""Bringing a file along: who may, what is kept, who may fetch it, and what a refusal leaves."""

from uuid import UUID

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.db import Error, connection, transaction
from django.test import Client

from nenep.access.rules import Actor, Capability
from nenep.documents.actions.remove_upload import remove_upload
from nenep.documents.actions.store_upload import store_upload
from nenep.documents.models import UploadedContent, UploadedFile
from nenep.documents.queries import uploads_of
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from tests.world import World, uid

TASK = uid("task with evidence")


def bring(
    world: World,
    actor: Actor,
    text: str = "Đã làm xong.",
    *,
    unit: str = "village",
    to: Capability = Capability.REPORT_TASK,
    opens_to: Capability = Capability.VIEW_MEETING,
    declared: bool = True,
) -> UploadedFile:
    return store_upload(
        actor=actor,
        unit_id=world.unit(unit),
        subject_kind="task",
        subject_id=TASK,
        file=ContentFile(text.encode(), "báo cáo.txt"),
        declared_not_secret=declared,
        to=to,
        opens_to=opens_to,
    )


def remove(actor: Actor, upload_id: UUID, *, still: bool = True, subject: UUID = TASK) -> None:
    remove_upload(
        actor=actor,
        subject_kind="task",
        subject_id=subject,
        upload_id=upload_id,
        to=Capability.REPORT_TASK,
        still_open=still,
    )


def rows() -> tuple[int, int]:
    return UploadedFile.objects.count(), UploadedContent.objects.count()


def test_it_keeps_a_file_with_its_declaration(world: World) -> None:
    member = world.act_as("member")
    upload = bring(world, member)
    assert (upload.name, upload.content_type) == ("báo cáo.txt", "text/plain")
    assert upload.declared_not_secret
    assert upload.uploaded_by == member.account_id
    assert [u.pk for u in uploads_of(member, "task", [TASK])[TASK]] == [upload.pk]
    world.act_as_system()
    with connection.cursor() as cursor:
        cursor.execute(
            "select facts::text from journal_entry where verb = 'upload.stored' and object_id = %s",
            [upload.pk],
        )
        (facts,) = cursor.fetchone()
    assert upload.sha256 not in facts
    assert "báo cáo" not in facts


def test_it_keeps_the_same_bytes_once(world: World) -> None:
    member = world.act_as("member")
    assert bring(world, member).pk == bring(world, member).pk
    assert rows() == (1, 1)


def test_it_asks_for_the_declaration(world: World) -> None:
    member = world.act_as("member")
    with pytest.raises(Invalid, match="chưa xác nhận"):
        bring(world, member, declared=False)
    assert rows() == (0, 0)


def test_it_refuses_a_stamped_file_and_keeps_nothing(world: World) -> None:
    member = world.act_as("member")
    with pytest.raises(Invalid, match="dấu độ mật “MẬT”"):
        bring(world, member, "ĐẢNG ỦY\nMẬT\nKế hoạch")
    assert rows() == (0, 0)


def test_it_refuses_whoever_may_not_write_there(world: World) -> None:
    with pytest.raises(Forbidden):
        bring(world, world.act_as("other_secretary"))
    with pytest.raises(Forbidden):
        bring(world, world.act_as("ward_officer"))
    world.act_as_system()
    assert rows() == (0, 0)


def test_it_keeps_within_the_limits_of_the_installation(
    world: World, settings: LazySettings
) -> None:
    settings.UPLOADS_A_SUBJECT, settings.UPLOAD_MEGABYTES = 1, 1
    member = world.act_as("member")
    with pytest.raises(Invalid, match="nhiều hơn mức 1 MB"):
        bring(world, member, "a" * 1_000_001)
    bring(world, member)
    with pytest.raises(Invalid, match="bằng mức cho phép"):
        bring(world, member, "Một tệp nữa")
    settings.UPLOADS_A_SUBJECT, settings.UPLOAD_UNIT_MEGABYTES = 9, 0
    with pytest.raises(Invalid, match="Kho tệp"):
        bring(world, member, "Một tệp nữa")
    assert rows() == (1, 1)


def test_it_opens_to_those_the_capability_opens_it_to(world: World) -> None:
    upload = bring(world, world.act_as("member"))
    for key, sees in {
        "member": True,  # brought it
        "secretary": True,
        "probationary": False,
        "ward_officer": False,
        "other_secretary": False,
    }.items():
        assert bool(uploads_of(world.act_as(key), "task", [TASK])) is sees, key
    paper = bring(world, world.act_as("secretary"), "Bản ký", opens_to=Capability.VIEW_PAPERS)
    assert [u.pk for u in uploads_of(world.act_as("ward_officer"), "task", [TASK])[TASK]] == [
        paper.pk
    ]
    del upload


def test_it_hides_its_bytes_from_a_neighbour_below_the_program(world: World) -> None:
    bring(world, world.act_as("member"))
    world.act_as("other_secretary")
    assert rows() == (0, 0)


def test_it_is_written_once_and_never_changed(world: World) -> None:
    upload = bring(world, world.act_as("member"))
    with pytest.raises(Error), transaction.atomic():
        UploadedContent.objects.filter(upload=upload).update(content=b"khac")
    world.act_as("secretary")
    with pytest.raises(Error), transaction.atomic():
        UploadedFile.objects.filter(pk=upload.pk).update(opens_to="view_unit")


def test_it_removes_a_file_while_its_subject_is_open(world: World) -> None:
    member = world.act_as("member")
    upload = bring(world, member)
    remove(member, upload.pk)
    assert rows() == (0, 0)
    remove(member, upload.pk)
    assert rows() == (0, 0)


def test_it_keeps_a_file_whose_subject_is_closed(world: World) -> None:
    member = world.act_as("member")
    upload = bring(world, member)
    with pytest.raises(Refused, match="giữ nguyên"):
        remove(member, upload.pk, still=False)
    with pytest.raises(Absent):
        remove(member, upload.pk, subject=uid("another task"))
    assert rows() == (1, 1)


def test_it_hands_a_file_out_as_a_download_in_a_closed_box(world: World, client: Client) -> None:
    upload = bring(world, world.act_as("member"))
    client.cookies["nenep_session"] = world.session("member")
    page = client.get(f"/uploads/{upload.pk}/")
    assert page.content.decode() == "Đã làm xong."
    assert page["Content-Type"] == "text/plain"
    assert page["Content-Disposition"].startswith("attachment")
    assert page["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Cache-Control"] == "private, no-store"
    client.cookies["nenep_session"] = world.session("other_secretary")
    assert client.get(f"/uploads/{upload.pk}/").status_code == 404
