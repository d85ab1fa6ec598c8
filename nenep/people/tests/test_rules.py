"""How a member counts on a day: nobody twice, no day without an answer."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from nenep.people.rules.reckoning import counts_as
from nenep.people.rules.standing import STATE_STANDINGS, Spell, Standing, Votes

WHO = UUID(int=7)
START = date(2025, 1, 1)
DAYS = st.integers(0, 800).map(lambda n: START + timedelta(days=n))
KINDS = st.sampled_from([*STATE_STANDINGS])
EVERYWHERE = {"suspended", "activity_exemption", "temporary_exemption"}


@st.composite
def spells(draw: st.DrawFn, kinds: st.SearchStrategy[str]) -> Spell:
    since = draw(DAYS)
    length = draw(st.none() | st.integers(1, 400))
    return Spell(draw(kinds), since, None if length is None else since + timedelta(days=length))


MEMBERSHIPS = st.none() | spells(st.sampled_from(["official", "probationary"]))


@given(MEMBERSHIPS, st.lists(spells(KINDS), max_size=4), st.booleans(), DAYS)
def test_it_answers_for_every_day_and_agrees_with_itself(
    membership: Spell | None, states: list[Spell], hosted: bool, on: date
) -> None:
    counts = counts_as(WHO, on, membership=membership, states=states, hosted=hosted)
    belongs = membership is not None and membership.covers(on)
    assert (counts is None) == (not belongs and not hosted)
    if counts is None:
        return
    assert counts.reason
    barred = any(state.kind in EVERYWHERE and state.covers(on) for state in states)
    assert counts.due == (
        counts.standing in (Standing.OFFICIAL, Standing.PROBATIONARY)
        or (counts.standing is Standing.HOSTED and not barred)
    )
    if not counts.official:
        assert counts.votes is Votes.NEVER
    if counts.standing is Standing.HOSTED:
        assert not belongs


@given(DAYS, st.integers(1, 300))
def test_it_counts_an_exempt_member_again_from_the_day_after(since: date, days: int) -> None:
    membership = Spell("official", START - timedelta(days=900), None)
    until = since + timedelta(days=days)
    state = [Spell("activity_exemption", since, until)]
    last = counts_as(WHO, until - timedelta(days=1), membership=membership, states=state)
    after = counts_as(WHO, until, membership=membership, states=state)
    assert last is not None
    assert last.standing is Standing.EXEMPT
    assert f"{until - timedelta(days=1):%d/%m/%Y}" in last.reason
    assert after is not None
    assert (after.standing, after.due, after.votes) == (Standing.OFFICIAL, True, Votes.ALWAYS)


def test_it_lets_suspension_outweigh_exemption() -> None:
    membership = Spell("official", START, None)
    states = [Spell("activity_exemption", START, None), Spell("suspended", START, None)]
    counts = counts_as(WHO, START, membership=membership, states=states)
    assert counts is not None
    assert (counts.standing, counts.votes) == (Standing.SUSPENDED, Votes.NEVER)


def test_it_gives_the_provision_of_the_state() -> None:
    membership = Spell("official", START, None)
    states = [Spell("away", START, None, "Nghị quyết chi bộ ngày 05/01/2025")]
    counts = counts_as(WHO, START, membership=membership, states=states)
    assert counts is not None
    assert counts.provision == "Nghị quyết chi bộ ngày 05/01/2025"
    assert counts.votes is Votes.IF_PRESENT
