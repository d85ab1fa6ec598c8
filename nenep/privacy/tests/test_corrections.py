"""What a member says is wrong, and how the office that keeps the record answers."""

import pytest

from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.privacy.actions.correction import answer_correction, ask_correction
from nenep.privacy.models import Correction
from nenep.privacy.queries import corrections_of, corrections_visible_to, last_day
from nenep.privacy.rules.corrections import Area, Outcome, due_on
from tests.world import TODAY, World


def ask(world: World, key: str = "member", text: str = "Ngày sinh đúng là 7/7/1976") -> Correction:
    return ask_correction(
        actor=world.act_as(key),
        person_id=world.person("member"),
        area=Area.BIRTH,
        text=text,
        on=TODAY,
    )


def answer(
    world: World,
    request: Correction,
    key: str = "ward_officer",
    outcome: Outcome = Outcome.CORRECTED,
    reason: str = "",
) -> Correction:
    return answer_correction(
        actor=world.act_as(key), request_id=request.pk, outcome=outcome, reason=reason, on=TODAY
    )


def test_it_takes_a_request_to_the_office_that_keeps_the_record(world: World) -> None:
    request = ask(world)
    assert (request.on_behalf, request.unit_id) == (False, world.unit("village"))
    officer = world.act_as("ward_officer")
    assert [r.pk for r in corrections_visible_to(officer)] == [request.pk]


def test_it_takes_the_same_words_once(world: World) -> None:
    assert ask(world).pk == ask(world).pk
    assert ask(world, text="Khác").pk != ask(world).pk


def test_it_lets_the_secretary_ask_on_behalf(world: World) -> None:
    assert ask(world, "secretary").on_behalf
    for key, error in (("other_secretary", Absent), ("committee_member", Forbidden)):
        with pytest.raises(error):
            ask(world, key)


def test_it_refuses_an_empty_request(world: World) -> None:
    with pytest.raises(Invalid, match="ghi rõ chỗ nào sai"):
        ask(world, text="  ")


def test_it_is_answered_once(world: World) -> None:
    request = ask(world)
    assert answer(world, request).outcome == "corrected"
    assert answer(world, request).answered_on == TODAY
    with pytest.raises(Refused, match="đã được trả lời"):
        answer(world, request, outcome=Outcome.REFUSED, reason="Giấy tờ ghi như vậy")
    world.act_as("member")
    assert corrections_of(world.person("member"))[0].outcome == "corrected"


def test_it_asks_for_the_reason_of_a_refusal(world: World) -> None:
    request = ask(world)
    with pytest.raises(Invalid, match="phải ghi lý do"):
        answer(world, request, outcome=Outcome.REFUSED, reason=" ")
    assert answer(world, request, outcome=Outcome.REFUSED, reason="Theo thẻ").reason == "Theo thẻ"


def test_it_is_answered_by_no_one_else(world: World) -> None:
    request = ask(world)
    with pytest.raises(Forbidden):
        answer(world, request, "secretary")
    for key in ("other_ward_officer", "probationary", "province_officer"):
        with pytest.raises(Absent):
            answer(world, request, key)


def test_it_sets_no_last_day_where_no_rule_is_known(world: World) -> None:
    assert last_day(ask(world)) is None
    assert due_on(TODAY, 10) == TODAY.replace(month=12, day=3)
