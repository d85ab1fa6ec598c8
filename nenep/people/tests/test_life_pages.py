"""The pages about lives as the offices open them: read, press, and come back."""

import re
from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from nenep.journal.models import Entry
from nenep.kernel.ids import random_id
from nenep.people.actions.residence import link_residence
from nenep.people.actions.states import record_state
from nenep.people.actions.transfers import introduce, receive
from nenep.people.models import Membership, Person, ResidenceLink, State, Transfer
from nenep.people.pages.persons import person_page
from nenep.people.queries.rosters import roster_on
from tests.browsing import signed_in
from tests.world import World


def _text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def _address(world: World, key: str, part: str = "") -> str:
    return f"/persons/{world.person(key)}/{part}"


def _pressed(client: Client, address: str, said: dict[str, str]) -> int:
    """Press twice with one command: the second press is the first again."""
    sent = said | {"command": str(random_id())}
    first = client.post(address, sent)
    again = client.post(address, sent)
    assert again.status_code in {first.status_code, 302}
    return first.status_code


def _exemption(world: World) -> UUID:
    world.act_as_system()
    return State.objects.get(person_id=world.person("exempt")).pk


def test_it_renews_an_exemption_from_the_list(world: World) -> None:
    """The secretary's way: the list, the matter, the form, and next month's roll."""
    client = signed_in(world, "secretary")
    listed = client.get("/expiring/", follow=True).content.decode()
    [address] = set(re.findall(r'href="(/states/[^"]+/renewal/)"', listed))
    form = _text(client, address)
    assert "01/01/2027" in form
    assert "31/12/2026" in form
    said = {"on": "01/01/2027", "until": "31/12/2027", "decision": "05-NQ/CB"}
    assert _pressed(client, address, said) == 302
    assert "/renewal/" not in client.get("/expiring/", follow=True).content.decode()
    world.act_as_system()
    lines = roster_on(world.unit("village"), date(2027, 1, 3))
    [counts] = [one.counts for one in lines if one.person_id == world.person("exempt")]
    assert not counts.due
    assert "31/12/2027" in counts.reason


