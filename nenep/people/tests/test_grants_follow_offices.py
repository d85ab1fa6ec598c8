"""Whatever is begun and ended in whatever order, access equals the offices held."""

import random
from datetime import date, timedelta
from uuid import UUID

import pytest

from nenep.access.models import Grant
from nenep.access.rules import Actor, Office
from nenep.kernel.errors import Refused
from nenep.people.actions.appoint import appoint
from nenep.people.actions.end_office import end_office, end_offices_of_unit
from nenep.people.actions.record_election import record_election
from nenep.people.models import OfficeTerm
from nenep.people.rules.elections import Candidacy
from nenep.people.rules.offices import OF_THE_CELL, Ending
from nenep.people.tests.crowd import crowd
from tests.world import SINCE, World

SPAN, STEPS = 900, 40


def _held(model: type[OfficeTerm] | type[Grant]) -> set[tuple[object, ...]]:
    rows = model.objects.filter(person_id__isnull=False)
    return {(r.person_id, r.unit_id, r.office, r.during.lower, r.during.upper) for r in rows}


@pytest.mark.parametrize("seed", range(6))
def test_it_keeps_grants_equal_to_terms(world: World, seed: int) -> None:
    chance = random.Random(seed)
    people = [*crowd(world, 6), world.person("secretary"), world.person("member")]
    actor = world.act_as("ward_officer")
    done = sum(_one(chance, world, actor, people) for _ in range(STEPS))
    world.act_as_system()
    assert done > STEPS // 4
    assert _held(OfficeTerm) == _held(Grant)
    assert Grant.objects.filter(person_id__isnull=False).count() == OfficeTerm.objects.count()


def _one(chance: random.Random, world: World, actor: Actor, people: list[UUID]) -> bool:
    """Something an office might try on some day; False when it was refused."""
    on = SINCE + timedelta(days=chance.randrange(1, SPAN))
    try:
        _tried(chance, world, actor, people, on)
    except Refused:
        return False
    return True


def _tried(chance: random.Random, world: World, actor: Actor, people: list[UUID], on: date) -> None:
    village, act = world.unit("village"), chance.randrange(10)
    if act < 5:
        until = chance.choice([None, on + timedelta(days=chance.randrange(1, 200))])
        appoint(
            actor=actor,
            person_id=chance.choice(people),
            unit_id=village,
            office=chance.choice(OF_THE_CELL),
            on=on,
            until=until,
        )
    elif act < 8:
        term = chance.choice(list(OfficeTerm.objects.filter(unit_id=village).order_by("pk")))
        end_office(actor=actor, term_id=term.pk, on=on, how=chance.choice(list(Ending)))
    elif act < 9:
        chosen = chance.sample(people, 3)
        rest = [Candidacy(p, Office.CELL_COMMITTEE_MEMBER, 9, True) for p in chosen]
        record_election(
            actor=actor,
            unit_id=village,
            kind=chance.choice(["congress", "by_election"]),
            held_on=on,
            convened=12,
            issued=12,
            collected=12,
            valid=12,
            tallies=[Candidacy(chosen[0], Office.CELL_SECRETARY, 10, True), *rest],
        )
    else:
        end_offices_of_unit(actor=actor, unit_id=village, on=on)
