"""Two records, one person? Several keys together, never one alone."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.names import same_name_key
from nenep.kernel.partial_dates import UNKNOWN, PartialDate
from nenep.people.rules.duplicates import Directory, Identity, Likeness, likeness

HERE, THERE = uuid.UUID(int=1), uuid.UUID(int=2)
VINH = Identity(
    name_key=same_name_key("Dương Văn Vinh"),
    birth=PartialDate(1979, 1, 26),
    card="111122223333",
    cell=HERE,
    admitted=PartialDate(1998, 4, 25),
)

births = st.sampled_from([UNKNOWN, PartialDate(1979), PartialDate(1979, 1, 26), PartialDate(1980)])
identities = st.builds(
    Identity,
    name_key=st.sampled_from(["vinh", "hoa"]),
    birth=births,
    card=st.sampled_from(["", "1", "2"]),
    cell=st.sampled_from([HERE, THERE, None]),
    admitted=births,
)


@pytest.mark.parametrize(
    ("other", "how"),
    [
        (replace(VINH, birth=PartialDate(1979)), Likeness.SAME),
        (replace(VINH, birth=PartialDate(1979), card=""), Likeness.SAME),
        (replace(VINH, birth=PartialDate(1979), card="999"), Likeness.SAME),
        (replace(VINH, birth=PartialDate(1979), card="999", admitted=UNKNOWN), Likeness.POSSIBLE),
        (replace(VINH, card="999"), Likeness.SAME),
        (replace(VINH, cell=THERE), Likeness.SAME),
        (replace(VINH, cell=THERE, card=""), Likeness.SAME),
        (replace(VINH, cell=THERE, card="999"), Likeness.POSSIBLE),
        (replace(VINH, cell=THERE, card="", birth=PartialDate(1979)), Likeness.DIFFERENT),
        (replace(VINH, birth=UNKNOWN, card=""), Likeness.POSSIBLE),
        (replace(VINH, name_key="khác"), Likeness.POSSIBLE),
        (replace(VINH, name_key="khác", card=""), Likeness.DIFFERENT),
        (replace(VINH, birth=PartialDate(1980), card=""), Likeness.DIFFERENT),
        (replace(VINH, birth=PartialDate(1980)), Likeness.POSSIBLE),
    ],
)
def test_it_weighs_several_keys(other: Identity, how: Likeness) -> None:
    assert likeness(VINH, other) is how


@given(identities, identities)
def test_it_answers_the_same_both_ways(one: Identity, other: Identity) -> None:
    assert likeness(one, other) is likeness(other, one)


@given(identities, identities)
def test_it_is_never_sure_by_one_key_alone(one: Identity, other: Identity) -> None:
    agreeing = (
        one.name_key == other.name_key,
        one.birth.may_equal(other.birth),
        bool(one.card) and one.card == other.card,
        one.cell is not None and one.cell == other.cell,
        one.admitted.may_equal(other.admitted),
    )
    if likeness(one, other) is Likeness.SAME:
        assert sum(agreeing) > 1
        assert one.name_key == other.name_key


@given(identities)
def test_it_knows_a_person_again_by_what_was_stored(one: Identity) -> None:
    tellable = bool(one.card) or (one.cell is not None and (one.birth.known or one.admitted.known))
    if tellable:
        assert likeness(one, one) is Likeness.SAME


def test_its_directory_gives_the_surest_first() -> None:
    directory: Directory[str] = Directory()
    directory.add(replace(VINH, name_key="khác"), "cùng số thẻ")
    directory.add(VINH, "chính người ấy")
    directory.add(replace(VINH, name_key="khác", card="9"), "người khác")
    assert directory.like(VINH) == [
        ("chính người ấy", Likeness.SAME),
        ("cùng số thẻ", Likeness.POSSIBLE),
    ]
