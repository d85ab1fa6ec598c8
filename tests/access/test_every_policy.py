"""Every row policy holds by itself: no stranger without a scope, no neighbour, gets past one.

Read from the catalogue: a new table and a new policy are covered by existing.
"""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from nenep.config.cluster import Cluster
from tests.access.probe import Policy, Probe
from tests.world import World

DATABASE = "nenep_test"


@pytest.fixture(scope="module")
def probe(cluster: Cluster, django_db_setup: None) -> Iterator[Probe]:
    with psycopg.connect(cluster.superuser_url(DATABASE)) as hands:
        yield Probe(hands, World())
        hands.rollback()


def holds_against_strangers(probe: Probe, policy: Policy) -> bool:
    wanted = "refused" if policy.verb == "insert" else 0
    return probe.stranger(policy) == wanted


def holds_against_neighbours(probe: Probe, policy: Policy) -> bool:
    """Reading our row and adding one of ours; changing is compared by whoever removes."""
    wanted = "refused" if policy.verb == "insert" else 0
    return probe.neighbour(policy) == wanted


def test_it_has_a_row_to_guard_in_every_table(probe: Probe) -> None:
    assert probe.empty() == []
    assert len(probe.policies()) > 100


def test_it_lets_no_stranger_past_a_policy(probe: Probe) -> None:
    assert [str(p) for p in probe.policies() if not holds_against_strangers(probe, p)] == []


def test_it_shows_no_neighbour_our_row_and_takes_none_from_them(probe: Probe) -> None:
    asked = [p for p in probe.policies() if p.of_units and p.verb in {"select", "insert"}]
    assert len(asked) > 40
    assert [str(p) for p in asked if not holds_against_neighbours(probe, p)] == []


@pytest.mark.mutation
def test_it_notices_every_policy_that_is_removed(
    probe: Probe, record_property: Callable[[str, object], None]
) -> None:
    """Open to all, then open to whoever is signed in: either must change what somebody finds."""
    unnoticed, tried = [], 0
    for policy in probe.policies():
        with probe.without(policy, "true"):
            tried += 1
            if holds_against_strangers(probe, policy):
                unnoticed.append(f"{policy} open to all")
        if policy.of_units:
            before = probe.neighbour(policy)
            with probe.without(policy, "(select access_account()) is not null"):
                tried += 1
                if probe.neighbour(policy) == before:
                    unnoticed.append(f"{policy} open to who is signed in")
    found = tried - len(unnoticed)
    record_property("nenep", f"{tried} lần gỡ chính sách dòng, phát hiện {found}")
    assert unnoticed == []
