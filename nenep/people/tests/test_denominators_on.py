"""The denominators of real cells: for every reader the same, at the same cost, on a page and in
the terminal."""

import json
from argparse import Namespace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from nenep.kernel.commands import Registry
from nenep.people import commands
from nenep.people.actions.enrol import NewMember, enrol_members
from nenep.people.models import HostedStay, Membership, Person, State
from nenep.people.queries.denominators import counted_tree_on, denominators_on, own_counts_on
from nenep.people.queries.rosters import roster_on
from nenep.people.rules.counting import Base, Counted
from nenep.people.rules.denominators import UnitCounts
from nenep.people.rules.standing import Standing
from tests.browsing import signed_in
from tests.world import SINCE, World

BEFORE_ANY = date(2024, 6, 30)
CODE = "99101001000001"


def _names(world: World, base: Base, counts: Counted) -> set[str]:
    found = denominators_on(world.unit("village"), world.today)
    return {found.names[person] for person in found.bases[base].of(counts)}


def test_it_counts_the_village_for_each_purpose(world: World) -> None:
    world.act_as("secretary")
    voters = {"Siu Thương", "Đặng Văn Lộc", "Rơ Châm H'Nhung", "Phạm Thị Cúc"}
    assert _names(world, Base.ATTENDANCE, Counted.YES) == voters | {"Kpă Y Bhan", "Bùi Thị Xuân"}
    assert _names(world, Base.ORDINARY_VOTE, Counted.YES) == voters
    for base in (Base.ORDINARY_VOTE, Base.TWO_THIRDS_VOTE):
        assert _names(world, base, Counted.IF_PRESENT) == {"Ngô Bá Thiện", "Hồ Thị Mơ"}
    assert len(_names(world, Base.STATISTICS, Counted.YES)) == 8
    assert _names(world, Base.RATING, Counted.YES) == voters | {"Kpă Y Bhan", "Hồ Thị Mơ"}


def test_it_says_the_same_to_every_reader_of_the_cell(world: World) -> None:
    village, found = world.unit("village"), []
    for key in ("secretary", "committee_member", "ward_officer"):
        world.act_as(key)
        found.append(denominators_on(village, world.today))
    world.act_as_system()
    assert found == [denominators_on(village, world.today)] * 3


def test_it_knows_at_home_who_takes_part_elsewhere(world: World) -> None:
    world.act_as("school_secretary")
    assert HostedStay.objects.count() == 0
    standings = {
        line.full_name: line.counts for line in roster_on(world.unit("school"), world.today)
    }
    away = standings["Bùi Thị Xuân"]
    assert (away.standing, away.due) == (Standing.AWAY, False)
    assert away.reason == "Tạm vắng nơi khác đến 31/01/2027"


def test_it_tells_a_neighbour_nothing_and_a_member_the_own_line(world: World) -> None:
    world.act_as("other_secretary")
    assert roster_on(world.unit("village"), world.today) == []
    world.act_as("member")
    assert [line.full_name for line in roster_on(world.unit("village"), world.today)] == [
        "Phạm Thị Cúc"
    ]
    world.leave()
    assert roster_on(world.unit("village"), world.today) == []


def test_it_leaves_the_reach_as_it_found_it(world: World) -> None:
    world.act_as("secretary")
    before = Person.objects.count()
    roster_on(world.unit("village"), world.today)
    assert Person.objects.count() == before == 9
    roster_on(world.unit("other_cell"), world.today)
    assert Person.objects.count() == before


def test_it_counts_an_exempt_member_again_the_day_after_and_a_merged_one_never(
    world: World,
) -> None:
    world.act_as_system()
    village, last = world.unit("village"), date(2026, 12, 31)
    for day, due in ((last, False), (last + timedelta(days=1), True)):
        found = denominators_on(village, day).bases[Base.ATTENDANCE]
        assert (world.person("exempt") in found.of(Counted.YES)) is due
    Person.objects.filter(pk=world.person("member")).update(
        merged_into_id=world.person("secretary")
    )
    assert world.person("member") not in {line.person_id for line in roster_on(village, last)}
    assert own_counts_on(world.today)[village].total == 7


def test_it_counts_one_on_the_way_elsewhere_at_home_without_waiting_for_him(world: World) -> None:
    world.act_as_system()
    State.objects.create(
        person_id=world.person("member"),
        unit_id=world.unit("village"),
        kind="transferring",
        during=DateRange(world.today, None),
    )
    (line,) = (
        one
        for one in roster_on(world.unit("village"), world.today)
        if one.person_id == world.person("member")
    )
    assert line.counts.standing is Standing.TRANSFERRING
    assert line.reckoning.member
    assert (line.counts.due, line.counts.votes.value) == (False, "if_present")


