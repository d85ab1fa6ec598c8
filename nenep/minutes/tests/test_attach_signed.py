"""The signed copy comes back: checked, declared, beside the sealed paper, and never taken away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nenep.access.rules import Actor
from nenep.documents.models import Paper, UploadedFile
from nenep.documents.queries import render
from nenep.kernel.errors import Absent, Forbidden, Invalid
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import hold_evening
from nenep.minutes.actions.attach_signed import attach_signed
from nenep.minutes.queries import sealed_papers
from nenep.minutes.tests.evenings import NOVEMBER, seal_evening
from tests.browsing import signed_in
from tests.world import World


@pytest.fixture
def paper(world: World) -> Paper:
    actor = world.act_as("secretary")
    meeting: Meeting = hold_evening(actor, world.unit("village"), NOVEMBER)
    seal_evening(actor, meeting, 4)
    return sealed_papers(meeting.pk)[0]


def _scan(paper: Paper, name: str = "ban-ky.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, render(paper, "pdf"), "application/pdf")


def _attach(actor: Actor, paper: Paper, file: SimpleUploadedFile | None = None) -> UploadedFile:
    return attach_signed(
        actor=actor, paper_id=paper.pk, file=file or _scan(paper), declared_not_secret=True
    )


def test_it_keeps_one_copy_that_readers_of_the_paper_open(world: World, paper: Paper) -> None:
    actor = world.act_as("secretary")
    kept = _attach(actor, paper)
    assert _attach(actor, paper).pk == kept.pk
    for key, seen in (("ward_officer", True), ("other_ward_officer", False)):
        page = signed_in(world, key).get(f"/papers/{paper.pk}/")
        assert (f"/uploads/{kept.pk}/" in page.content.decode()) is seen


def test_it_takes_a_declared_pdf_only(world: World, paper: Paper) -> None:
    actor = world.act_as("secretary")
    with pytest.raises(Invalid, match="phải là tệp PDF"):
        _attach(actor, paper, SimpleUploadedFile("a.txt", "Đã ký".encode(), "text/plain"))
    with pytest.raises(Invalid):
        attach_signed(actor=actor, paper_id=paper.pk, file=_scan(paper), declared_not_secret=False)


def test_it_is_the_secretary_s_to_attach(world: World, paper: Paper) -> None:
    file = _scan(paper)
    for key, refusal in (
        ("committee_member", Forbidden),
        ("ward_officer", Forbidden),
        ("other_secretary", Absent),
    ):
        with pytest.raises(refusal):
            _attach(world.act_as(key), paper, file)


def test_it_is_attached_on_the_page(world: World, paper: Paper) -> None:
    client, url = signed_in(world, "secretary"), f"/papers/{paper.pk}/signed/"
    refused = client.post(url, {"file": _scan(paper)})
    assert refused.status_code == 422
    assert "Chưa xác nhận" in refused.content.decode()
    sent = client.post(url, {"file": _scan(paper), "not_secret": "on"})
    assert sent.status_code == 302
    assert "ban-ky.pdf" in client.get(f"/papers/{paper.pk}/").content.decode()
