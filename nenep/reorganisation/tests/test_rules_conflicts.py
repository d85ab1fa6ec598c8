"""Everything that stands in the way of a plan, by hand: the refusal beside what would pass."""

from dataclasses import replace
from datetime import date

import pytest

from nenep.kernel.partial_dates import PartialDate
from nenep.reorganisation.rules.projection import Fault
from nenep.reorganisation.rules.snapshot import (
    CodeHeld,
    Elsewhen,
    LaterChange,
    LetterNow,
    MeetingNow,
    MemberLater,
    OfficeNow,
)
from nenep.reorganisation.rules.steps import (
    Act,
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    MoveMembers,
    Part,
    PersonRef,
    Recode,
    Rename,
    Split,
)
from nenep.reorganisation.tests.pure import (
    DAY,
    OTHER_SECTION,
    SECTION,
    TODAY,
    WARD,
    code,
    faults,
    people,
    resolved,
    snapshot,
    uid,
)

A, B, C, D = (code(n) for n in range(1, 5))
NEW = Found("moi", "Chi bộ mới", "party_cell", WARD, code(9), cell_type="residential")
CARD = PersonRef(card="000001000000")
SAME_CARD_AGAIN = MoveMembers(A, C, (CARD,))
ELSEWHERE = PersonRef(card="000002000000")


def test_it_accepts_the_ordinary() -> None:
    told = resolved(NEW, Merge((A, B), "moi"), Rename(C, "Chi bộ ba"), Move(D, SECTION))
    assert told.conflicts == ()
    assert len(told.projection.placings) == 8
    assert set(told.projection.ended) == {uid(A), uid(B)}