def test_it_asks_as_often_for_forty_as_for_three(world: World) -> None:
    actor = world.act_as_system()
    denominators_on(world.unit("school"), world.today)
    enrol_members(
        actor=actor,
        members=[NewMember(f"Người {n}", world.unit("village"), SINCE) for n in range(35)],
    )
    costs = []
    for unit in ("school", "village"):
        with CaptureQueriesContext(connection) as asked:
            denominators_on(world.unit(unit), world.today)
        costs.append(len(asked))
    with CaptureQueriesContext(connection) as asked:
        counted_tree_on(world.today)
    assert [*costs, len(asked)] == [2, 2, 3]


def test_it_adds_members_up_the_tree_as_their_spells_say(world: World) -> None:
    world.act_as_system()
    tree = counted_tree_on(world.today)
    spells = Membership.objects.filter(during__contains=world.today)
    assert tree.total == UnitCounts(
        spells.filter(standing="official").count(), spells.filter(standing="probationary").count()
    )
    assert tree.elsewhere == UnitCounts()
    by_name = {line.unit.name: line for line in tree.lines}
    ward = by_name["Đảng bộ phường Suối Lồ Ô"]
    assert (ward.own.total, ward.counts.total) == (2, 13)
    assert ward.counts.total == ward.own.total + sum(
        line.counts.total for line in tree.lines if line.unit.parent_id == ward.unit.id
    )
    branch = counted_tree_on(world.today, ward.unit.id)
    assert [line.depth for line in branch.lines] == [0, 1, 1]
    assert branch.total == ward.counts


def test_it_agrees_with_the_denominators_cell_by_cell(world: World) -> None:
    world.act_as_system()
    for line in counted_tree_on(world.today).lines:
        found = denominators_on(line.unit.id, world.today)
        assert line.own.total == len(found.bases[Base.STATISTICS].of(Counted.YES))


def test_it_prints_every_base_with_people_reasons_and_provisions(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = Namespace(cell=CODE, on=world.today, json=False)
    assert commands._denominators(arguments) == 0
    text = capsys.readouterr().out
    assert "Chi bộ làng Kon Rơlang (99101001000001), ngày 23/11/2026: 9 người" in text
    assert "Biểu quyết quá nửa: 4 (+2 khi có mặt)" in text
    assert "Miễn sinh hoạt đến 31/12/2026, chỉ tính khi có mặt" in text
    assert "Hướng dẫn 40-HD/BTCTW" in text
    assert commands._denominators(Namespace(cell=CODE, on=world.today, json=True)) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["base"] for one in told["bases"]] == [base.value for base in Base]
    sums = {one["base"]: (one["counted"], one["if_present"]) for one in told["bases"]}
    assert sums["attendance"] == (6, 0)
    assert all(person["basis"] for one in told["bases"] for person in one["people"])


def test_it_prints_the_tree_of_a_day_with_its_members(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands._show(Namespace(as_of=world.today, root="99101000000000", json=False)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("Đảng bộ phường Suối Lồ Ô: 13 đảng viên (12 chính thức, 1 dự bị)")
    assert lines[1].startswith("  99101001000001  Chi bộ làng Kon Rơlang: 8 đảng viên")
    assert commands._show(Namespace(as_of=BEFORE_ANY, root=None, json=True)) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_it_registers_its_words() -> None:
    registry = Registry()
    commands.register(registry)
    assert {"people denominators", "structure show"} <= {one.name for one in registry}


def test_it_shows_the_page_with_numbered_bases(world: World) -> None:
    page = signed_in(world, "secretary").get(f"/units/{world.unit('village')}/counting/")
    text = page.content.decode()
    assert "Ai được tính, ngày 23/11/2026" in text
    assert "Miễn sinh hoạt đến 31/12/2026" in text
    assert "[1] Hướng dẫn 42-HD/BTCTW" in text
    assert "thêm 2 khi có mặt" in text


def test_it_shows_another_day_and_says_when_it_cannot_read_one(world: World) -> None:
    client, place = signed_in(world, "secretary"), f"/units/{world.unit('village')}/counting/"
    then = client.get(f"{place}?on=01/01/2026").content.decode()
    assert "Ai được tính, ngày 01/01/2026" in then
    assert "Quy định 294-QĐ/TW ngày 26/05/2025, điểm 9.3.2" in then
    assert client.get(f"{place}?on=2026-01-01").status_code == 200
    assert client.get(f"{place}?on=31/02/2026").status_code == 422
    assert client.get(f"{place}?on=01/01/2019").status_code == 404


def test_it_shows_a_committee_its_units(world: World) -> None:
    client = signed_in(world, "ward_officer")
    text = client.get(f"/units/{world.unit('ward')}/counting/").content.decode()
    assert "Chi bộ làng Kon Rơlang" in text
    assert "Trực tiếp tại Đảng bộ phường Suối Lồ Ô" in text
    assert f"/units/{world.unit('village')}/counting/?on=2026-11-23" in text


def test_it_is_absent_to_a_neighbour_and_forbidden_to_a_member(world: World) -> None:
    place = f"/units/{world.unit('village')}/counting/"
    assert signed_in(world, "other_ward_officer").get(place).status_code == 404
    assert signed_in(world, "member").get(place).status_code == 403
