"""The rules in force for everybody, and a unit's own rules: checked, shown, then published."""

import re
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from nenep.journal.models import Entry
from nenep.rulebook.models import Edition, Parameter
from nenep.rulebook.tests.files import OVERRIDE
from tests.browsing import signed_in
from tests.world import World

WARD = OVERRIDE.replace("HD01_SON_HA", "HD_PHUONG").replace("99000000000000", "99101000000000")


def _place(world: World, unit: str) -> str:
    return f"/units/{world.unit(unit)}/rules/"


def test_it_shows_everybody_what_is_in_force(world: World) -> None:
    page = signed_in(world, "member").get("/rules/")
    text = page.content.decode()
    assert page.status_code == HTTPStatus.OK
    assert "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025" in text
    assert "chưa đối chiếu văn bản gốc" in text
    assert "Quy định riêng của đơn vị" not in text


def test_it_shows_another_day_and_says_where_nothing_is_known(world: World) -> None:
    client = signed_in(world, "member")
    then = client.get("/rules/?on=03/03/2019").content.decode()
    assert "Hướng dẫn 12-HD/BTCTW ngày 06/07/2018" in then
    before = client.get("/rules/?on=03/03/2008").content.decode()
    assert "Chưa biết quy định nào cho ngày này." in before
    assert client.get("/rules/?on=hôm-qua").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_it_leaves_no_identifier_unworded(world: World) -> None:
    text = re.sub(r"<[^>]+>", " ", signed_in(world, "member").get("/rules/").content.decode())
    assert re.findall(r"\b[a-z]+_[a-z_]+\b", text) == []


def test_it_is_checked_shown_and_only_then_published(world: World) -> None:
    office, place = signed_in(world, "ward_officer"), _place(world, "ward")
    sent = SimpleUploadedFile("phuong.yaml", WARD.encode(), "text/yaml")
    shown = office.post(place, {"file": sent, "content": ""}).content.decode()
    assert "Những gì sẽ đổi" in shown
    assert "đổi cả ngày đã qua" in shown
    world.act_as_system()
    assert not Parameter.objects.filter(unit_id=world.unit("ward")).exists()
    world.leave()
    said = {"content": WARD, "name": "phuong.yaml", "command": str(world.unit("ward"))}
    for _ in range(2):
        answer = office.post(f"{place}publication/", said)
        assert answer["Location"] == place
    own = office.get(place).content.decode()
    assert "phuong.yaml" in own
    assert "Lê Minh Châu" in own
    world.act_as_system()
    assert Edition.objects.filter(unit_id=world.unit("ward")).count() == 1
    assert Entry.objects.filter(verb="rules.published").count() == 1
    world.leave()
    assert "75" in _value(signed_in(world, "member").get("/rules/").content.decode())
    assert "90" in _value(signed_in(world, "other_secretary").get("/rules/").content.decode())


def test_it_names_the_faulty_lines_and_keeps_what_was_pasted(world: World) -> None:
    broken = WARD.replace("value: 60", "valu: 60")
    answer = signed_in(world, "ward_officer").post(_place(world, "ward"), {"content": broken})
    text = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "dòng 15" in text
    assert "valu: 60" in text
    late = signed_in(world, "ward_officer").post(
        f"{_place(world, 'ward')}publication/", {"content": broken}
    )
    assert late.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize("sent", [b"\xff\xfe", b"", b"x" * 500_001])
def test_it_answers_odd_files_with_a_sentence(world: World, sent: bytes) -> None:
    file = SimpleUploadedFile("odd.yaml", sent)
    answer = signed_in(world, "ward_officer").post(_place(world, "ward"), {"file": file})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_it_is_the_offices_of_that_branch_only(world: World) -> None:
    place = _place(world, "ward")
    answers = {
        key: signed_in(world, key).get(place).status_code
        for key in ("province_officer", "administrator", "secretary", "other_ward_officer")
    }
    assert answers == {
        "province_officer": 200,
        "administrator": 200,
        "secretary": 403,
        "other_ward_officer": 404,
    }


def test_it_is_published_for_no_strange_branch_by_the_database_either(world: World) -> None:
    asked = "select rulebook_publish(%s, '', '', '', '[]', '[]', '[]', '[]', now())"
    for key in ("secretary", "other_ward_officer"):
        world.act_as(key)
        with (
            pytest.raises(DatabaseError, match="not this actor"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(asked, [world.unit("ward")])


def _value(text: str) -> str:
    found = re.search(r'id="meeting.min_minutes".*?rule-value">(.*?)</div>', text, re.DOTALL)
    assert found is not None
    return found[1]
