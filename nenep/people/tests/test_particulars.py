"""Correcting what is known: as told, to the precision told, with the former card kept."""

from dataclasses import replace
from datetime import date

import pytest

from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.kernel.partial_dates import UNKNOWN, PartialDate
from nenep.people.actions.particulars import change_card, correct_person, particulars_of
from nenep.people.models import FormerCard, Person
from tests.world import World


def test_it_writes_name_and_dates_as_far_as_known(world: World) -> None:
    actor, who = world.act_as("ward_officer"), world.person("member")
    known = particulars_of(Person.objects.get(pk=who))
    wanted = replace(known, full_name="PHẠM THỊ CÚC HOA", birth=PartialDate(1977, 7))
    person = correct_person(actor=actor, person_id=who, wanted=wanted)
    assert (person.full_name, person.name_folded) == ("Phạm Thị Cúc Hoa", "pham thi cuc hoa")
    assert (person.birth_date, person.birth_precision) == (date(1977, 7, 1), "month")
    world.act_as_system()
    entry = Entry.objects.get(verb="person.corrected")
    assert entry.facts == {"full_name": True, "birth": True}


def test_it_journals_nothing_when_nothing_changes(world: World) -> None:
    actor, who = world.act_as("ward_officer"), world.person("member")
    correct_person(actor=actor, person_id=who, wanted=particulars_of(Person.objects.get(pk=who)))
    world.act_as_system()
    assert not Entry.objects.filter(verb="person.corrected").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"full_name": " "},
        {"birth": PartialDate(2005)},
        {"official": PartialDate(1999)},
        {"ceremony_on": date(1999, 1, 1)},
    ],
)
def test_it_refuses_what_no_life_has(world: World, wrong: dict[str, object]) -> None:
    actor, who = world.act_as("ward_officer"), world.person("member")
    known = particulars_of(Person.objects.get(pk=who))
    with pytest.raises(Invalid) as refusal:
        correct_person(actor=actor, person_id=who, wanted=replace(known, **wrong))  # type: ignore[arg-type]
    assert refusal.value.field in {*wrong, "admitted"}


def test_it_takes_unknown_for_an_answer(world: World) -> None:
    actor, who = world.act_as("ward_officer"), world.person("member")
    known = particulars_of(Person.objects.get(pk=who))
    person = correct_person(actor=actor, person_id=who, wanted=replace(known, birth=UNKNOWN))
    assert (person.birth_date, person.birth_precision) == (None, "unknown")


def test_it_keeps_the_card_of_before(world: World) -> None:
    actor, who = world.act_as("ward_officer"), world.person("member")
    change_card(actor=actor, person_id=who, number="64 000 111", on=date(2026, 1, 1))
    for _ in range(2):
        change_card(actor=actor, person_id=who, number="064222333", on=world.today)
    assert Person.objects.get(pk=who).card_number == "064222333"
    former = FormerCard.objects.get(person_id=who)
    assert (former.number, former.until) == ("64000111", world.today)


def test_it_refuses_a_card_of_somebody_else(world: World) -> None:
    actor = world.act_as("ward_officer")
    change_card(actor=actor, person_id=world.person("teacher"), number="77", on=world.today)
    with pytest.raises(Refused, match="của người khác"):
        change_card(actor=actor, person_id=world.person("member"), number="77", on=world.today)
    with pytest.raises(Invalid):
        change_card(actor=actor, person_id=world.person("member"), number=" ", on=world.today)


@pytest.mark.parametrize(
    ("key", "refusal"), [("secretary", Forbidden), ("other_ward_officer", Absent)]
)
def test_it_is_for_who_manages_the_members(
    world: World, key: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        change_card(
            actor=world.act_as(key), person_id=world.person("member"), number="1", on=world.today
        )
