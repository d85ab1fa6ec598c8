"""What plans come to: by hand, and thousands made by chance."""

from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.reorganisation.rules.resolve import resolve
from nenep.reorganisation.rules.snapshot import LocalityNow, StayNow, TaskNow
from nenep.reorganisation.rules.steps import (
    Dissolve,
    Found,
    Merge,
    Move,
    MoveMembers,
    Part,
    PersonRef,
    PlanText,
    Split,
    Step,
)
from nenep.reorganisation.rules.stored import from_plain, to_plain
from nenep.reorganisation.tests.generated import mixed
from nenep.reorganisation.tests.pure import (
    DAY,
    KINDS,
    OTHER_SECTION,
    SECTION,
    WARD,
    branch,
    code,
    people,
    resolved,
    snapshot,
    uid,
    unit,
)
from tests.thorough import examples

A, B, C = (code(n) for n in range(1, 4))
CELLS, EACH = 14, 4


def test_it_splits_off_a_part_of_a_cell_that_lives_on() -> None:
    told = resolved(
        Found("moi", "Chi bộ mới", "party_cell", SECTION, code(9)),
        Split(A, (Part("moi", (PersonRef(card="000001000000"),)), Part(A, rest=True))),
    )
    assert told.conflicts == ()
    assert told.projection.ended == {}
    assert [p.full_name for p in told.projection.placings] == ["Nguyễn Văn An"]


def test_it_keeps_the_records_with_the_rest() -> None:
    told = resolved(
        Split(A, (Part(B, (PersonRef(card="000001000000"),)), Part(C, rest=True)))
    ).projection
    assert told.ended == {uid(A): uid(C)}
    assert {p.target_id for p in told.placings} == {uid(B), uid(C)}


def test_it_takes_a_name_with_a_birth_and_leaves_the_rest() -> None:
    born = people()[2].born
    told = resolved(
        MoveMembers(A, B, (PersonRef(name="nguyễn văn CÚC", born=born),)),
        Dissolve(A, WARD, members_to=C),
    )
    assert told.conflicts == ()
    assert sorted(p.target_id == uid(B) for p in told.projection.placings) == [False] * 3 + [True]


def test_it_takes_subordinate_units_along() -> None:
    told = resolved(Merge((SECTION,), OTHER_SECTION)).projection
    assert told.moved == {
        one.id: uid(OTHER_SECTION) for one in branch().values() if one.parent_id == uid(SECTION)
    }
    assert told.ended == {uid(SECTION): uid(OTHER_SECTION)}


def test_it_ends_the_groups_of_a_cell_before_it() -> None:
    group = unit("", "party_group", A, "Tổ đảng 1")
    told = resolved(Merge((A,), B), now=snapshot(units={**branch(), group.id: group}))
    assert told.conflicts == ()
    assert list(told.projection.ended.items()) == [(group.id, uid(B)), (uid(A), uid(B))]


def test_it_hands_on_tasks_guests_and_villages() -> None:
    person = people()[0].person_id
    now = snapshot(
        tasks=(
            TaskNow(uid("t1"), uid(A), "Việc của người", owner_person_id=person),
            TaskNow(uid("t2"), uid(A), "Việc của chi bộ", owner_unit_id=uid(A)),
            TaskNow(uid("t3"), uid(C), "Việc khác", owner_unit_id=uid(A)),
        ),
        stays=(
            StayNow(uid("s1"), uid(A), uid("guest")),
            StayNow(uid("s2"), uid(B), person),
        ),
        localities=(LocalityNow(uid("l"), "Làng Kon", uid(WARD), uid(A)),),
    )
    told = resolved(
        Split(A, (Part(B, (PersonRef(card="000001000000"),)), Part(C, rest=True))), now=now
    ).projection
    assert [(t.unit_id, t.owner_unit_id) for t in told.tasks] == [
        (uid(B), None),
        (uid(C), uid(C)),
        (uid(C), uid(C)),
    ]
    assert [(s.stay_id, s.unit_id) for s in told.stays] == [(uid("s1"), uid(C)), (uid("s2"), None)]
    assert [(m.unit_id, m.led_by_id) for m in told.localities] == [(uid(WARD), uid(C))]


def test_it_takes_a_village_into_the_commune_of_its_cell() -> None:
    units = branch()
    other = unit("99102000000000", "commune_committee", None, "Đảng bộ xã bên")
    now = snapshot(
        units={**units, other.id: other},
        root_id=None,
        localities=(LocalityNow(uid("l"), "Làng Kon", uid(WARD), uid(A)),),
    )
    told = resolved(Move(A, other.code), now=now)
    assert told.conflicts == ()
    assert [(m.unit_id, m.led_by_id) for m in told.projection.localities] == [(other.id, uid(A))]


LARGE = snapshot(CELLS, EACH)


@settings(max_examples=examples(150, 800), deadline=None)
@given(st.integers(0, 2**32))
def test_it_accepts_whatever_is_possible_and_loses_nobody(seed: int) -> None:
    acts = mixed(Random(seed), LARGE.units, LARGE.members)
    plan = PlanText("Kế hoạch", "", None, DAY, tuple(Step(act) for act in acts))
    told = resolve(plan, LARGE, KINDS, uid)
    assert [str(conflict) for conflict in told.conflicts] == []
    after = told.projection.after
    home = {one.person_id: one.unit_id for one in LARGE.members}
    home |= {placing.person_id: placing.target_id for placing in told.projection.placings}
    assert len(home) == CELLS * EACH
    assert set(home.values()) <= {key for key, one in after.items() if one.is_cell}
    codes = [one.code for one in after.values() if one.code]
    assert len(codes) == len(set(codes))
    for key in after:
        line: set[UUID] = set()
        at: UUID | None = key
        while at is not None and at in after:
            assert at not in line
            line.add(at)
            at = after[at].parent_id
    assert not set(told.projection.ended) & set(after)


@settings(max_examples=examples(80, 400), deadline=None)
@given(st.integers(0, 2**32))
def test_it_keeps_a_plan_as_it_was_written(seed: int) -> None:
    steps = tuple(Step(act, "dòng 3") for act in mixed(Random(seed), LARGE.units, LARGE.members))
    assert from_plain(to_plain(steps)) == steps


@settings(max_examples=examples(50, 200), deadline=None)
@given(st.integers(0, 2**32))
def test_it_does_not_mind_the_order_of_the_steps(seed: int) -> None:
    chance = Random(seed)
    acts = list(mixed(chance, LARGE.units, LARGE.members))
    answers = []
    for _again in range(2):
        plan = PlanText("Kế hoạch", "", None, DAY, tuple(Step(act) for act in acts))
        told = resolve(plan, LARGE, KINDS, uid).projection
        answers.append((dict(told.after), set(told.placings), dict(told.ended)))
        chance.shuffle(acts)
    assert answers[0] == answers[1]
