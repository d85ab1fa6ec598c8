"""Who counts on a day, over any life and any day: more than ten thousand of them."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenep.people.rules.counting import UNRULED, Base, Counted, counting_rules
from nenep.people.rules.denominators import (
    UnitCounts,
    denominators,
    members_counted,
    summed,
)
from nenep.people.rules.reckoning import Belonging, Counting, reckon
from nenep.people.rules.standing import Spell, Standing, Votes
from nenep.people.tests.lives import CELLS, ONE_DAY, Moment, lives, moments, rules_of
from nenep.rulebook.rules.national import national

WHO, HERE, ELSEWHERE = UUID(int=7), CELLS[0], CELLS[1]
ON = date(2026, 11, 3)


def many(examples: int) -> settings:
    """Pure code: as many examples as asked for, no clock."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def everywhere(moment: Moment) -> dict[UUID, dict[Base, Counting]]:
    """The person's counting in every cell that has anything to do with it that day."""
    found = {
        cell: reckon(moment.person, cell_id=cell, on=moment.on, rules=moment.rules)
        for cell in CELLS
    }
    return {cell: dict(one.countings) for cell, one in found.items() if one is not None}


def cells_with(
    countings: dict[UUID, dict[Base, Counting]], base: Base, *counts: Counted
) -> set[UUID]:
    return {cell for cell, of in countings.items() if of[base].counts in counts}


@many(3000)
@given(moments())
def test_it_counts_nobody_twice_on_any_day(moment: Moment) -> None:
    found = everywhere(moment)
    home = set() if moment.person.merged or moment.home is None else {moment.home}
    assert cells_with(found, Base.STATISTICS, Counted.YES) == home
    assert len(cells_with(found, Base.ATTENDANCE, *set(Counted) - {Counted.NO})) <= 1
    for base in (Base.ORDINARY_VOTE, Base.TWO_THIRDS_VOTE, Base.RATING):
        assert cells_with(found, base, Counted.YES, Counted.IF_PRESENT) <= home
    assert len(found) <= 2


@many(2500)
@given(moments())
def test_it_answers_every_day_and_cites_only_what_was_in_force(moment: Moment) -> None:
    found = everywhere(moment)
    assert (moment.home in found) == (moment.home is not None and not moment.person.merged)
    for of in found.values():
        assert set(of) == set(Base)
        for counting in of.values():
            assert counting.because
            assert counting.clause
            assert counting.basis
            if counting.citation is not None:
                assert counting.citation.document.in_force_on(moment.on)


@many(2000)
@given(moments())
def test_it_keeps_each_base_within_the_wider_one(moment: Moment) -> None:
    for of in everywhere(moment).values():
        yes = {base for base in Base if of[base].counts is Counted.YES}
        hosted = of[Base.STATISTICS].standing is Standing.HOSTED
        if Base.ORDINARY_VOTE in yes:
            assert Base.ATTENDANCE in yes
        if Base.ATTENDANCE in yes:
            assert hosted != (Base.STATISTICS in yes)
        if Base.RATING in yes:
            assert Base.STATISTICS in yes
        assert of[Base.ORDINARY_VOTE].counts is of[Base.TWO_THIRDS_VOTE].counts


@many(1500)
@given(moments())
def test_it_does_not_care_about_the_order_of_rows(moment: Moment) -> None:
    person = moment.person
    turned = replace(
        person,
        memberships=person.memberships[::-1],
        stays=person.stays[::-1],
        states=person.states[::-1],
    )
    assert everywhere(moment) == everywhere(Moment(turned, moment.on))


@many(1500)
@given(moments())
def test_it_lays_on_a_roll_what_the_denominators_say(moment: Moment) -> None:
    for cell in CELLS:
        found = reckon(moment.person, cell_id=cell, on=moment.on, rules=moment.rules)
        if found is None:
            continue
        roll = found.counts_as
        assert roll.due == (found.countings[Base.ATTENDANCE].counts is Counted.YES)
        always = found.countings[Base.ORDINARY_VOTE].counts is Counted.YES
        assert (roll.votes is Votes.ALWAYS) == always
        assert roll.official or roll.votes is Votes.NEVER


