"""The forms of offices, terms, elections and groups, as pages without scripts."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from nenep.people.models import CommitteeTerm, Election, GroupPlace, OfficeTerm
from nenep.structure.models import Unit
from tests.browsing import signed_in
from tests.world import World


def _send(world: World, name: str, said: Mapping[str, object], *, key: str = "ward_officer",
          at: UUID | None = None) -> HttpResponse:  # fmt: skip
    address = reverse(name, args=[at or world.unit("village")])
    return signed_in(world, key).post(address, said)  # type: ignore[return-value]


def _office(world: World, key: str, **other: object) -> dict[str, object]:
    said = {"person": str(world.person(key)), "office": "cell_committee_member"}
    return {**said, "on": "01/11/2026", "basis": "appointed", "decision": "9-QĐ/ĐU", **other}


def test_it_records_an_office_and_goes_back_to_the_unit(world: World) -> None:
    page = _send(world, "office-new", _office(world, "member", until="31/12/2026"))
    assert page["Location"] == reverse("unit", args=[world.unit("village")])
    world.act_as("ward_officer")
    term = OfficeTerm.objects.get(person_id=world.person("member"))
    assert (f"{term.during.upper:%d/%m/%Y}", term.basis) == ("01/01/2027", "appointed")


def test_it_keeps_what_was_typed_when_it_is_refused(world: World) -> None:
    said = _office(world, "member", office="cell_secretary")
    page = _send(world, "office-new", said)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Chi bộ đã có Bí thư" in text
    assert "9-QĐ/ĐU" in text


def test_it_offers_only_official_members_of_the_cell(world: World) -> None:
    address = reverse("office-new", args=[world.unit("village")])
    text = signed_in(world, "ward_officer").get(address).content.decode()
    assert "Phạm Thị Cúc" in text
    assert "Kpă Y Bhan" not in text
    assert "Bùi Thị Xuân" not in text
    assert _send(world, "office-new", _office(world, "probationary")).status_code == 422


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ("truong quang tin", 302, ""),
        ("Siu Thương, Kon Rơlang", 302, ""),
        ("Không Có Ai", 422, "Không thấy đảng viên nào"),
        ("Mai Thị Lý", 422, "Không thấy đảng viên nào"),
    ],
)
def test_it_takes_a_committees_officer_by_a_typed_name(
    world: World, typed: str, status: int, told: str
) -> None:
    said = _office(world, "member", person=typed, office="committee_member")
    page = _send(world, "office-new", said, at=world.unit("ward"))
    assert page.status_code == status
    assert told in page.content.decode()


def test_it_ends_an_office(world: World) -> None:
    world.act_as_system()
    term = OfficeTerm.objects.get(person_id=world.person("deputy"))
    said = {"on": "01/12/2026", "how": "resigned", "decision": ""}
    assert _send(world, "office-end", said, at=term.pk).status_code == 302
    term.refresh_from_db()
    assert term.ended_as == "resigned"
    said = {"on": "01/01/2025", "how": "resigned", "decision": ""}
    assert _send(world, "office-end", said, at=term.pk).status_code == 422


def test_it_reckons_the_end_of_a_term_by_its_years(world: World) -> None:
    said = {"label": "2026–2031", "size": "5", "on": "01/10/2026", "until": ""}
    assert _send(world, "term-new", said).status_code == 302
    assert f"{CommitteeTerm.objects.get().during.upper:%d/%m/%Y}" == "01/10/2031"


def _election(world: World, votes: int, **other: object) -> dict[str, object]:
    totals = {"kind": "congress", "held_on": "05/10/2026", "convened": "6", "issued": "6"}
    row = {"c0-person": str(world.person("member")), "c0-office": "cell_secretary"}
    for at in range(1, 4):
        row |= {f"c{at}-person": "", f"c{at}-office": "cell_secretary", f"c{at}-votes": ""}
    totals |= {"collected": "5", "valid": "4", "rows": "4"}
    return {**totals, **row, "c0-votes": str(votes), "c0-elected": "on", **other}


def test_it_records_an_election_and_shows_its_tallies(world: World) -> None:
    page = _send(world, "election-new", _election(world, 4))
    history = reverse("unit-history", args=[world.unit("village")])
    assert page["Location"] == history
    text = signed_in(world, "ward_officer").get(history).content.decode()
    assert "Đại hội ngày 05/10/2026" in text
    assert "66,7%" in text
    assert "Siu Thương" in text
    plain = signed_in(world, "probationary").get(history).content.decode()
    assert "66,7%" not in plain
    assert "Triệu tập 6" in plain


def test_it_asks_people_to_confirm_a_doubtful_majority(world: World) -> None:
    page = _send(world, "election-new", _election(world, 3))
    assert page.status_code == 422
    assert "chưa quá một nửa số được triệu tập" in page.content.decode()
    assert Election.objects.count() == 0
    assert _send(world, "election-new", _election(world, 3, confirmed="on")).status_code == 302


def test_it_gives_more_rows_and_keeps_what_was_typed(world: World) -> None:
    page = _send(world, "election-new", _election(world, 4, more="1"))
    text = page.content.decode()
    assert page.status_code == 200
    assert 'name="c6-votes"' in text
    assert f'value="{world.person("member")}" selected' in text
    assert 'value="05/10/2026"' in text


def test_it_tells_a_tally_above_the_ballots(world: World) -> None:
    page = _send(world, "election-new", _election(world, 5))
    assert page.status_code == 422
    assert "chỉ có 4 phiếu hợp lệ" in page.content.decode()


def test_it_founds_a_group_and_places_members_for_a_secretary(world: World) -> None:
    said = {"name": "Tổ đảng số 1", "on": "01/11/2026"}
    assert _send(world, "group-new", said, key="secretary").status_code == 302
    world.act_as("secretary")
    group = Unit.objects.get(names__name="Tổ đảng số 1")
    placed = {"people": [str(world.person("member"))], "group": str(group.pk), "on": "01/11/2026"}
    assert _send(world, "group-places", placed, key="secretary").status_code == 302
    assert GroupPlace.objects.get().group_id == group.pk
    address = reverse("groups", args=[world.unit("village")])
    text = signed_in(world, "secretary").get(address).content.decode()
    assert "Phạm Thị Cúc (Tổ đảng số 1)" in text
    left = {**placed, "group": ""}
    assert _send(world, "group-places", left, key="secretary").status_code == 302
    assert GroupPlace.objects.count() == 0
    early = {**placed, "on": "01/10/2026"}
    assert _send(world, "group-places", early, key="secretary").status_code == 422


def test_it_shows_a_committee_member_the_groups_without_the_forms(world: World) -> None:
    address = reverse("groups", args=[world.unit("village")])
    text = signed_in(world, "committee_member").get(address).content.decode()
    assert "Chưa chia tổ đảng" in text
    assert 'name="name"' not in text
