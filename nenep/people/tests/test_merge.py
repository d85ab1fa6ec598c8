"""A person entered twice becomes one: every day once, both histories kept, refusals in words."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Office
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.actions.appoint import appoint
from nenep.people.actions.enrol import NewMember, StateSpell, enrol_members
from nenep.people.actions.merge import merge_people
from nenep.people.models import FormerCard, Membership, OfficeTerm, Person, State
from nenep.people.queries.duplicates import likely_duplicates, records_of
from nenep.people.queries.lists import people_page
from nenep.people.queries.rosters import roster_on
from nenep.people.rules.duplicates import Likeness
from tests.browsing import signed_in
from tests.world import SINCE, World

BORN = date(1981, 4, 30)
NAME = "Ksor Hoài"
MOVED = date(2026, 3, 1)


def entered(
    world: World,
    cell: str,
    *,
    since: date = SINCE,
    until: date | None = None,
    name: str = NAME,
    born: date | None = BORN,
    card: str = "",
    sex: str = "",
    states: tuple[StateSpell, ...] = (),
) -> UUID:
    (person,) = enrol_members(
        actor=world.act_as("ward_officer"),
        members=[
            NewMember(
                name,
                world.unit(cell),
                since,
                until=until,
                birth_date=born,
                card_number=card,
                sex=sex,
                states=states,
            )
        ],
    )
    return person.pk


def merged(world: World, keep: UUID, other: UUID, by: str = "ward_officer") -> Person:
    actor = world.act_as(by)
    return merge_people(actor=actor, keep_id=keep, other_id=other, on=world.today)


def spells(person: UUID) -> list[tuple[UUID, date, date | None]]:
    rows = Membership.objects.filter(person_id=person).order_by("during")
    return [(row.unit_id, row.during.lower, row.during.upper) for row in rows]


def test_it_gives_the_kept_record_the_days_it_lacks(world: World) -> None:
    now_here = entered(world, "village", since=MOVED)
    before = entered(world, "school")
    merged(world, now_here, before)
    village, school = world.unit("village"), world.unit("school")
    assert spells(now_here) == [(school, SINCE, MOVED), (village, MOVED, None)]
    assert spells(before) == [(school, SINCE, world.today)]
    assert Membership.objects.get(person_id=before).ended_as == "merged"


def test_it_counts_a_merged_person_once_a_day(world: World) -> None:
    now_here, before = entered(world, "village", since=MOVED), entered(world, "school")
    merged(world, now_here, before)
    for day in (date(2025, 8, 1), MOVED, world.today):
        here = [
            line.person_id
            for cell in ("village", "school")
            for line in roster_on(world.unit(cell), day)
            if line.person_id in (now_here, before)
        ]
        assert here == [now_here]


def test_it_fills_blanks_and_overwrites_nothing(world: World) -> None:
    keep = entered(world, "village", card="111122223333")
    other = entered(world, "village", card="444455556666", sex="f")
    person = merged(world, keep, other)
    assert (person.sex, person.card_number) == ("f", "111122223333")
    former = FormerCard.objects.get(person_id=keep)
    assert (former.number, former.until) == ("444455556666", world.today)


def test_it_takes_over_offices_with_their_access(world: World) -> None:
    keep = entered(world, "village", since=MOVED)
    other = entered(world, "village")
    actor = world.act_as("ward_officer")
    unit_id = world.unit("village")
    appoint(
        actor=actor, person_id=other, unit_id=unit_id, office=Office.CELL_COMMITTEE_MEMBER, on=SINCE
    )
    merged(world, keep, other)
    term = OfficeTerm.objects.get(person_id=keep)
    assert (term.office, term.during) == ("cell_committee_member", DateRange(SINCE, None))
    assert Grant.objects.filter(person_id=keep, during__contains=world.today).count() == 1
    assert not Grant.objects.filter(person_id=other).exists()
    assert not OfficeTerm.objects.filter(person_id=other).exists()


def test_it_takes_over_states_of_the_days_spent_there(world: World) -> None:
    exempt = StateSpell("activity_exemption", date(2026, 1, 1), date(2026, 12, 31))
    keep, other = entered(world, "village"), entered(world, "village", states=(exempt,))
    merged(world, keep, other)
    taken = State.objects.get(person_id=keep)
    assert taken.during == DateRange(date(2026, 1, 1), date(2027, 1, 1))
    assert State.objects.get(person_id=other).during.upper == world.today


def test_it_leaves_a_merged_record_out_of_lists(world: World) -> None:
    keep, other = entered(world, "village"), entered(world, "village")
    merged(world, keep, other)
    actor = world.act_as("ward_officer")
    listed = {line.person_id for line in people_page(actor, world.unit("ward"), world.today).lines}
    assert keep in listed
    assert other not in listed


def test_it_is_done_once(world: World) -> None:
    keep, other = entered(world, "village", since=MOVED), entered(world, "school")
    merged(world, keep, other)
    before = spells(keep)
    merged(world, keep, other)
    assert spells(keep) == before
    told = Entry.objects.filter(verb="people.merged", object_id=keep)
    assert told.count() == 2  # one in each cell, and no more
    assert told[0].facts == {"other": str(other), "on": world.today.isoformat()}


def test_it_knows_all_records_of_a_person(world: World) -> None:
    first, second, third = (entered(world, "village") for _ in range(3))
    merged(world, second, third)
    merged(world, first, second)
    for one in (first, second, third):
        assert set(records_of(one)) == {first, second, third}
    assert records_of(world.person("member")) == [world.person("member")]


def test_it_moves_rows_of_another_ward_too(world: World) -> None:
    """Who came by a transfer has days in a ward this office cannot look into."""
    keep, other = entered(world, "village", since=MOVED), entered(world, "school", since=MOVED)
    world.act_as_system()
    Membership.objects.create(
        person_id=other,
        unit_id=world.unit("other_cell"),
        standing="official",
        during=DateRange(SINCE, MOVED),
        ended_as="transferred",
    )
    merged(world, keep, other)
    world.act_as_system()
    assert spells(keep)[0] == (world.unit("other_cell"), SINCE, MOVED)


def test_it_keeps_the_guards_of_the_database(world: World) -> None:
    keep, other = entered(world, "village", since=MOVED), entered(world, "village")
    actor = world.act_as("ward_officer")
    appoint(
        actor=actor,
        person_id=other,
        unit_id=world.unit("village"),
        office=Office.CELL_COMMITTEE_MEMBER,
        on=SINCE,
    )
    merged(world, keep, other)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_it_refuses_two_who_are_not_alike(world: World) -> None:
    keep, other = entered(world, "village"), entered(world, "village", born=date(1990, 1, 1))
    with pytest.raises(Refused, match="khác nhau"):
        merged(world, keep, other)
    assert spells(other)[0][2] is None


def test_it_refuses_one_record_with_itself(world: World) -> None:
    keep = entered(world, "village")
    with pytest.raises(Invalid, match="cùng một hồ sơ"):
        merged(world, keep, keep)


def test_it_refuses_to_lose_an_account(world: World) -> None:
    signs_in = world.people["member"]
    again = entered(world, "village", name=signs_in.name, born=signs_in.birth)
    with pytest.raises(Refused, match="đổi chiều"):
        merged(world, again, signs_in.id)
    assert merged(world, signs_in.id, again).pk == signs_in.id


def test_it_refuses_two_accounts(world: World) -> None:
    one, other = world.people["member"], world.people["teacher"]
    world.act_as_system()
    Person.objects.filter(pk=other.id).update(full_name=one.name, birth_date=one.birth)
    with pytest.raises(Refused, match="Cả hai hồ sơ đều có tài khoản"):
        merged(world, one.id, other.id)


def test_it_refuses_secretaries_of_two_cells(world: World) -> None:
    keep, other = entered(world, "village"), entered(world, "school")
    actor = world.act_as("ward_officer")
    for person, cell, office in (
        (keep, "village", Office.CELL_COMMITTEE_MEMBER),
        (other, "school", Office.DEPUTY_CELL_SECRETARY),
    ):
        appoint(actor=actor, person_id=person, unit_id=world.unit(cell), office=office, on=MOVED)
    with pytest.raises(Refused, match="một người không giữ cả hai") as refused:
        merged(world, keep, other)
    assert "01/03/2026" in str(refused.value)
    assert "Trường Tiểu học Lồ Ô" in str(refused.value)


def test_it_refuses_a_record_merged_elsewhere(world: World) -> None:
    first, second, third = (entered(world, "village") for _ in range(3))
    merged(world, first, second)
    with pytest.raises(Refused, match="đã được gộp"):
        merged(world, third, second)


def test_it_is_the_office_s_work_and_only_within_its_reach(world: World) -> None:
    keep, other = entered(world, "village"), entered(world, "village")
    with pytest.raises(Forbidden):
        merged(world, keep, other, by="secretary")
    with pytest.raises(Absent):
        merged(world, keep, other, by="other_ward_officer")


def test_it_finds_pairs_with_their_reasons(world: World) -> None:
    keep = entered(world, "village", card="111122223333")
    other = entered(world, "village", card="111122223333")
    entered(world, "village", name="Ksor Hoài", born=date(1999, 9, 9))
    actor = world.act_as("ward_officer")
    (pair,) = likely_duplicates(actor, world.unit("ward"), world.today)
    assert {pair.one.person_id, pair.other.person_id} == {keep, other}
    assert pair.how is Likeness.SAME
    assert [key.words for key in pair.keys] == [
        "cùng họ và tên",
        "cùng ngày sinh 30/04/1981",
        "cùng số thẻ",
        "cùng chi bộ",
    ]
    assert likely_duplicates(actor, world.unit("school"), world.today) == []


def test_it_shows_and_merges_on_the_page(world: World) -> None:
    keep, other = entered(world, "village"), entered(world, "school")
    client = signed_in(world, "ward_officer")
    listed = client.get(f"/units/{world.unit('ward')}/duplicates/").content.decode()
    assert "có thể trùng" in listed or "rất giống" in listed
    address = f"/persons/{keep}/merger/?other={other}"
    page = client.get(address).content.decode()
    assert "Gộp vào hồ sơ giữ lại" in page
    answer = client.post(f"/persons/{keep}/merger/", {"other": str(other)})
    assert answer.status_code == 302
    world.act_as("ward_officer")
    assert Person.objects.get(pk=other).merged_into_id == keep
    assert "đã được gộp" in client.get(address).content.decode()
    assert f"/persons/{other}/" in client.get(f"/persons/{keep}/").content.decode()
    old = client.get(f"/persons/{other}/").content.decode()
    assert "hồ sơ đã gộp" in old
    assert f'href="/persons/{keep}/"' in old
    assert "Chuyển sinh hoạt</a>" not in old


def test_it_says_on_the_page_why_not(world: World) -> None:
    keep, other = entered(world, "village"), entered(world, "village", born=date(1990, 1, 1))
    client = signed_in(world, "ward_officer")
    address = f"/persons/{keep}/merger/"
    assert "không gộp" in client.get(f"{address}?other={other}").content.decode()
    assert client.post(address, {"other": str(other)}).status_code == 422
    assert client.post(address, {"other": "?"}).status_code == 302


def test_it_forbids_the_page_to_a_secretary(world: World) -> None:
    keep, other = entered(world, "village"), entered(world, "village")
    client = signed_in(world, "secretary")
    assert client.get(f"/persons/{keep}/merger/?other={other}").status_code == 403
    assert client.get(f"/units/{world.unit('village')}/duplicates/").status_code == 403
