"""From an evening's records to the figures of the cell, the ward and the province."""

from datetime import date

from nenep.dashboards.actions.fold import fold_pending, rebuild
from nenep.dashboards.models import UnitMonth
from nenep.dashboards.queries import figures_of
from nenep.journal.models import Outbox
from nenep.meetings.tests.scenes import hold_evening
from tests.world import World

OCTOBER = date(2026, 10, 1)


def _met(world: World) -> None:
    actor = world.act_as("secretary")
    hold_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)


def test_it_counts_a_cell_s_evening(world: World) -> None:
    _met(world)
    fold_pending()
    world.act_as("ward_officer")
    row = UnitMonth.objects.get(unit_id=world.unit("village"), month=OCTOBER)
    # Official and probationary members and the hosted one are due; exempt, away, suspended not.
    assert (row.met, row.due, row.present) == (1, 6, 6)
    assert (row.members, row.official, row.probationary, row.exempt) == (8, 7, 1, 1)
    assert row.minutes_lasted == 105
    assert row.met_on_rule_day == 1
    assert row.papers_on_time == 1


def test_it_sums_upward_by_the_tree_of_the_day(world: World) -> None:
    _met(world)
    fold_pending()
    actor = world.act_as("province_officer")
    ids = [world.unit("ward"), world.unit("province"), world.unit("other_ward")]
    figures = figures_of(actor, ids, since=OCTOBER, until=OCTOBER)
    assert figures[world.unit("ward")][OCTOBER].present == 6
    assert figures[world.unit("province")][OCTOBER].present == 6
    assert world.unit("other_ward") not in figures


def test_it_shows_a_missed_month_as_not_met(world: World) -> None:
    rebuild([(world.unit("school"), OCTOBER)])
    actor = world.act_as("ward_officer")
    row = figures_of(actor, [world.unit("school")], since=OCTOBER, until=OCTOBER)
    figures = row[world.unit("school")][OCTOBER]
    assert (figures.met, figures.due, figures.attendance) == (0, 0, None)


def test_it_folds_again_to_the_same_figures_and_empties_the_outbox(world: World) -> None:
    _met(world)
    assert fold_pending() >= 1
    world.act_as_system()
    assert not Outbox.objects.exists()
    before = list(UnitMonth.objects.order_by("unit_id", "month").values())
    rebuild([(world.unit("village"), OCTOBER)])
    world.act_as_system()
    assert list(UnitMonth.objects.order_by("unit_id", "month").values()) == before


def test_it_hides_a_neighbour_s_figures(world: World) -> None:
    _met(world)
    fold_pending()
    actor = world.act_as("other_ward_officer")
    assert not figures_of(actor, [world.unit("village")], since=OCTOBER, until=OCTOBER)


def test_it_counts_those_absent_by_name_only_in_the_minutes(world: World) -> None:
    actor = world.act_as("secretary")
    absent = {world.person("member"): "excused", world.person("probationary"): "unexcused"}
    hold_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER, absent=absent)
    fold_pending()
    world.act_as("ward_officer")
    row = UnitMonth.objects.get(unit_id=world.unit("village"), month=OCTOBER)
    assert (row.due, row.present, row.excused, row.unexcused) == (6, 4, 1, 1)
