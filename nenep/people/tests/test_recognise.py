"""Official from the day the probation is full, however late, never before."""

from datetime import date

import pytest

from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.people.actions.recognise import recognise_member
from nenep.people.models import Membership, Person
from tests.world import World

FULL = date(2027, 3, 1)


def test_it_closes_the_probation_and_opens_the_other(world: World) -> None:
    actor, who = world.act_as("ward_officer"), world.person("probationary")
    official = recognise_member(actor=actor, person_id=who, on=FULL, decision="7-QĐ/ĐU")
    probation = Membership.objects.get(person_id=who, standing="probationary")
    assert (probation.during.upper, probation.ended_as, probation.decision) == (
        FULL,
        "recognised",
        "7-QĐ/ĐU",
    )
    assert (official.during.lower, official.begun_as) == (FULL, "recognised")
    assert Person.objects.get(pk=who).official_on == FULL
    assert recognise_member(actor=actor, person_id=who, on=FULL).pk == official.pk


def test_it_refuses_before_the_probation_is_full(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Refused, match="01/03/2027") as refusal:
        recognise_member(actor=actor, person_id=world.person("probationary"), on=date(2027, 2, 28))
    assert "Điều lệ" in refusal.value.basis


def test_it_counts_from_the_ceremony_when_its_day_is_known(world: World) -> None:
    actor, who = world.act_as("ward_officer"), world.person("probationary")
    Person.objects.filter(pk=who).update(ceremony_on=date(2026, 3, 20))
    with pytest.raises(Refused, match="20/03/2027"):
        recognise_member(actor=actor, person_id=who, on=FULL)


def test_it_refuses_who_is_official(world: World) -> None:
    with pytest.raises(Refused, match="đã là đảng viên chính thức"):
        recognise_member(
            actor=world.act_as("ward_officer"), person_id=world.person("member"), on=FULL
        )


@pytest.mark.parametrize(
    ("key", "refusal"), [("secretary", Forbidden), ("other_ward_officer", Absent)]
)
def test_it_is_for_who_manages_the_members(
    world: World, key: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        recognise_member(actor=world.act_as(key), person_id=world.person("probationary"), on=FULL)
