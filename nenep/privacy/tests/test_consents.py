"""Agreeing beyond the duty of membership: said, dated, taken back, never assumed."""

from datetime import date, timedelta

import pytest
from django.db import Error, IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.privacy.actions.consent import give_consent, withdraw_consent
from nenep.privacy.models import Consent
from nenep.privacy.queries import consents_of, has_consented
from nenep.privacy.rules.consents import (
    NEXT,
    WORDINGS,
    ConsentKind,
    Given,
    Standing,
    standing_on,
    wording_on,
)
from tests.world import TODAY, World

PHONE = ConsentKind.PHONE_NOTICES
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


def give(world: World, key: str, whose: str = "member", on: date = TODAY) -> Consent:
    return give_consent(
        actor=world.act_as(key), person_id=world.person(whose), kind=PHONE, agreed=True, on=on
    )


def test_it_knows_no_consent_before_it_is_said(world: World) -> None:
    world.act_as("member")
    lines = consents_of(world.person("member"), TODAY)
    assert {line.standing for line in lines} == {Standing.NONE}
    assert not has_consented(world.person("member"), PHONE, TODAY)


def test_it_takes_a_consent_for_one_purpose_only(world: World) -> None:
    consent = give(world, "member")
    assert (consent.version, consent.given_from_paper) == ("2026-1", False)
    assert has_consented(world.person("member"), "phone_notices", TODAY)
    assert not has_consented(world.person("member"), ConsentKind.PHOTO_EVIDENCE, TODAY)
    assert not has_consented(world.person("member"), PHONE, TODAY - timedelta(days=1))


def test_it_takes_nothing_from_an_unticked_box(world: World) -> None:
    with pytest.raises(Invalid, match="Chưa đánh dấu đồng ý"):
        give_consent(
            actor=world.act_as("member"),
            person_id=world.person("member"),
            kind=PHONE,
            agreed=False,
            on=TODAY,
        )
    assert Consent.objects.count() == 0


def test_it_is_the_same_consent_said_twice(world: World) -> None:
    assert give(world, "member").pk == give(world, "member").pk


def test_it_marks_what_the_secretary_entered_from_paper(world: World) -> None:
    consent = give(world, "secretary", on=date(2026, 11, 3))
    assert consent.given_from_paper
    assert consent.given_on == date(2026, 11, 3)
    assert has_consented(world.person("member"), PHONE, TODAY)


@pytest.mark.parametrize(
    ("key", "error"),
    [("probationary", Absent), ("other_secretary", Absent), ("committee_member", Forbidden)],
)
def test_it_lets_nobody_else_agree_for_a_member(
    world: World, key: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        give(world, key)


def test_it_refuses_a_day_to_come(world: World) -> None:
    with pytest.raises(Refused, match="không thể sau hôm nay"):
        give(world, "secretary", on=TODAY + timedelta(days=1))


def test_it_is_taken_back_and_given_again_as_another_row(world: World) -> None:
    give(world, "member", on=date(2026, 11, 3))
    member = world.act_as("member")
    person = world.person("member")
    withdraw_consent(actor=member, person_id=person, kind=PHONE, on=TODAY)
    assert not has_consented(person, PHONE, TODAY)
    assert has_consented(person, PHONE, TODAY - timedelta(days=1))
    assert withdraw_consent(actor=member, person_id=person, kind=PHONE, on=TODAY) is None
    give(world, "member")
    assert has_consented(person, PHONE, TODAY)
    assert Consent.objects.count() == 2


def test_it_is_not_taken_back_before_it_was_given(world: World) -> None:
    give(world, "member")
    with pytest.raises(Refused, match="trước ngày đồng ý"):
        withdraw_consent(
            actor=world.act_as("secretary"),
            person_id=world.person("member"),
            kind=PHONE,
            on=TODAY - timedelta(days=1),
        )
    assert has_consented(world.person("member"), PHONE, TODAY)


def test_it_is_hidden_from_a_neighbour(world: World) -> None:
    give(world, "member")
    world.act_as("other_secretary")
    assert Consent.objects.count() == 0
    assert not has_consented(world.person("member"), PHONE, TODAY)


def test_it_lets_no_colleague_write_one_past_the_program(world: World) -> None:
    consent = give(world, "member")
    world.act_as("probationary")
    assert Consent.objects.filter(pk=consent.pk).update(withdrawn_on=TODAY) == 0
    with pytest.raises(Error), transaction.atomic():
        Consent(
            person_id=world.person("deputy"),
            unit_id=world.unit("village"),
            kind=PHONE.value,
            version="2026-1",
            given_on=TODAY,
        ).save(force_insert=True)


def test_it_keeps_one_running_row_a_kind_whoever_writes(world: World) -> None:
    consent = give(world, "member")
    consent.pk, consent._state.adding = world.unit("ward"), True
    with pytest.raises(IntegrityError), transaction.atomic():
        consent.save(force_insert=True)


def test_it_has_a_text_for_every_kind_and_says_what_withdrawing_does() -> None:
    for kind in ConsentKind:
        wording = wording_on(kind, TODAY)
        assert wording.text.startswith("Tôi đồng ý")
        assert "rút lại" in wording.withdrawal
    assert len({(w.kind, w.version) for w in WORDINGS}) == len(WORDINGS)
    assert set(NEXT) == set(Standing)


@settings(max_examples=80)
@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=4), DAYS)
def test_it_holds_only_between_a_yes_and_its_withdrawal(
    rows: list[tuple[date, date | None]], on: date
) -> None:
    given_rows = [Given("1", since, until) for since, until in rows]
    standing = standing_on(given_rows, on)
    begun = [(since, until) for since, until in rows if since <= on]
    running = [1 for _, until in begun if until is None or on < until]
    assert (standing is Standing.GIVEN) == bool(running)
    assert (standing is Standing.NONE) == (not begun)
