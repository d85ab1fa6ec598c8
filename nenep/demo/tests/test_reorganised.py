"""The reorganisation as loaded: figures of both trees, and who reads what the old units left."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, Q, QuerySet

from nenep.access.models import Grant, UnitPath
from nenep.access.rules import Office
from nenep.access.scope import enter_account
from nenep.dashboards.actions.fold import rebuild
from nenep.dashboards.models import UnitMonth
from nenep.demo.rules import demo_today, uid
from nenep.demo.story.calendar import REORGANISED
from nenep.demo.story.life import tell
from nenep.demo.story.units import CITY, PROVINCE, WARDS, tree
from nenep.identity.models import Account
from nenep.kernel import clock
from nenep.people.models import LEAVINGS, Membership, Person
from nenep.structure.models import Succession
from nenep.structure.queries.units import cells_below_on, unit_on

EVE = date.fromordinal(REORGANISED.toordinal() - 1)
ENDED = [unit for unit in tree() if unit.until is not None]
ENDED_CELLS = [unit for unit in ENDED if unit.cell_kind is not None]


def test_it_finds_everybody_once_on_either_side_or_tells_why_not(loaded: None) -> None:
    everybody = {uid(person.key) for person in tell().cast.people}
    before, after = _people_on(EVE), _people_on(REORGANISED)
    gone = _told().filter(during__endswith__lte=EVE, ended_as__in=LEAVINGS)
    come = _told().filter(during__startswith__gte=REORGANISED, begun_as="admitted")
    explained = {
        *gone.values_list("person_id", flat=True),
        *come.values_list("person_id", flat=True),
    }
    assert before == after
    assert everybody - before <= explained
    twice = Person.objects.annotate(
        cells=Count("memberships", filter=Q(memberships__during__contains=REORGANISED))
    )
    assert not twice.filter(cells__gt=1).exists()


@pytest.mark.parametrize("day", [date(2024, 6, 30), EVE, REORGANISED, date(2026, 11, 1)])
def test_it_counts_the_tree_of_a_day_by_the_people_of_that_day(loaded: None, day: date) -> None:
    cells = [view.id for view in cells_below_on(uid(PROVINCE), day)]
    here = Membership.objects.filter(unit_id__in=cells, during__contains=day)
    assert here.count() == len(_people_on(day)) > 1300


def test_it_folds_the_city_of_2024_and_the_wards_of_2026(loaded: None) -> None:
    for month, day, tops in (
        (date(2024, 6, 1), date(2024, 6, 30), (CITY,)),
        (date(2026, 10, 1), date(2026, 10, 31), WARDS[1:]),
    ):
        for top in tops:
            cells = [view.id for view in cells_below_on(uid(top), day)]
            rebuild({(cell, month) for cell in cells})
            figures = UnitMonth.objects.get(unit_id=uid(top), month=month)
            assert figures.cells == len(cells)
            assert figures.members == _members_told(month, day, cells)
            assert figures.members == figures.official + figures.probationary


def test_it_calls_units_what_they_were_called_and_coded_then(loaded: None) -> None:
    then, now = unit_on(uid("dien-luc"), EVE), unit_on(uid("dien-luc"), REORGANISED)
    assert (then.kind, then.code, then.parent_id) == (
        "grassroots_cell", "98001023000000", uid(CITY),
    )  # fmt: skip
    assert (now.kind, now.code) == ("party_cell", "98102000000007")
    assert unit_on(uid("cho-suong-tdp-1"), EVE).name == "Chi bộ tổ dân phố 1"
    assert unit_on(uid("cho-suong-tdp-1"), REORGANISED).name == "Chi bộ tổ dân phố 11"


def test_it_names_a_successor_of_every_unit_that_ended(loaded: None) -> None:
    named = dict(Succession.objects.values_list("unit_id", "successor_id"))
    assert named == {uid(unit.key): uid(unit.successor) for unit in ENDED}
    kept = UnitPath.objects.filter(standing="kept").values_list("unit_id", flat=True)
    assert set(kept) == set(named)


@pytest.mark.parametrize("ward", WARDS)
def test_it_shows_old_records_to_the_successor_s_office_and_no_other(
    loaded: None, ward: str
) -> None:
    mine = {uid(unit.key) for unit in ENDED_CELLS if _keeper(unit.key) == ward}
    assert mine
    with _office_of(ward):
        read, reach = _read_by_the_policies(), _reach()
    assert read & {uid(unit.key) for unit in ENDED_CELLS} == mine
    others = {uid(unit.key) for unit in ENDED_CELLS} - mine
    assert not reach & others
    assert mine <= reach


def _people_on(day: date) -> set[UUID]:
    return set(_told().filter(during__contains=day).values_list("person_id", flat=True))


def _told() -> QuerySet[Membership]:
    """Spells of the demo: the database of the tests holds a small world of its own as well."""
    return Membership.objects.filter(unit_id__in=[uid(unit.key) for unit in tree()])


def _members_told(month: date, day: date, cells: list[UUID]) -> int:
    """By the roll of the evening where one was held, else of the month's last day."""
    held = month.replace(day=3) if month.year == 2026 else day
    keys = {uid(unit.key): unit.key for unit in tree()}
    count = 0
    for cell in cells:
        met = (keys[cell], month.month) not in {("ho-nho-thon-2", 10)}
        on = held if met else day
        count += sum(
            m.cell == keys[cell] and m.since <= on and (m.until is None or on < m.until)
            for m in tell().cast.memberships
        )
    return count


def _keeper(key: str) -> str:
    """The ward of today under which the records of an ended cell are kept."""
    units = {unit.key: unit for unit in tree()}
    while key not in WARDS:
        unit = units[key]
        key = unit.successor or unit.placements[-1].parent
    return key


@contextmanager
def _office_of(ward: str) -> Iterator[None]:
    """Act as a committee's office made for the purpose; its writing is taken back."""
    with transaction.atomic():
        account = Account.objects.create(
            id=uid(f"test:{ward}"), login=f"test-{ward}", label="test",
            created_at=clock.now(),
        )  # fmt: skip
        Grant.objects.create(
            account=account, unit_id=uid(ward), office=Office.COMMITTEE_OFFICE.value,
            during=DateRange(REORGANISED, None),
        )  # fmt: skip
        with transaction.atomic():
            actor = enter_account(account.pk, using="default")
            assert actor is not None
            assert clock.today() == demo_today()
            yield
            transaction.set_rollback(True)
        transaction.set_rollback(True)


def _read_by_the_policies() -> set[UUID]:
    """Units whose spells the policies open: asked in their own words, for the owner who loaded
    the story is not bound by them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(qual, ' or ') from pg_policies"
            " where tablename = 'people_membership' and cmd = 'SELECT'"
        )
        opened = cursor.fetchone()[0]
        cursor.execute(f"select distinct unit_id from people_membership where {opened}")
        return {row[0] for row in cursor.fetchall()}


def _reach() -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select access_units('records')")
        return {row[0] for row in cursor.fetchall()}
