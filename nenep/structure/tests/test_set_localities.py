"""A pasted list: every line judged before anything is written, then all of it or nothing."""

from collections.abc import Sequence
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from nenep.access.rules import Actor
from nenep.kernel.errors import Forbidden, Refused
from nenep.structure.actions.set_localities import SetLocalities, set_localities
from nenep.structure.models import LocalityPlace
from nenep.structure.queries.localities import history_of_locality, leaders_on, localities_on
from nenep.structure.rules.localities import LocalityKind
from nenep.structure.rules.locality_lists import ListLine, SaidLocality, Verdict, read_list
from tests.world import World

ON, LATER = date(2026, 3, 1), date(2026, 9, 1)
LIST = """
1. Làng Kon Rơlang
2) Làng Đăk Mây;  99.101.001.000.001
- Tổ dân phố 4\tChi bộ làng Kon Rơlang
Thôn 7
"""


def _read(world: World, text: str, on: date = ON) -> Sequence[ListLine]:
    ward = world.unit("ward")
    return read_list(text, localities_on(ward, on), leaders_on(ward, on), on)


def _set(world: World, actor: Actor, text: str, on: date = ON) -> SetLocalities:
    said = [line.said for line in _read(world, text, on) if line.said]
    return set_localities(actor=actor, unit_id=world.unit("ward"), said=said, on=on)


def test_it_reads_numbers_codes_names_and_guesses_openly(world: World) -> None:
    world.act_as("ward_officer")
    cell = "Chi bộ làng Kon Rơlang"
    told = [(line.text, line.guessed, line.verdict) for line in _read(world, LIST)]
    assert told == [
        (f"Làng Kon Rơlang; {cell}", True, Verdict.OPENED),
        (f"Làng Đăk Mây; {cell}", False, Verdict.OPENED),
        (f"Tổ dân phố 4; {cell}", False, Verdict.OPENED),
        ("Thôn 7; -", False, Verdict.OPENED),
    ]
    kinds = [line.said.kind for line in _read(world, LIST) if line.said]
    assert kinds[1:3] == [LocalityKind.VILLAGE, LocalityKind.GROUP]


def test_it_reads_what_it_has_written_out_as_the_same(world: World) -> None:
    world.act_as("ward_officer")
    first = _read(world, LIST)
    again = _read(world, "\n".join(line.text for line in first))
    assert [line.said for line in again] == [line.said for line in first]
    assert not any(line.guessed for line in again)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Làng Mới; 99101002000001", "Không tìm thấy đúng một chi bộ"),
        ("Làng Mới; Chi bộ Trường Tiểu học Lồ Ô", "Không tìm thấy đúng một chi bộ"),
        ("Làng Mới; a; b", "Một dòng chỉ ghi"),
        (";", "Cần ghi tên"),
        ("Làng Cũ\nlàng  cũ", "hai lần"),
    ],
)
def test_it_says_what_is_wrong_with_a_line(world: World, row: str, words: str) -> None:
    world.act_as("ward_officer")
    last = _read(world, row)[-1]
    assert last.verdict is Verdict.REFUSED
    assert words in str(last.reason)


def test_it_opens_changes_and_leaves_the_rest(world: World) -> None:
    actor = world.act_as("ward_officer")
    assert _set(world, actor, LIST) == SetLocalities(4, 0, 0)
    assert _set(world, actor, LIST) == SetLocalities(0, 0, 4)
    told = _set(world, actor, "Làng Đăk Mây; -\nThôn 8", on=LATER)
    assert told == SetLocalities(1, 1, 0)
    now = {view.name: view for view in localities_on(world.unit("ward"), LATER)}
    assert len(now) == 5
    rows = history_of_locality(now["Làng Đăk Mây"].locality_id)
    assert [(row.since, row.led_by_id) for row in rows] == [
        (ON, world.unit("village")),
        (LATER, None),
    ]


def test_it_puts_right_a_list_of_the_same_day(world: World) -> None:
    actor = world.act_as("ward_officer")
    _set(world, actor, LIST)
    assert _set(world, actor, "Thôn 7; 99101001000001") == SetLocalities(0, 1, 0)
    assert LocalityPlace.objects.count() == 4


def test_it_writes_nothing_when_one_village_cannot_be(world: World) -> None:
    actor = world.act_as("ward_officer")
    said = [
        SaidLocality("Thôn 1", LocalityKind.VILLAGE, None),
        SaidLocality("Thôn 2", LocalityKind.VILLAGE, world.unit("school")),
    ]
    with pytest.raises(Refused, match="Chi bộ lãnh đạo phải là"):
        set_localities(actor=actor, unit_id=world.unit("ward"), said=said, on=ON)
    assert LocalityPlace.objects.count() == 0


def test_it_is_the_office_s_to_set(world: World) -> None:
    with pytest.raises(Forbidden):
        _set(world, world.act_as("secretary"), LIST)


def test_it_costs_the_same_for_three_villages_and_for_forty(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor = world.act_as("ward_officer")
    world.act_as("ward_officer")
    many = [SaidLocality(f"Thôn {n}", LocalityKind.VILLAGE, None) for n in range(40)]
    with django_assert_max_num_queries(18):
        set_localities(actor=actor, unit_id=world.unit("ward"), said=many, on=ON)
