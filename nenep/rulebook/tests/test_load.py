"""Publishing rules into the database, and reading them back in one query."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.db import ProgrammingError, connections, transaction
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import SYSTEM
from nenep.kernel.errors import Forbidden
from nenep.rulebook.actions.load import load_national, load_override
from nenep.rulebook.models import Edition, Parameter, ScoreTemplate
from nenep.rulebook.queries import rules_in_force, unit_path
from nenep.rulebook.rules.national import national
from nenep.rulebook.rules.reading import BrokenFile
from nenep.rulebook.tests.files import OVERRIDE
from tests.world import World

ON = date(2026, 11, 3)
BOTH = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def as_owner(world: World) -> Iterator[World]:
    """Rules are written by the tables' owner, as ``nenep migrate`` and ``rulebook load`` are."""
    serving = connections["default"]
    connections["default"] = connections["owner"]
    try:
        with transaction.atomic():
            world.act_as_system()
            yield world
    finally:
        connections["default"] = serving


@BOTH
def test_it_loads_the_national_rules_once(as_owner: World) -> None:
    edition = load_national(actor=SYSTEM)
    again = load_national(actor=SYSTEM)
    assert again.number == edition.number
    assert Parameter.objects.filter(unit_id=None).count() == len(
        [p for name in national().names() for p in national().history(name)]
    )


@BOTH
def test_it_reads_back_what_the_files_say_in_one_query(as_owner: World) -> None:
    load_national(actor=SYSTEM)
    for _ in range(2):
        with CaptureQueriesContext(connections["default"]) as queries:
            rules = rules_in_force()
        assert len(queries) == 1
    for name in national().names():
        assert rules.find(name, on=ON) == national().find(name, on=ON)
    assert rules.score_sheet(on=ON) == national().score_sheet(on=ON)
    assert set(rules.agendas) == set(national().agendas)


@BOTH
def test_it_lets_a_unit_set_its_own_and_leaves_others_alone(as_owner: World) -> None:
    load_national(actor=SYSTEM)
    province = as_owner.unit("province")
    load_override(actor=SYSTEM, unit_id=province, content=OVERRIDE, file="son-ha.yaml")
    rules = rules_in_force()
    path = (province, as_owner.unit("ward"), as_owner.unit("village"))
    assert rules.value("meeting.min_minutes", on=ON, unit_path=path).whole == 75
    assert rules.value("meeting.min_minutes", on=ON).whole == 90
    replaced = OVERRIDE.replace("value: 75", "value: 80")
    load_override(actor=SYSTEM, unit_id=province, content=replaced, file="son-ha.yaml")
    assert rules_in_force().value("meeting.min_minutes", on=ON, unit_path=path).whole == 80


@BOTH
def test_it_loads_nothing_of_a_broken_file(as_owner: World) -> None:
    before = Edition.objects.count()
    with pytest.raises(BrokenFile):
        load_override(
            actor=SYSTEM,
            unit_id=as_owner.unit("ward"),
            content=OVERRIDE.replace("75", "x"),
            file="son-ha.yaml",
        )
    assert Edition.objects.count() == before


def test_it_refuses_somebody_who_may_not_set_rules(world: World) -> None:
    secretary = world.act_as("secretary")
    with pytest.raises(Forbidden):
        load_national(actor=secretary)
    with pytest.raises(Forbidden):
        load_override(
            actor=secretary, unit_id=world.unit("village"), content=OVERRIDE, file="x.yaml"
        )


def test_it_cannot_be_written_by_the_serving_role(world: World) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ScoreTemplate.objects.all().delete()


def test_it_finds_the_path_of_a_unit_by_code_or_id(world: World) -> None:
    world.act_as_system()
    path: tuple[UUID, ...] = unit_path("99101001000001")
    assert path == (world.unit("province"), world.unit("ward"), world.unit("village"))
    assert unit_path(str(world.unit("village"))) == path
