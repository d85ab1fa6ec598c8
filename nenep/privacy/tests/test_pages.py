"""The pages about one's own data, those of the cell on a member's behalf, and the office's."""

from collections.abc import Iterator

import pytest
from django.test import Client
from procrastinate.contrib.django import procrastinate_app
from procrastinate.testing import InMemoryConnector
from pytest_django import DjangoAssertNumQueries

from nenep.privacy.actions.correction import ask_correction
from nenep.privacy.models import Consent, Correction, DueRecord
from nenep.privacy.rules.corrections import Area
from tests.world import TODAY, World


@pytest.fixture(autouse=True)
def _queue() -> Iterator[None]:
    with procrastinate_app.current_app.replace_connector(InMemoryConnector()):
        yield


def browse(client: Client, world: World, key: str) -> Client:
    client.cookies["nenep_session"] = world.session(key)
    return client


def test_it_ticks_nothing_beforehand(world: World, client: Client) -> None:
    page = browse(client, world, "member").get("/me/consents/").content.decode()
    assert page.count('type="checkbox"') == 3
    assert "checked" not in page
    assert "chưa đồng ý" in page


def test_it_takes_a_consent_and_its_withdrawal(world: World, client: Client) -> None:
    member = browse(client, world, "member")
    sent = member.post("/me/consents/", {"kind": "photo_evidence", "agree": "on"}, follow=True)
    assert "Đã ghi sự đồng ý" in sent.content.decode()
    back = member.post("/me/consents/withdrawal/", {"kind": "photo_evidence"}, follow=True)
    assert "đã rút lại" in back.content.decode()
    world.act_as("member")
    assert [c.withdrawn_on for c in Consent.objects.all()] == [TODAY]


def test_it_sends_an_unticked_box_back(world: World, client: Client) -> None:
    answer = browse(client, world, "member").post("/me/consents/", {"kind": "photo_evidence"})
    assert answer.status_code == 422
    assert "Chưa đánh dấu đồng ý" in answer.content.decode()
    world.act_as("member")
    assert Consent.objects.count() == 0


@pytest.mark.parametrize("kind", ["", "everything", "PHONE"])
def test_it_answers_an_unknown_kind_without_writing(
    kind: str, world: World, client: Client
) -> None:
    sent = {"kind": kind, "agree": "on"}
    assert browse(client, world, "member").post("/me/consents/", sent).status_code == 422
    world.act_as("member")
    assert Consent.objects.count() == 0


def test_it_asks_the_secretary_for_the_day_on_the_paper(world: World, client: Client) -> None:
    secretary, at = browse(client, world, "secretary"), f"/persons/{world.person('exempt')}/"
    told = {"kind": "phone_notices", "agree": "on"}
    assert secretary.post(f"{at}consents/", told).status_code == 422
    sent = secretary.post(f"{at}consents/", {**told, "on": "03/11/2026"}, follow=True)
    assert "theo giấy" in sent.content.decode()


def test_it_brings_a_request_to_the_office_and_the_answer_back(
    world: World, client: Client
) -> None:
    member = browse(client, world, "member")
    member.post("/me/corrections/", {"area": "birth", "text": "Đúng là 7/7/1976"})
    request = Correction.objects.get()
    officer = browse(client, world, "ward_officer")
    assert "Đúng là 7/7/1976" in officer.get("/corrections/").content.decode()
    refused = officer.post(f"/corrections/{request.pk}/answer/", {"outcome": "refused"})
    assert refused.status_code == 422
    assert "phải ghi lý do" in refused.content.decode()
    told = {"outcome": "refused", "reason": "Thẻ đảng viên ghi 7/7/1977"}
    officer.post(f"/corrections/{request.pk}/answer/", told)
    mine = browse(client, world, "member").get("/me/stored/").content.decode()
    assert "Thẻ đảng viên ghi 7/7/1977" in mine


def test_it_lists_requests_in_a_constant_number_of_queries(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        ask_correction(
            actor=world.act_as("secretary"),
            person_id=world.person("member" if number % 2 else "deputy"),
            area=Area.OTHER,
            text=f"Yêu cầu {number}",
            on=TODAY,
        )
    officer = browse(client, world, "ward_officer")
    with django_assert_max_num_queries(11):
        officer.get("/corrections/")


def test_it_orders_an_erasure_by_the_page(world: World, client: Client) -> None:
    world.act_as_system()
    due = DueRecord(
        unit_id=world.unit("village"),
        category="former_member",
        subject_id=world.unit("village"),
        ended_on=TODAY.replace(year=2010),
        listed_on=TODAY,
    )
    due.save(force_insert=True)
    officer = browse(client, world, "ward_officer")
    assert "Xóa thông tin" in officer.get("/retention/").content.decode()
    asked = officer.get(f"/retention/{due.pk}/order/").content.decode()
    assert "không lấy lại được" in asked
    officer.post(f"/retention/{due.pk}/order/")
    assert "đang xóa" in officer.get("/retention/").content.decode()
    world.act_as_system()
    assert DueRecord.objects.get(pk=due.pk).ordered_on == TODAY
