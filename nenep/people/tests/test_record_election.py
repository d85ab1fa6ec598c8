"""An election with its totals installs whom it elected and ends whom it replaced, in one act."""

from collections.abc import Sequence
from datetime import date

import pytest

from nenep.access.models import Grant
from nenep.access.rules import Office
from nenep.kernel.errors import Forbidden, Invalid, Refused
from nenep.people.actions.record_election import record_election
from nenep.people.models import Election, OfficeTerm, Tally
from nenep.people.rules.elections import Candidacy
from nenep.people.rules.offices import ELECTED
from tests.world import SINCE, World

ON = date(2026, 10, 5)
SECRETARY, DEPUTY, MEMBER = (
    Office.CELL_SECRETARY,
    Office.DEPUTY_CELL_SECRETARY,
    Office.CELL_COMMITTEE_MEMBER,
)


def _record(
    world: World,
    told: Sequence[tuple[str, Office, int, bool]],
    *,
    by: str = "ward_officer",
    kind: str = "congress",
    on: date = ON,
    valid: int = 5,
) -> Election:
    return record_election(
        actor=world.act_as(by),
        unit_id=world.unit("village"),
        kind=kind,
        held_on=on,
        convened=6,
        issued=6,
        collected=6,
        valid=valid,
        tallies=[Candidacy(world.person(who), *rest) for who, *rest in told],  # type: ignore[arg-type]
    )


def _holders(world: World, on: date = ON) -> set[tuple[str, str]]:
    keys = {world.person(key): key for key in world.people}
    terms = OfficeTerm.objects.filter(
        unit_id=world.unit("village"), office__in=ELECTED, during__contains=on
    )
    return {(keys[term.person_id], term.office) for term in terms}


CONGRESS = [
    ("deputy", MEMBER, 5, True),
    ("member", MEMBER, 4, True),
    ("committee_member", MEMBER, 2, False),
    ("deputy", SECRETARY, 5, True),
    ("member", DEPUTY, 4, True),
]


def test_it_installs_the_elected_and_ends_the_committee_before(world: World) -> None:
    election = _record(world, CONGRESS)
    assert _holders(world) == {
        ("deputy", "cell_committee_member"),
        ("deputy", "cell_secretary"),
        ("member", "cell_committee_member"),
        ("member", "deputy_cell_secretary"),
    }
    before = OfficeTerm.objects.get(person_id=world.person("secretary"))
    assert (before.during.upper, before.ended_as) == (ON, "term_over")
    assert {term.election_id for term in OfficeTerm.objects.filter(during__contains=ON)} >= {
        election.pk
    }
    grants = Grant.objects.filter(
        unit_id=world.unit("village"), office__in=ELECTED, during__contains=ON
    )
    assert {grant.person_id for grant in grants} == {
        world.person("deputy"),
        world.person("member"),
    }


def test_it_changes_nothing_when_told_twice(world: World) -> None:
    first = _record(world, CONGRESS)
    terms = OfficeTerm.objects.count()
    assert _record(world, CONGRESS).pk == first.pk
    assert OfficeTerm.objects.count() == terms
    with pytest.raises(Refused, match="giữ nguyên"):
        _record(world, CONGRESS[:1])


def test_it_replaces_only_the_secretary_in_a_by_election(world: World) -> None:
    _record(world, [("member", SECRETARY, 5, True)], kind="by_election")
    assert _holders(world) == {
        ("member", "cell_secretary"),
        ("deputy", "deputy_cell_secretary"),
        ("committee_member", "cell_committee_member"),
    }
    before = OfficeTerm.objects.get(person_id=world.person("secretary"))
    assert before.ended_as == "replaced"


def test_it_opens_a_new_term_for_who_is_elected_again(world: World) -> None:
    _record(world, [("secretary", SECRETARY, 5, True)])
    terms = OfficeTerm.objects.filter(person_id=world.person("secretary")).order_by("during")
    assert [(t.during.lower, t.during.upper) for t in terms] == [(SINCE, ON), (ON, None)]


def test_it_bounds_an_election_of_the_past_by_what_followed(world: World) -> None:
    _record(world, [("member", SECRETARY, 5, True)], on=date(2026, 10, 5))
    _record(world, [("deputy", SECRETARY, 5, True)], on=date(2026, 3, 3))
    middle = OfficeTerm.objects.get(person_id=world.person("deputy"), office="cell_secretary")
    assert (middle.during.lower, middle.during.upper) == (date(2026, 3, 3), date(2026, 10, 5))
    assert _holders(world, date(2026, 11, 1)) == {("member", "cell_secretary")}


def test_it_names_the_election_on_a_term_already_known(world: World) -> None:
    election = _record(world, [("secretary", SECRETARY, 5, True)], on=SINCE)
    term = OfficeTerm.objects.get(person_id=world.person("secretary"))
    assert (term.election_id, term.during.lower) == (election.pk, SINCE)


@pytest.mark.parametrize("key", ["probationary", "teacher", "hosted"])
def test_it_refuses_who_may_not_hold_the_office(world: World, key: str) -> None:
    with pytest.raises(Refused):
        _record(world, [(key, MEMBER, 5, True)])


def test_it_keeps_the_tally_of_who_was_not_elected(world: World) -> None:
    _record(world, CONGRESS)
    lost = Tally.objects.get(person_id=world.person("committee_member"))
    assert (lost.votes, lost.elected) == (2, False)


def test_it_refuses_totals_that_contradict_and_writes_nothing(world: World) -> None:
    with pytest.raises(Invalid):
        _record(world, [("member", MEMBER, 6, True)])
    with pytest.raises(Refused, match="chưa quá một nửa"):
        _record(world, [("member", MEMBER, 2, True)])
    assert Election.objects.count() == 0
    assert ("secretary", "cell_secretary") in _holders(world)


def test_it_refuses_an_election_before_the_unit(world: World) -> None:
    with pytest.raises(Refused, match="được lập ngày"):
        _record(world, CONGRESS, on=date(2025, 6, 30))


def test_it_is_refused_to_the_cell_and_read_by_its_members_only(world: World) -> None:
    with pytest.raises(Forbidden):
        _record(world, CONGRESS, by="secretary")
    _record(world, CONGRESS)
    world.act_as("member")
    assert (Election.objects.count(), Tally.objects.count()) == (1, 5)
    for stranger in ("teacher", "other_ward_officer", "province_officer"):
        world.act_as(stranger)
        assert (Election.objects.count(), Tally.objects.count()) == (0, 0), stranger
