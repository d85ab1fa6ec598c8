"""Which months have figures, and under whom: missed ones, late entries, moves and ends."""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.dashboards.actions.fold import fold_pending, rebuild
from nenep.dashboards.actions.keep_months import keep_months
from nenep.dashboards.models import UnitMonth
from nenep.dashboards.queries import cell_figures
from nenep.journal.actions.announce import announce
from nenep.journal.models import Outbox
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.tests.scenes import hold_evening, open_evening
from nenep.petitions.actions.forward import forward_opinion
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.models import Placement
from tests.world import SINCE, World

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def _quiet(world: World) -> None:
    """As after the worker's round: the world's own building is folded away."""
    world.act_as_system()
    Outbox.objects.all().delete()


def _row(world: World, unit: str, month: date) -> UnitMonth | None:
    world.act_as_system()
    return UnitMonth.objects.filter(unit_id=world.unit(unit), month=month).first()


def _held(world: World, month: date) -> None:
    hold_evening(actor=world.act_as("secretary"), unit_id=world.unit("village"), month=month)
    fold_pending()


def test_it_shows_a_running_month_in_which_nothing_was_told(world: World) -> None:
    _quiet(world)
    assert keep_months(on=world.today) == 3
    fold_pending()
    row = _row(world, "school", NOVEMBER)
    assert row is not None
    assert (row.cells, row.met, row.members) == (1, 0, 3)
    assert keep_months(on=world.today) == 0


def test_it_accuses_no_cell_of_months_before_it_began_with_this_system(world: World) -> None:
    _quiet(world)
    keep_months(on=world.today)
    fold_pending()
    assert _row(world, "school", OCTOBER) is None
    announce("members.enrolled", unit_id=world.unit("school"), month=date(2025, 7, 1))
    fold_pending()
    assert _row(world, "school", date(2025, 7, 1)) is None


def test_it_shows_the_month_a_known_cell_missed(world: World) -> None:
    _quiet(world)
    _held(world, SEPTEMBER)
    UnitMonth.objects.filter(unit_id=world.unit("village"), month=OCTOBER).delete()
    keep_months(on=world.today)
    fold_pending()
    row = _row(world, "village", OCTOBER)
    assert row is not None
    assert row.met == 0


def test_it_folds_the_later_months_after_a_late_entry(world: World) -> None:
    _held(world, OCTOBER)
    world.act_as_system()
    UnitMonth.objects.filter(unit_id=world.unit("village")).update(members=99)
    announce("members.completed", unit_id=world.unit("village"), month=SEPTEMBER)
    fold_pending()
    told = [_row(world, "village", month) for month in (OCTOBER, NOVEMBER)]
    assert [row.members for row in told if row] == [8, 8]


def test_it_never_takes_a_committee_for_a_cell(world: World) -> None:
    _held(world, OCTOBER)
    world.act_as_system()
    announce("members.enrolled", unit_id=world.unit("ward"), month=OCTOBER)
    fold_pending()
    row = _row(world, "ward", OCTOBER)
    assert row is not None
    assert (row.cells, row.members, row.present) == (1, 8, 6)


def test_it_sums_each_month_where_the_cell_stood(world: World) -> None:
    world.act_as_system()
    place = Placement.objects.get(unit_id=world.unit("village"))
    place.during = DateRange(SINCE, OCTOBER)
    place.save()
    Placement.objects.create(
        unit_id=world.unit("village"),
        parent_id=world.unit("other_ward"),
        during=DateRange(OCTOBER, None),
    )
    rebuild([(world.unit("village"), month) for month in (SEPTEMBER, OCTOBER)])
    stood = {
        (ward, month): _row(world, ward, month) is not None
        for ward in ("ward", "other_ward")
        for month in (SEPTEMBER, OCTOBER)
    }
    assert stood == {
        ("ward", SEPTEMBER): True,
        ("ward", OCTOBER): False,
        ("other_ward", SEPTEMBER): False,
        ("other_ward", OCTOBER): True,
    }


def test_it_keeps_the_last_evening_of_a_cell_that_ended_in_the_month(world: World) -> None:
    hold_evening(actor=world.act_as("secretary"), unit_id=world.unit("village"), month=OCTOBER)
    world.act_as_system()
    # Only the placement ends here, which no transaction could keep: it is undone at the end.
    with transaction.atomic():
        Placement.objects.filter(unit_id=world.unit("village")).update(
            during=DateRange(SINCE, date(2026, 10, 20))
        )
        rebuild([(world.unit("village"), OCTOBER), (world.unit("village"), NOVEMBER)])
        row = _row(world, "ward", OCTOBER)
        assert row is not None
        # Its members are counted where they went.
        assert (row.met, row.present, row.members) == (1, 6, 0)
        assert _row(world, "village", NOVEMBER) is None
        transaction.set_rollback(True)


def test_it_keeps_the_cell_s_own_row_when_a_group_of_it_is_told_of(world: World) -> None:
    _held(world, OCTOBER)
    system = world.act_as_system()
    group = found_unit(
        actor=system,
        name="Tổ đảng 1",
        kind="party_group",
        code="",
        parent_id=world.unit("village"),
        on=OCTOBER,
    )
    announce("group.filled", unit_id=group.pk, month=OCTOBER)
    fold_pending()
    row = _row(world, "village", OCTOBER)
    assert row is not None
    assert (row.met, row.present, row.members) == (1, 6, 8)


def test_it_charges_a_cell_only_with_the_answers_it_owes_itself(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=SEPTEMBER)
    kept, sent = (
        raise_opinion(
            actor=actor,
            meeting_id=meeting.pk,
            kind="question",
            text=text,
            needs_answer=True,
        )
        for text in ("Câu của chi bộ", "Câu chuyển lên")
    )
    late = date(2027, 1, 20)
    before = cell_figures(world.unit("village"), SEPTEMBER, day=late)
    forward_opinion(actor=actor, opinion_id=sent.pk, on=world.today)
    after = cell_figures(world.unit("village"), SEPTEMBER, day=late)
    assert before is not None
    assert after is not None
    assert (before["opinions_overdue"], after["opinions_overdue"]) == (2, 1), kept.pk
    assert (before["opinions_open"], after["opinions_open"]) == (2, 2)
