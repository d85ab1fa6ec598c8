"""A list as a spreadsheet: what one may see and nothing else, as text, told to the journal."""

import io
from datetime import date

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from python_calamine import CalamineWorkbook

from nenep.journal.models import Entry
from nenep.kernel.errors import Forbidden, Refused
from nenep.people.actions import export_members as exporting
from nenep.people.actions.enrol import NewMember, enrol_members
from nenep.people.actions.export_members import export_members
from nenep.people.rules.listing import Wanted
from tests.browsing import signed_in
from tests.world import SINCE, World

HEADINGS = 3


def sheet_of(answer: HttpResponse) -> list[list[object]]:
    assert answer.status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def asked(client: Client, world: World, unit: str, **said: str) -> HttpResponse:
    answer = client.post(f"/units/{world.unit(unit)}/members/sheet/", said)
    assert isinstance(answer, HttpResponse)
    return answer


def test_it_holds_everybody_of_the_list(world: World) -> None:
    answer = asked(signed_in(world, "ward_officer"), world, "ward")
    assert "no-store" in answer["Cache-Control"]
    assert "attachment" in answer["Content-Disposition"]
    rows = sheet_of(answer)
    assert rows[HEADINGS][1:4] == ["Họ và tên", "Giới tính", "Ngày sinh"]
    names = {row[1] for row in rows[HEADINGS + 1 :]}
    wards = {"ward", "village", "school"}
    assert names == {p.name for p in world.people.values() if p.unit in wards}
    exempt = next(row for row in rows if row[1] == "Ngô Bá Thiện")
    assert exempt[3] == date(1943, 12, 12)
    assert exempt[9] == "Miễn sinh hoạt"


def test_it_says_who_took_it_and_when(world: World) -> None:
    rows = sheet_of(asked(signed_in(world, "ward_officer"), world, "ward", standing="exempt"))
    assert "Lê Minh Châu" in str(rows[1][0])
    assert "23/11/2026" in str(rows[1][0])
    assert "đã lọc" in str(rows[1][0])
    assert len(rows) == HEADINGS + 2


def test_it_takes_only_what_was_searched_for(world: World) -> None:
    rows = sheet_of(asked(signed_in(world, "ward_officer"), world, "ward", part="dang van"))
    assert [row[1] for row in rows[HEADINGS + 1 :]] == ["Đặng Văn Lộc"]


@pytest.mark.parametrize("name", ["=1+1", "+84", "@SUM(A1)", "-2", '=HYPERLINK("http://x")'])
def test_it_writes_a_formula_as_text(world: World, name: str) -> None:
    enrol_members(
        actor=world.act_as_system(), members=[NewMember(name, world.unit("school"), SINCE)]
    )
    world.leave()
    answer = asked(signed_in(world, "ward_officer"), world, "school")
    assert name in {row[1] for row in sheet_of(answer)}
    assert b"<f>" not in answer.content


def test_it_tells_the_journal_how_many_and_no_name(world: World) -> None:
    asked(signed_in(world, "ward_officer"), world, "ward", part="dang van")
    world.act_as_system()
    entry = Entry.objects.get(verb="members.exported")
    assert (entry.unit_id, entry.facts) == (world.unit("ward"), {"count": 1})
    assert entry.person_id == world.person("ward_officer")


def test_it_refuses_more_than_can_be_worked_with(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST", 3)
    with pytest.raises(Refused, match="lọc bớt"):
        export_members(
            actor=world.act_as("ward_officer"),
            unit_id=world.unit("ward"),
            wanted=Wanted(),
            on=world.today,
        )


def test_it_is_for_who_may_see_the_members(world: World) -> None:
    with pytest.raises(Forbidden):
        export_members(
            actor=world.act_as("member"),
            unit_id=world.unit("village"),
            wanted=Wanted(),
            on=world.today,
        )
    assert asked(signed_in(world, "member"), world, "village").status_code == 403
    assert asked(signed_in(world, "other_ward_officer"), world, "village").status_code == 404
    assert (
        signed_in(world, "secretary")
        .get(f"/units/{world.unit('village')}/members/sheet/")
        .status_code
        == 405
    )


def test_it_stops_after_the_lists_of_a_day(world: World, settings: LazySettings) -> None:
    settings.EXPORTS_A_DAY = 2
    client = signed_in(world, "ward_officer")
    answers = [asked(client, world, "ward").status_code for _ in range(3)]
    assert answers[:2] == [200, 200]
    assert answers[2] >= 400
    assert asked(signed_in(world, "secretary"), world, "village").status_code == 200
    world.act_as_system()
    assert Entry.objects.filter(verb="members.exported").count() == 3
