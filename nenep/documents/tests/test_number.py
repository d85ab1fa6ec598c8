from datetime import date

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from nenep.documents.actions.number import next_number
from nenep.documents.actions.open_series import open_series
from nenep.documents.models import NumberSeries
from nenep.kernel.errors import Forbidden, Invalid, Refused
from tests.world import World, uid

TERM = date(2025, 7, 1)


def test_it_counts_each_type_and_term_by_itself(world: World) -> None:
    world.act_as("secretary")
    cell = world.unit("village")
    given = [next_number(unit_id=cell, type_code="NQ", term_from=TERM) for _ in range(3)]
    assert given == [1, 2, 3]
    assert next_number(unit_id=cell, type_code="BB", term_from=TERM) == 1
    assert next_number(unit_id=cell, type_code="NQ", term_from=date(2030, 7, 1)) == 1


def test_it_takes_the_number_back_when_the_transaction_fails(world: World) -> None:
    world.act_as("secretary")
    cell = world.unit("village")
    kept = transaction.savepoint()
    assert next_number(unit_id=cell, type_code="NQ", term_from=TERM) == 1
    transaction.savepoint_rollback(kept)
    assert next_number(unit_id=cell, type_code="NQ", term_from=TERM) == 1


def test_it_refuses_to_give_a_number_outside_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        next_number(unit_id=uid("village"), type_code="NQ", term_from=TERM)


def test_it_goes_on_from_the_book_of_a_term_already_begun(world: World) -> None:
    actor = world.act_as("secretary")
    cell = world.unit("village")
    for _ in range(2):
        open_series(actor=actor, unit_id=cell, type_code="NQ", term_from=TERM, next_number=18)
    assert next_number(unit_id=cell, type_code="NQ", term_from=TERM) == 18
    with pytest.raises(Refused):
        open_series(actor=actor, unit_id=cell, type_code="NQ", term_from=TERM, next_number=5)
    assert NumberSeries.objects.get().next_number == 19


def test_it_opens_no_series_for_others_or_below_one(world: World) -> None:
    cell = world.unit("village")
    secretary = world.act_as("secretary")
    with pytest.raises(Invalid):
        open_series(actor=secretary, unit_id=cell, type_code="NQ", term_from=TERM, next_number=0)
    for stranger in ("member", "committee_member", "school_secretary", "ward_officer"):
        actor = world.act_as(stranger)
        with pytest.raises(Forbidden):
            open_series(actor=actor, unit_id=cell, type_code="NQ", term_from=TERM, next_number=2)