REFUSED: dict[str, tuple[Fault, tuple[Act, ...]]] = {
    "nothing at all": (Fault.EMPTY, ()),
    "a stranger": (Fault.UNKNOWN_UNIT, (Rename("99999999999999", "X"),)),
    "a key nobody founds": (Fault.UNKNOWN_UNIT, (Merge((A,), "khong_co"),)),
    "one key for two": (Fault.KEY_TWICE, (NEW, replace(NEW, code=code(8)))),
    "two names": (Fault.TWICE_CHANGED, (Rename(A, "X"), Rename(A, "Y"))),
    "two superiors": (Fault.TWICE_CHANGED, (Move(A, SECTION), Move(A, WARD))),
    "two ends": (Fault.TWICE_ENDED, (Merge((A,), B), Merge((A,), C))),
    "a merger and a division": (
        Fault.TWICE_ENDED,
        (Merge((A,), B), Split(A, (Part(C, rest=True),))),
    ),
    "an end and a new name": (Fault.CHANGED_AND_ENDED, (Merge((A,), B), Rename(A, "X"))),
    "a target that ends": (Fault.INTO_AN_ENDING_UNIT, (Merge((A,), B), Merge((B,), C))),
    "a keeper that ends": (
        Fault.INTO_AN_ENDING_UNIT,
        (Dissolve(A, B, members_to=C), Merge((B,), C)),
    ),
    "a superior that ends": (
        Fault.INTO_AN_ENDING_UNIT,
        (Move(A, SECTION), Dissolve(SECTION, WARD), Move(B, WARD), Move(D, WARD)),
    ),
    "a cell under a cell": (Fault.KIND_UNDER_KIND, (Move(A, B),)),
    "a kind for nobody's superior": (Fault.KIND_UNDER_KIND, (ChangeKind(A, "sub_organisation"),)),
    "a cell with a committee": (Fault.UNLIKE_KINDS, (Merge((A,), SECTION),)),
    "a circle": (Fault.CYCLE, (Move(SECTION, OTHER_SECTION), Move(OTHER_SECTION, SECTION))),
    "itself above itself": (Fault.CYCLE, (Move(SECTION, SECTION),)),
    "no code": (Fault.CODE_MISSING, (replace(NEW, code=""),)),
    "one code for two": (Fault.CODE_TAKEN, (Recode(A, code(9)), Recode(B, code(9)))),
    "a neighbour's code": (Fault.CODE_TAKEN, (Recode(A, B),)),
    "codes in a circle": (Fault.CODES_IN_A_CIRCLE, (Recode(A, B), Recode(B, A))),
    "members without a place": (Fault.LEFT_NOWHERE, (Dissolve(A, WARD),)),
    "a part without the rest": (Fault.LEFT_NOWHERE, (Split(A, (Part(B, (CARD,)),)),)),
    "two rests": (Fault.PLACED_TWICE, (Split(A, (Part(B, rest=True), Part(C, rest=True))),)),
    "a member in two places": (Fault.PLACED_TWICE, (MoveMembers(A, B, (CARD,)), SAME_CARD_AGAIN)),
    "a member of another cell": (Fault.UNKNOWN_MEMBER, (MoveMembers(A, B, (ELSEWHERE,)),)),
    "a name with another birth": (
        Fault.UNKNOWN_MEMBER,
        (MoveMembers(A, B, (PersonRef(name="Nguyễn Văn An", born=PartialDate(1900)),)),),
    ),
    "members into a committee": (Fault.NO_CELL, (MoveMembers(A, WARD, rest=True),)),
    "members to where they are": (Fault.NOTHING_CHANGES, (MoveMembers(A, A, rest=True),)),
    "a child of somebody else": (
        Fault.NOT_BELOW,
        (Split(SECTION, (Part(OTHER_SECTION, units=(B,), rest=True),)),),
    ),
    "subordinates left behind": (Fault.UNITS_LEFT, (Dissolve(SECTION, WARD),)),
    "the committee itself": (Fault.OUT_OF_REACH, (Rename(WARD, "Đảng bộ khác"),)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_refuses(case: str) -> None:
    fault, acts = REFUSED[case]
    assert fault in faults(*acts)


def test_it_names_steps_and_places() -> None:
    [conflict] = resolved(Merge((A,), B), Merge((A,), B)).conflicts
    assert conflict.steps == (1, 2)
    assert "Chi bộ 1" in str(conflict)
    assert str(conflict).startswith("Bước 1, 2")


def test_it_lets_only_the_installation_enter_history() -> None:
    past = replace(snapshot(), on=date(2026, 10, 1))
    assert faults(Rename(A, "X"), now=past) == {Fault.PAST}
    assert faults(Rename(A, "X"), now=replace(past, past_allowed=True)) == set()
    assert faults(Rename(A, "X"), now=replace(past, on=TODAY)) == set()


def test_it_says_when_a_unit_did_not_stand() -> None:
    ended = Elsewhen(code(7), "Chi bộ cũ", date(2020, 1, 1), date(2026, 5, 1))
    coming = Elsewhen(code(8), "Chi bộ sắp lập", date(2027, 6, 1), None)
    now = snapshot(elsewhen=(ended, coming))
    assert faults(Rename(code(7), "X"), now=now) == {Fault.ENDED_BEFORE}
    assert faults(Rename(code(8), "X"), now=now) == {Fault.BEFORE_FOUNDING}


def test_it_gives_a_code_only_when_it_is_free() -> None:
    held = snapshot(codes=(CodeHeld(A, uid(A), date(2025, 7, 1)),))
    assert faults(replace(NEW, code=A), Merge((A,), "moi"), now=held) == set()
    assert faults(replace(NEW, code=A), Recode(A, code(9)), now=held) == set()
    assert faults(replace(NEW, code=A), now=held) == {Fault.CODE_TAKEN}
    later = snapshot(codes=(CodeHeld(code(9), uid(B), date(2027, 5, 1)),))
    assert faults(NEW, now=later) == {Fault.CODE_TAKEN}


def test_it_chains_codes_and_orders_them() -> None:
    held = snapshot(codes=(CodeHeld(B, uid(B), DAY), CodeHeld(A, uid(A), DAY)))
    told = resolved(Recode(A, B), Recode(B, code(9)), now=held)
    assert told.conflicts == ()
    assert told.projection.recoded == (uid(B), uid(A))


def test_it_waits_for_what_another_act_has_written() -> None:
    later = snapshot(later=(LaterChange(uid(A), date(2027, 3, 1)),))
    assert faults(Rename(A, "X"), now=later) == {Fault.LATER_CHANGE}
    assert faults(Rename(B, "X"), now=later) == set()
    assert faults(Merge((B,), A), now=later) == set()
    ends = snapshot(later=(LaterChange(uid(A), date(2027, 3, 1), ends=True),))
    assert faults(Merge((B,), A), now=ends) == {Fault.LATER_CHANGE}


def test_it_never_ends_on_the_day_of_a_change() -> None:
    units = {key: replace(one, since=DAY) for key, one in snapshot().units.items()}
    assert faults(Rename(A, "X"), now=snapshot(units=units)) == {Fault.SAME_DAY}


def test_it_holds_meetings_before() -> None:
    planned = MeetingNow(uid("m"), uid(A), "regular", DAY, DAY)
    assert faults(Merge((A,), B), now=snapshot(meetings=(planned,))) == {Fault.MEETING_TO_COME}
    held = replace(planned, held_on=DAY)
    assert faults(Merge((A,), B), now=snapshot(meetings=(held,))) == {Fault.MEETING_AFTER}
    before = replace(planned, planned_on=date(2026, 12, 3), month=date(2026, 12, 1))
    told = resolved(Merge((A,), B), now=snapshot(meetings=(before,)))
    assert told.conflicts == ()
    assert "họp trước ngày hiệu lực" in told.notices[0].message


def test_it_leaves_nobody_on_the_way() -> None:
    letter = LetterNow(uid("l"), uid(C), uid(A), "Nguyễn Văn Khách")
    assert faults(Merge((A,), B), now=snapshot(letters=(letter,))) == {Fault.TRANSFER_UNDER_WAY}
    assert faults(Merge((C,), B), now=snapshot(letters=(letter,))) == set()
    person = people()[0].person_id
    office = OfficeNow(uid("o"), person, uid(A), "cell_secretary", "Nguyễn Văn An", DAY)
    assert faults(Merge((A,), B), now=snapshot(offices=(office,))) == {Fault.OFFICE_TO_COME}
    running = replace(office, since=date(2025, 7, 1))
    told = resolved(Merge((A,), B), now=snapshot(offices=(running,)))
    assert told.conflicts == ()
    assert told.projection.offices == (running,)
    coming = MemberLater(uid("new"), uid(A), "Trần Thị Mới", date(2027, 2, 1))
    assert faults(Merge((A,), B), now=snapshot(members_later=(coming,))) == {Fault.MEMBER_TO_COME}
