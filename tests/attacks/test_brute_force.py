"""Guessing passwords: failures are counted in the database, for all workers together."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.test import Client
from pytest_django import Settings

from nenep.identity.queries.door import bucket, proof
from nenep.kernel import clock
from tests.attacks.entering import WAIT, WRONG, knock, said, word_of
from tests.world import World

FREE = 5


def _wear_out(login: str, *, times: int = FREE) -> None:
    for at in range(times):
        assert said(knock(login, f"thử {at}", source=f"203.0.{at}.7")) == WRONG


def test_it_makes_the_guesser_wait_whoever_answers(world: World) -> None:
    """Another client, from another network: the count is the login's, not the visitor's."""
    _wear_out("secretary")
    assert said(knock("secretary", word_of("secretary"), source="198.51.100.9")) == WAIT


def test_it_treats_a_login_that_does_not_exist_alike(world: World) -> None:
    _wear_out("không-có")
    page = knock("không-có", "gì đó", source="198.51.100.9")
    assert (page.status_code, said(page)) == (422, WAIT)


def test_it_lets_in_again_after_the_pause_which_doubles(world: World) -> None:
    _wear_out("member")
    start = clock.now()
    with clock.frozen(start + timedelta(seconds=31)):
        assert said(knock("member", "sai nữa")) == WRONG
        assert said(knock("member", word_of("member"))) == WAIT
    with clock.frozen(start + timedelta(seconds=31 + 59)):
        assert said(knock("member", word_of("member"))) == WAIT
    with clock.frozen(start + timedelta(seconds=31 + 61)):
        assert knock("member", word_of("member")).status_code == 302


def test_it_forgets_the_failures_of_who_got_in(world: World) -> None:
    _wear_out("member", times=FREE - 1)
    assert knock("member", word_of("member")).status_code == 302
    _wear_out("member", times=FREE - 1)
    assert knock("member", word_of("member")).status_code == 302


def test_it_stops_a_network_that_tries_many_logins(world: World, settings: Settings) -> None:
    settings.SIGN_IN_TRIES_PER_SOURCE = 6
    for at in range(6):
        assert said(knock(f"ai-đó-{at}", "123456", source=f"203.0.113.{at}")) == WRONG
    assert said(knock("member", word_of("member"), source="203.0.113.200")) == WAIT
    assert knock("member", word_of("member"), source="198.51.100.9").status_code == 302


def test_it_lets_no_own_success_excuse_a_network(world: World, settings: Settings) -> None:
    """Signing in with an own account between guesses does not wash the guesses away."""
    settings.SIGN_IN_TRIES_PER_SOURCE = 4
    for at in range(2):
        knock(f"ai-đó-{at}", "123456")
    assert knock("member", word_of("member")).status_code == 302
    for at in range(2, 4):
        knock(f"ai-đó-{at}", "123456")
    assert said(knock("ai-đó-9", "123456")) == WAIT


def test_it_counts_the_old_password_of_who_sits_at_a_strange_device(world: World) -> None:
    """An open session is not a place to guess the password from."""
    client = Client()
    knock("member", word_of("member"), client=client)
    form = {"old": "đoán mò", "new": "một câu dài dễ nhớ", "again": "một câu dài dễ nhớ"}
    for _ in range(FREE):
        assert "chưa đúng" in client.post("/account/password/", form).content.decode()
    assert WAIT in client.post("/account/password/", form).content.decode()


@pytest.fixture
def workers(serving_url: str, world: World) -> Iterator[tuple[psycopg.Connection, ...]]:
    """Two workers, each with its own connection as the real serving role."""
    with (
        psycopg.connect(serving_url, autocommit=True) as one,
        psycopg.connect(serving_url, autocommit=True) as other,
    ):
        yield one, other


def _fail(worker: psycopg.Connection, login: str) -> int:
    """The pause this worker knows of, then one wrong hash more."""
    tried, source, at = bucket("login", login), bucket("source", login), clock.now()
    asked = worker.execute(
        "select wait from door_recipe(%s, 'decoy', %s, %s, %s, 3600, %s)",
        [login, tried, source, at, proof("recipe", login, tried, source)],
    ).fetchone()
    worker.execute(
        "select door_password(%s, 'x', %s, %s, %s, 5, 50, 30, 3600, %s)",
        [login, tried, source, at, proof("password", login, "x", tried, source)],
    )
    assert asked is not None
    return int(asked[0])


def test_it_counts_across_workers(workers: tuple[psycopg.Connection, ...]) -> None:
    login = f"nobody-{uuid4().hex}"
    waits = [_fail(workers[at % 2], login) for at in range(FREE + 2)]
    assert waits[:FREE] == [0] * FREE
    assert waits[FREE:] == [30, 30]


def test_it_lets_only_the_door_itself_count_or_compare(
    workers: tuple[psycopg.Connection, ...],
) -> None:
    """Whoever injects SQL as the serving role can neither guess, nor unlock, nor lock out."""
    worker = workers[0]
    calls = (
        "select door_recipe('secretary', 'd', 't', 's', now(), 3600, 'made up')",
        "select door_password('secretary', 'x', 't', 's', now(), 5, 50, 30, 3600, 'made up')",
        "select door_activate('secretary', '', 'x', 't', 's', now(), 5, 50, 30, 3600, 'made up')",
        "select identity_change_password('x', '', now(), 'made up')",
        "select * from identity_credential",
        "delete from identity_trial",
    )
    for call in calls:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute(call.encode())