def test_it_loses_nothing_when_a_form_is_wrong(world: World) -> None:
    client = signed_in(world, "secretary")
    address = f"/states/{_exemption(world)}/renewal/"
    page = client.post(address, {"on": "01/01/2027", "until": "31/11/2027", "decision": "05-NQ"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "31/11/2027" in text
    assert "05-NQ" in text
    assert "không đọc được" in text


def test_it_records_a_state_by_the_provision_of_its_day(world: World) -> None:
    client = signed_in(world, "secretary")
    address = _address(world, "member", "states/")
    text = _text(client, address)
    assert "suspended" not in text
    assert "lý do" not in text.lower()
    said = {"what": "away:study", "since": "01/06/2026", "until": "30/05/2028", "decision": ""}
    assert _pressed(client, address, said) == 302
    world.act_as_system()
    state = State.objects.get(person_id=world.person("member"))
    assert state.provision == "Quy định 294-QĐ/TW, điểm 6.3.2 (đi học)"
    assert state.during.upper == date(2028, 5, 31)


def test_it_says_the_rule_beside_the_box(world: World) -> None:
    client = signed_in(world, "secretary")
    said = {"what": "temporary_exemption", "since": "01/12/2026", "until": "31/12/2027"}
    page = client.post(_address(world, "member", "states/"), said)
    assert page.status_code == 422
    assert "phải dưới 12 tháng" in page.content.decode()


def test_it_brings_a_member_back(world: World) -> None:
    client = signed_in(world, "secretary")
    address = f"/states/{_exemption(world)}/end/"
    assert _pressed(client, address, {"on": "23/11/2026", "decision": ""}) == 302
    world.act_as_system()
    assert State.objects.get(pk=_exemption(world)).settled_on == world.today


def test_it_settles_what_is_over_by_one_press(world: World) -> None:
    world.act_as_system()
    states = State.objects.filter(person_id=world.person("exempt"))
    states.update(during=DateRange(date(2026, 1, 1), date(2026, 11, 1)))
    client = signed_in(world, "secretary")
    address = f"/states/{_exemption(world)}/end/"
    assert "đã hết hạn" in _text(client, address)
    assert _pressed(client, address, {}) == 302
    world.act_as_system()
    assert State.objects.get(pk=_exemption(world)).settled_on == world.today


def test_it_shows_a_life_with_every_unit_named(world: World) -> None:
    actor = world.act_as("ward_officer")
    letter = introduce(
        actor=actor,
        person_id=world.person("secretary"),
        kind="official",
        to_unit_id=world.unit("other_cell"),
        introduced_on=date(2026, 11, 1),
    )
    receive(actor=world.act_as("other_ward_officer"), transfer_id=letter.pk, on=world.today)
    text = _text(signed_in(world, "other_ward_officer"), _address(world, "secretary"))
    for words in ("Chi bộ làng Kon Rơlang", "Chi bộ tổ dân phố 9", "Bí thư chi bộ", "chuyển nơi"):
        assert words in text
    assert signed_in(world, "secretary").get("/me/").status_code == 200
    assert signed_in(world, "ward_officer").get(_address(world, "secretary")).status_code == 404


def test_it_tells_no_old_exemption_to_a_new_ward(world: World) -> None:
    actor = world.act_as("ward_officer")
    record_state(
        actor=actor,
        person_id=world.person("member"),
        kind="activity_exemption",
        since=date(2026, 2, 1),
        until=date(2026, 3, 31),
        on=world.today,
    )
    letter = introduce(
        actor=actor,
        person_id=world.person("member"),
        kind="official",
        to_unit_id=world.unit("other_cell"),
        introduced_on=date(2026, 11, 1),
    )
    receive(actor=world.act_as("other_ward_officer"), transfer_id=letter.pk, on=world.today)
    text = _text(signed_in(world, "other_ward_officer"), _address(world, "member"))
    assert "Miễn công tác" not in text
    assert "Miễn công tác" in _text(signed_in(world, "member"), "/me/")


def test_it_shows_oneself_and_lets_oneself_change_nothing(world: World) -> None:
    text = _text(signed_in(world, "member"), "/me/")
    assert "Thông tin của tôi" in text
    assert "Phạm Thị Cúc" in text
    assert "/states/" not in text
    assert "/particulars/" not in text
    assert signed_in(world, "administrator").get("/me/").status_code == 403


def test_it_offers_only_what_the_reader_may_do(world: World) -> None:
    secretary = _text(signed_in(world, "secretary"), _address(world, "member"))
    assert _address(world, "member", "states/") in secretary
    assert _address(world, "member", "leaving/") not in secretary
    officer = _text(signed_in(world, "ward_officer"), _address(world, "probationary"))
    assert _address(world, "probationary", "leaving/") in officer
    assert _address(world, "probationary", "recognition/") in officer
    committee = _text(signed_in(world, "committee_member"), _address(world, "member"))
    assert _address(world, "member", "states/") not in committee


@pytest.mark.parametrize("key", ["ward_officer", "secretary"])
def test_it_asks_few_questions_for_a_person(world: World, key: str) -> None:
    """The same for somebody with a long life as for somebody with a short one."""
    counted = []
    for who in ("member", "exempt"):
        actor = world.act_as(key)
        person = Person.objects.get(pk=world.person(who))
        with CaptureQueriesContext(connection) as asked:
            person_page(actor, person, world.today)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 8


def test_it_sends_a_letter_and_the_other_ward_receives(world: World) -> None:
    client = signed_in(world, "ward_officer")
    address = _address(world, "member", "transfers/")
    said = {"kind": "official", "to_code": "99102.001.000001", "introduced_on": "10/11/2026"}
    assert "Chưa biết thời hạn" in _text(client, address)
    assert _pressed(client, address, said) == 302
    listed = _text(client, f"/units/{world.unit('ward')}/transfers/")
    assert "Chi bộ tổ dân phố 9" in listed
    assert "Chưa biết thời hạn" in listed
    other = signed_in(world, "other_ward_officer")
    arrivals = _text(other, f"/units/{world.unit('other_ward')}/transfers/")
    [reception] = re.findall(r'href="(/transfers/[^"]+/reception/)"', arrivals)
    assert _pressed(other, reception, {"on": "20/11/2026"}) == 302
    assert "Phạm Thị Cúc" in _text(other, f"/units/{world.unit('other_cell')}/members/")


def test_it_asks_for_exactly_one_destination(world: World) -> None:
    client = signed_in(world, "ward_officer")
    address = _address(world, "member", "transfers/")
    none = client.post(address, {"kind": "official", "introduced_on": "10/11/2026"})
    assert "đúng một nơi đến" in none.content.decode()
    said = {"kind": "official", "to_code": "11111111111111", "introduced_on": "10/11/2026"}
    strange = client.post(address, said)
    assert strange.status_code == 422
    assert "mang mã này" in strange.content.decode()


def test_it_returns_a_letter_once(world: World) -> None:
    actor = world.act_as("ward_officer")
    letter = introduce(
        actor=actor,
        person_id=world.person("member"),
        kind="official",
        to_unit_id=world.unit("other_cell"),
        introduced_on=date(2026, 11, 1),
    )
    client = signed_in(world, "other_ward_officer")
    assert _pressed(client, f"/transfers/{letter.pk}/return/", {"on": "20/11/2026"}) == 302
    world.act_as_system()
    assert Transfer.objects.get(pk=letter.pk).outcome == "returned"


@pytest.mark.parametrize(
    ("key", "part", "said", "shown"),
    [
        ("member", "particulars/", {"full_name": "Phạm Thị Hoa", "birth": "1977"}, "Phạm Thị Hoa"),
        ("member", "card/", {"number": "12345678", "on": "23/11/2026"}, "12345678"),
        ("member", "badges/", {"years": "30", "awarded_on": "03/02/2030"}, "Huy hiệu 30 năm"),
        ("probationary", "recognition/", {"on": "01/03/2027"}, "chính thức"),
        ("member", "leaving/", {"how": "left", "on": "20/11/2026"}, "không còn là đảng viên"),
    ],
)
def test_it_writes_the_record_by_the_ward(
    world: World, key: str, part: str, said: dict[str, str], shown: str
) -> None:
    client = signed_in(world, "ward_officer")
    address = _address(world, key, part)
    _text(client, address)
    assert _pressed(client, address, said) == 302
    assert shown in _text(client, _address(world, key))
    secretary = signed_in(world, "secretary")
    assert secretary.get(address).status_code == 403


def test_it_keeps_the_book_of_213(world: World) -> None:
    client = signed_in(world, "secretary")
    address = client.get("/residence-links/", follow=True).redirect_chain[-1][0]
    said = {"full_name": "Trần Văn Bắc", "workplace": "Bệnh viện", "on": "01/03/2026"}
    assert _pressed(client, address, said) == 302
    world.act_as_system()
    link = ResidenceLink.objects.get()
    comment = f"/residence-links/{link.pk}/comments/"
    text = {"year": "2026", "given_on": "20/11/2026", "text": "=SUM(1)"}
    assert _pressed(client, comment, text) == 302
    assert "đã nhận xét" in _text(client, address)
    sheet = client.post(f"{address}2026.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0)
    cells = [str(cell) for row in rows.to_python() for cell in row]
    assert "Trần Văn Bắc" in cells
    assert "=SUM(1)" in cells
    assert any("Siu Thương tải về" in cell for cell in cells)
    assert client.post(f"{address}1999.xlsx").status_code == 404
    assert client.get(f"{address}2026.xlsx").status_code == 405
    world.act_as_system()
    taken = Entry.objects.get(verb="residence.exported")
    assert taken.facts == {"count": 1, "year": 2026}


def test_it_ends_a_link(world: World) -> None:
    link = link_residence(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        full_name="Trần Văn Bắc",
        workplace="Bệnh viện",
        on=date(2026, 1, 1),
    )
    client = signed_in(world, "secretary")
    address = f"/residence-links/{link.pk}/end/"
    assert _pressed(client, address, {"on": "01/11/2026"}) == 302


def test_it_counts_a_planned_recognition_no_earlier(world: World) -> None:
    client = signed_in(world, "ward_officer")
    address = _address(world, "probationary", "recognition/")
    page = client.post(address, {"on": "01/01/2027"})
    assert page.status_code == 422
    assert "01/03/2027" in page.content.decode()
    world.act_as_system()
    assert Membership.objects.filter(person_id=world.person("probationary")).count() == 1
