"""States begin, go on, end, are settled: by the office that may, for a member, within the rule."""

from datetime import date

import pytest

from nenep.access.rules import Actor
from nenep.journal.models import Entry, Outbox
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.actions.states import end_state, record_state, renew_state, settle_state
from nenep.people.models import HostedStay, State
from nenep.people.queries.rosters import roster_on
from tests.world import World

DEC, JAN = date(2026, 12, 1), date(2027, 1, 1)


def _record(actor: Actor, world: World, key: str = "member", **said: object) -> State:
    wanted: dict[str, object] = {
        "kind": "temporary_exemption",
        "since": DEC,
        "until": date(2027, 5, 31),
        "provision": "Quy định 208-QĐ/TW",
        "decision": "05-NQ/CB",
        "on": world.today,
    } | said
    return record_state(actor=actor, person_id=world.person(key), **wanted)  # type: ignore[arg-type]


def _state(world: World, key: str) -> State:
    return State.objects.get(person_id=world.person(key))


def _due(world: World, key: str, on: date) -> bool:
    lines = {line.person_id: line for line in roster_on(world.unit("village"), on)}
    return lines[world.person(key)].counts.due


def test_it_records_an_exemption_for_the_own_cell(world: World) -> None:
    state = _record(world.act_as("secretary"), world)
    assert state.unit_id == world.unit("village")
    assert (state.during.lower, state.during.upper) == (DEC, date(2027, 6, 1))
    assert _due(world, "member", date(2026, 11, 30))
    assert not _due(world, "member", DEC)
    assert not _due(world, "member", date(2027, 5, 31))
    assert _due(world, "member", date(2027, 6, 1))


def test_it_journals_no_word_and_tells_the_month(world: World) -> None:
    state = _record(world.act_as("secretary"), world)
    world.act_as_system()
    entry = Entry.objects.get(verb="state.recorded")
    assert entry.facts == {
        "state": str(state.pk),
        "what": "temporary_exemption",
        "since": "2026-12-01",
        "decided": "2026-11-23",
    }
    assert Outbox.objects.get(kind="state.recorded").month == DEC


def test_it_records_the_same_once(world: World) -> None:
    actor = world.act_as("secretary")
    assert _record(actor, world).pk == _record(actor, world).pk


def test_it_refuses_an_overlapping_one(world: World) -> None:
    actor = world.act_as("secretary")
    _record(actor, world)
    with pytest.raises(Refused, match="trùng"):
        _record(actor, world, since=JAN)


def test_it_refuses_more_than_the_rule_allows(world: World) -> None:
    with pytest.raises(Invalid, match="phải dưới 12 tháng"):
        _record(world.act_as("secretary"), world, until=date(2027, 11, 30))


def test_it_refuses_who_was_no_member_then(world: World) -> None:
    with pytest.raises(Refused, match="không phải là đảng viên"):
        _record(world.act_as("secretary"), world, since=date(2025, 6, 1), until=date(2025, 12, 1))


def test_it_refuses_a_kind_that_follows_from_a_letter(world: World) -> None:
    with pytest.raises(Invalid):
        _record(world.act_as("ward_officer"), world, kind="transferring")


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("committee_member", Forbidden),
        ("member", Forbidden),
        ("school_secretary", Absent),
        ("other_ward_officer", Absent),
    ],
)
def test_it_is_not_for_others(world: World, key: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        _record(world.act_as(key), world)


def test_it_leaves_suspension_to_the_superior(world: World) -> None:
    with pytest.raises(Forbidden):
        _record(world.act_as("secretary"), world, kind="suspended", until=None)
    state = _record(world.act_as("ward_officer"), world, kind="suspended", until=None)
    assert state.during.upper is None


def test_it_renews_from_the_day_after(world: World) -> None:
    actor = world.act_as("secretary")
    old = _state(world, "exempt")
    new = renew_state(actor=actor, state_id=old.pk, until=date(2027, 12, 31), on=world.today)
    assert (new.during.lower, new.renews_id) == (JAN, old.pk)
    assert not _due(world, "exempt", JAN)
    again = renew_state(actor=actor, state_id=old.pk, until=date(2027, 12, 31), on=world.today)
    assert again.pk == new.pk


def test_it_does_not_reach_back(world: World) -> None:
    """A resolution of the 10th lets the days before it count as due."""
    actor = world.act_as("secretary")
    old = _state(world, "exempt")
    late = date(2027, 1, 10)
    renew_state(actor=actor, state_id=old.pk, until=date(2027, 12, 31), on=late)
    assert _due(world, "exempt", date(2027, 1, 9))
    assert not _due(world, "exempt", late)


def test_it_refuses_another_renewal_and_one_of_no_end(world: World) -> None:
    actor = world.act_as("secretary")
    old = _state(world, "exempt")
    renew_state(actor=actor, state_id=old.pk, until=date(2027, 12, 31), on=world.today)
    with pytest.raises(Refused):
        renew_state(actor=actor, state_id=old.pk, until=date(2028, 12, 31), on=world.today)
    officer = world.act_as("ward_officer")
    endless = _state(world, "suspended")
    with pytest.raises(Refused, match="không có ngày kết thúc"):
        renew_state(actor=officer, state_id=endless.pk, until=JAN, on=world.today)


def test_it_renews_a_suspension_by_the_superior_only(world: World) -> None:
    actor = world.act_as("secretary")
    with pytest.raises(Forbidden):
        end_state(actor=actor, state_id=_state(world, "suspended").pk, on=world.today)


def test_it_ends_on_the_day_of_return(world: World) -> None:
    actor = world.act_as("secretary")
    state = end_state(actor=actor, state_id=_state(world, "exempt").pk, on=DEC)
    assert state.settled_on == DEC
    assert not _due(world, "exempt", date(2026, 11, 30))
    assert _due(world, "exempt", DEC)
    assert end_state(actor=actor, state_id=state.pk, on=DEC).during.upper == DEC


def test_it_never_began_when_ended_on_its_first_day(world: World) -> None:
    actor = world.act_as("secretary")
    state = _record(actor, world)
    end_state(actor=actor, state_id=state.pk, on=DEC)
    assert _due(world, "member", DEC)


def test_it_refuses_an_end_outside_its_days(world: World) -> None:
    actor = world.act_as("secretary")
    for day in (date(2025, 12, 31), date(2027, 1, 2)):
        with pytest.raises(Refused):
            end_state(actor=actor, state_id=_state(world, "exempt").pk, on=day)


def test_it_ends_the_stay_of_who_comes_home(world: World) -> None:
    """The hosted member of the school is away from home only in the drawing; here in both."""
    actor = world.act_as("school_secretary")
    away = _record(
        actor, world, "hosted", kind="away", since=date(2026, 8, 1), until=date(2027, 1, 31)
    )
    end_state(actor=actor, state_id=away.pk, on=DEC)
    world.act_as_system()
    assert HostedStay.objects.get(person_id=world.person("hosted")).during.upper == DEC


def test_it_settles_only_what_is_over(world: World) -> None:
    actor = world.act_as("secretary")
    state = _state(world, "exempt")
    with pytest.raises(Refused, match="chưa hết hạn"):
        settle_state(actor=actor, state_id=state.pk, on=world.today)
    settled = settle_state(actor=actor, state_id=state.pk, on=JAN)
    assert settled.settled_on == JAN
    assert settle_state(actor=actor, state_id=state.pk, on=date(2027, 2, 1)).settled_on == JAN