@many(1000)
@given(
    st.lists(lives(), max_size=6),
    st.lists(st.integers(0, 9), min_size=len(CELLS), max_size=len(CELLS)),
    st.dates(date(2010, 1, 1), date(2027, 12, 31)),
    st.permutations(range(6)),
)
def test_it_adds_up_over_the_tree(
    people: list[Belonging], parents: list[int], on: date, order: list[int]
) -> None:
    people = [replace(one, person_id=UUID(int=n)) for n, one in enumerate(people, start=1)]
    mixed = [people[n] for n in order if n < len(people)]
    rules = rules_of(on)
    own = {cell: members_counted(mixed * 2, cell_id=cell, on=on, rules=rules) for cell in CELLS}
    # Each cell under one of the committees above it, the first committee under none.
    committees = [UUID(int=2000 + n) for n in range(10)]
    tree = [(one, committees[(n - 1) // 2] if n else None) for n, one in enumerate(committees)]
    units = [*tree, *zip(CELLS, (committees[n] for n in parents), strict=True)]
    totals = summed(units, own)
    members = [one for one in people if not one.merged and Moment(one, on).home]
    assert totals[committees[0]].total == len(members)
    for unit, _ in tree:
        below = [totals[one] for one, superior in units if superior == unit]
        assert totals[unit] == sum(below, UnitCounts())
    in_cells = [
        person
        for cell in CELLS
        for person in denominators(mixed, cell_id=cell, on=on, rules=rules)[Base.STATISTICS].of(
            Counted.YES
        )
    ]
    assert sorted(in_cells) == sorted(one.person_id for one in members)


@many(500)
@given(
    st.sampled_from(["activity_exemption", "temporary_exemption", "away", "suspended"]),
    st.integers(1, 300),
    st.dates(date(2012, 4, 1), date(2027, 1, 1)),
)
def test_it_counts_again_from_the_day_after_the_last(kind: str, days: int, since: date) -> None:
    until = date.fromordinal(since.toordinal() + days)
    person = Belonging(
        WHO,
        memberships=(Spell("official", date(2011, 2, 1), None, unit_id=HERE),),
        states=(Spell(kind, since, until),),
    )
    found = {
        day: reckon(person, cell_id=HERE, on=day, rules=rules_of(day))
        for day in (since - ONE_DAY, since, until - ONE_DAY, until)
    }
    due = {day: one is not None and one.counts_as.due for day, one in found.items()}
    assert due == {
        **dict.fromkeys((since - ONE_DAY, until), True),
        **dict.fromkeys((since, until - ONE_DAY), False),
    }


@many(500)
@given(st.dates(date(2011, 1, 1), date(2027, 1, 1)), st.integers(1, 900))
def test_it_begins_on_the_first_day_and_is_over_on_the_first_day_after(
    since: date, days: int
) -> None:
    until = date.fromordinal(since.toordinal() + days)
    person = Belonging(
        WHO,
        memberships=(
            Spell("official", since, until, unit_id=HERE, ended_as="transferred"),
            Spell("official", until, None, unit_id=ELSEWHERE),
        ),
    )
    homes = {
        day: [cell for cell in CELLS if reckon(person, cell_id=cell, on=day) is not None]
        for day in (since - ONE_DAY, since, until - ONE_DAY, until)
    }
    assert homes[since - ONE_DAY] == []
    assert homes[since] == homes[until - ONE_DAY] == [HERE]
    assert homes[until] == [ELSEWHERE]


def _here(*states: Spell, kind: str = "official", **more: object) -> dict[Base, Counting]:
    person = Belonging(
        WHO,
        memberships=(Spell(kind, date(2020, 1, 1), None, unit_id=HERE),),
        states=states,
    )
    person = replace(person, **more)  # type: ignore[arg-type]
    found = reckon(person, cell_id=HERE, on=ON, rules=counting_rules(national(), on=ON))
    assert found is not None
    return dict(found.countings)


def _of(countings: dict[Base, Counting]) -> list[str]:
    return [countings[base].counts.value for base in Base]


def test_it_counts_each_standing_as_the_table_says() -> None:
    def state(kind: str) -> Spell:
        return Spell(kind, date(2026, 1, 1), None)

    assert _of(_here()) == ["yes", "yes", "yes", "yes", "yes"]
    assert _of(_here(kind="probationary")) == ["yes", "no", "no", "yes", "yes"]
    exempt = ["no", "if_present", "if_present", "yes", "no"]
    assert _of(_here(state("activity_exemption"))) == exempt
    assert _of(_here(state("temporary_exemption"))) == exempt
    on_the_way = ["no", "if_present", "if_present", "yes", "yes"]
    assert _of(_here(state("away"))) == on_the_way
    assert _of(_here(state("transferring"))) == on_the_way
    assert _of(_here(state("suspended"))) == ["no", "no", "no", "yes", "no"]


def test_it_takes_the_least_of_all_that_holds() -> None:
    exempt = Spell("activity_exemption", date(2026, 1, 1), None)
    both = _here(exempt, kind="probationary")
    assert _of(both) == ["no", "no", "no", "yes", "no"]
    assert both[Base.ORDINARY_VOTE].because == "Đảng viên dự bị"
    assert both[Base.ATTENDANCE].because == "Miễn sinh hoạt"
    away = Spell("away", date(2026, 1, 1), None)
    assert _of(_here(away, exempt)) == _of(_here(exempt))


def test_it_treats_a_member_hosted_elsewhere_as_away_without_being_told() -> None:
    stay = Spell("hosted", date(2026, 9, 1), date(2027, 3, 1), unit_id=ELSEWHERE)
    home = _here(stays=(stay,))
    assert home[Base.ATTENDANCE].reason == "Tạm vắng nơi khác đến 28/02/2027, không phải dự"
    person = Belonging(
        WHO,
        memberships=(Spell("official", date(2020, 1, 1), None, unit_id=HERE),),
        stays=(stay,),
    )
    host = reckon(person, cell_id=ELSEWHERE, on=ON)
    assert host is not None
    assert _of(dict(host.countings)) == ["yes", "no", "no", "no", "no"]


def test_it_expects_nobody_suspended_or_exempt_as_a_guest_and_does_not_say_which() -> None:
    person = Belonging(
        WHO,
        memberships=(Spell("official", date(2020, 1, 1), None, unit_id=HERE),),
        stays=(Spell("hosted", date(2026, 9, 1), None, unit_id=ELSEWHERE),),
        states=(Spell("suspended", date(2026, 10, 1), None, "Quyết định 01"),),
    )
    host = reckon(person, cell_id=ELSEWHERE, on=ON)
    assert host is not None
    assert host.standing is Standing.HOSTED
    assert not host.counts_as.due
    told = host.countings[Base.ATTENDANCE]
    assert (told.because, told.provision) == ("Chi bộ nơi đi đang cho miễn hoặc đình chỉ", "")


def test_it_has_no_guest_who_has_left_the_party() -> None:
    gone = Spell("official", date(2020, 1, 1), date(2026, 10, 1), "", HERE, "removal")
    stay = Spell("hosted", date(2026, 9, 1), None, unit_id=ELSEWHERE)
    person = Belonging(WHO, memberships=(gone,), stays=(stay,))
    assert reckon(person, cell_id=ELSEWHERE, on=date(2026, 9, 30)) is not None
    assert reckon(person, cell_id=ELSEWHERE, on=date(2026, 10, 1)) is None
    from_outside = Belonging(WHO, stays=(stay,))
    assert reckon(from_outside, cell_id=ELSEWHERE, on=ON) is not None


def test_it_rates_a_new_member_after_six_months() -> None:
    def rated(on: date, entered: date | None) -> Counting:
        person = Belonging(
            WHO,
            memberships=(Spell("probationary", date(2026, 5, 31), None, unit_id=HERE),),
            entered_on=entered,
        )
        found = reckon(person, cell_id=HERE, on=on, rules=counting_rules(national(), on=on))
        assert found is not None
        return found.countings[Base.RATING]

    new = rated(date(2026, 11, 29), date(2026, 5, 31))
    assert (new.counts, new.because) == (Counted.NO, "Mới kết nạp, chưa đủ 6 tháng")
    assert new.citation is not None
    assert new.citation.document.code == "QD09TU_2025"
    assert rated(date(2026, 11, 29), None).counts is Counted.NO
    assert rated(date(2026, 11, 30), date(2026, 5, 31)).counts is Counted.YES
    assert rated(date(2026, 11, 29), date(2026, 3, 1)).counts is Counted.YES


def test_it_gives_the_provision_read_in_its_time_and_our_reading_later() -> None:
    def basis(on: date) -> str:
        rules = counting_rules(national(), on=on)
        return str(rules.line(Base.ORDINARY_VOTE, Standing.EXEMPT).citation)

    assert basis(date(2026, 3, 3)) == "Quy định 294-QĐ/TW ngày 26/05/2025, điểm 9.3.2"
    assert basis(date(2026, 11, 3)).startswith("Quy định 208-QĐ/TW ngày 26/07/2026 (")
    assert "cách hiểu của phần mềm" in basis(date(2026, 11, 3))


def test_it_says_where_no_rule_is_known_and_answers_all_the_same() -> None:
    on = date(2008, 3, 3)
    assert counting_rules(national(), on=on) == UNRULED
    person = Belonging(WHO, memberships=(Spell("official", on, None, unit_id=HERE),))
    found = denominators([person], cell_id=HERE, on=on)
    assert all(found[base].of(Counted.YES) == (WHO,) for base in Base)
    assert all("chưa biết quy định" in one.basis for d in found.values() for one in d.people)


def test_it_agrees_with_itself_between_years_without_and_with_a_rule() -> None:
    days = [date(2008, 3, 3), date(2013, 3, 3), date(2019, 3, 3), date(2026, 3, 3), ON]
    tables = [counting_rules(national(), on=day) for day in days]
    for earlier, later in pairwise(tables):
        for base in (Base.ATTENDANCE, Base.ORDINARY_VOTE, Base.STATISTICS):
            for standing in Standing:
                before, after = earlier.line(base, standing), later.line(base, standing)
                assert before.counts is after.counts
