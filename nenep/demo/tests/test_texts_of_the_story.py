import hashlib
import re
import time
from collections import Counter
from pathlib import Path

from nenep.demo.story import library, life
from nenep.demo.story.cast import cast
from nenep.demo.story.facts import CellKind, UnitKind
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.units import cell_code, tree

REAL_PLACES = (
    "Pleiku", "Gia Lai", "Hà Nội", "Bình Định", "Quy Nhơn", "Kon Tum", "Đắk Lắk", "Biển Hồ",
    "Hồ Chí Minh City", "Ayun Pa", "An Phú", "Diên Hồng", "Hội Phú", "Thống Nhất", "Cẩm Lệ",
)  # fmt: skip
FORMULAS = ("đạt 100", "100 %", "100%", "không có khuyết điểm")
TOLD = "3880ec41"
"""The first digits of the story's hash: a change of the story is a change of this line."""


def test_it_tells_the_same_story_every_time() -> None:
    told = hashlib.sha256(repr(tell()).encode()).hexdigest()
    assert hashlib.sha256(repr(life.tell.__wrapped__()).encode()).hexdigest() == told
    assert told.startswith(TOLD), f"the story changed: {told[:8]}"


def test_it_is_told_within_a_second() -> None:
    began = time.process_time()
    life.tell.__wrapped__()
    assert time.process_time() - began < 1.5


def test_it_names_no_real_place_and_uses_no_formula() -> None:
    told = repr(tell())
    corpus = " ".join(
        path.read_text(encoding="utf-8")
        for path in Path(library.__file__).with_name("corpus").glob("*.yaml")
    )
    for banned in (*REAL_PLACES, *FORMULAS):
        assert banned not in told
        assert banned not in corpus


def test_it_leaves_no_slot_unfilled() -> None:
    assert not re.search(r"\{[a-z]+\}", repr(tell().meetings))


def test_it_has_enough_to_say_in_each_kind_of_cell() -> None:
    for kind in CellKind:
        tasks, opinions = library.tasks_for(kind), library.opinions_for(kind)
        assert len({task.text for task in tasks}) == len(tasks) >= 10, kind
        assert len({opinion.text for opinion in opinions}) == len(opinions) >= 35, kind
        assert all(task.text and task.measure and task.done and task.part for task in tasks)
        assert {task.topic for task in tasks} <= set(_topics())
    for kind in (CellKind.VILLAGE, CellKind.HAMLET, CellKind.RESIDENTIAL_GROUP):
        assert len(library.tasks_for(kind)) >= 40


def test_it_repeats_no_sentence_all_the_time() -> None:
    for profile in PROFILES:
        mine = [m for m in tell().meetings if m.cell == profile.key]
        said = Counter(opinion.text for meeting in mine for opinion in meeting.opinions)
        assert max(said.values()) <= 9, (profile.key, said.most_common(1))


def test_it_gives_units_stable_codes_of_fourteen_digits() -> None:
    units = tree()
    codes = [unit.code for unit in units if unit.kind is not UnitKind.GROUP]
    codes += [code for unit in units for code, _ in unit.former_codes]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"\d{14}", code) for code in codes)
    assert cell_code(PROFILES[0]) == "98101000000001"
    known = {unit.key: unit for unit in units}
    for unit in units:
        for placement in unit.placements:
            parent = known[placement.parent]
            assert parent.since <= placement.since
            assert parent.until is None or (placement.until or parent.until) <= parent.until


def test_it_refers_only_to_people_of_the_cast() -> None:
    people = {person.key for person in cast().people}
    for meeting in tell().meetings:
        assert {mark.person for mark in meeting.roll} <= people
        assert {task.owner for task in meeting.tasks} <= people


def _topics() -> tuple[str, ...]:
    return tuple(library._lists("conclusions"))
