"""The page of papers to read: members read, who prepares adds and takes away."""

from django.urls import reverse

from nenep.documents.models import UploadedFile
from nenep.meetings.actions.mark import mark
from nenep.meetings.tests.scenes import plan_evening
from nenep.meetings.tests.test_materials import pdf_of
from tests.browsing import signed_in
from tests.world import TODAY, World


def test_it_is_filled_by_the_committee_and_read_by_members(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=TODAY.replace(day=1))
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=meeting.planned_on)
    url = reverse("meeting-materials", args=[meeting.pk])
    client = signed_in(world, "secretary")
    undeclared = client.post(url, {"file": pdf_of(1)})
    assert undeclared.status_code == 422
    assert client.post(url, {"file": pdf_of(2), "not_secret": "on"}).status_code == 302
    assert "2 trang" in client.get(url).content.decode()
    member = signed_in(world, "member")
    page = member.get(url).content.decode()
    assert "nghi-quyet.pdf" in page
    assert "Thêm tài liệu" not in page
    assert member.post(url, {"file": pdf_of(1), "not_secret": "on"}).status_code == 403
    assert signed_in(world, "school_secretary").get(url).status_code == 404
    client = signed_in(world, "secretary")
    upload = UploadedFile.objects.get()
    removal = reverse("material-removal", args=[meeting.pk])
    assert client.post(removal, {"upload": str(upload.pk)}).status_code == 302
    world.act_as("secretary")
    assert not UploadedFile.objects.exists()
