"""Finding out who has an account by how long the answer takes: the same work is done for all."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nenep.identity.actions import try_password
from nenep.identity.rules.passwords import hashed
from tests.attacks.entering import knock, said, word_of
from tests.world import World


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cost of every slow computation."""
    told: list[str] = []

    def spy(password: str, recipe: str) -> str:
        told.append(recipe)
        return hashed(password, recipe)

    monkeypatch.setattr(try_password, "hashed", spy)
    return told


def _work(login: str, password: str) -> tuple[str, int]:
    """The refusal and the number of questions to the database."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = knock(login, password, source=f"198.51.{len(login)}.1")
    return said(page), len(asked)


def test_it_works_as_hard_for_a_login_that_does_not_exist(
    world: World, computed: list[str]
) -> None:
    known, unknown = _work("secretary", "sai"), _work("không-có", "sai")
    assert known == unknown
    assert len(computed) == 2


def test_it_tells_a_stranger_a_recipe_that_looks_like_any_other(
    world: World, computed: list[str]
) -> None:
    """Always the same one for the same login, another for another."""
    for login in ("không-có", "không-có", "cũng-không"):
        knock(login, "sai")
    assert computed[0] == computed[1] != computed[2]
    assert [one.rsplit("$", 1)[0] for one in computed] == ["argon2$argon2id$v=19$m=8,t=1,p=1"] * 3
    assert {len(one) for one in computed} == {len(computed[0])}


def test_it_works_for_nobody_while_one_must_wait(world: World, computed: list[str]) -> None:
    for login in ("secretary", "không-có"):
        for at in range(5):
            knock(login, "sai", source=f"203.{at}.113.1")
    done = len(computed)
    for login in ("secretary", "không-có"):
        knock(login, word_of(login), source="198.51.100.1")
    assert len(computed) == done


def test_it_answers_an_activation_code_alike(world: World) -> None:
    """A login with a code, one without and one that does not exist: one sentence."""
    form = {
        "code": "0000-0000-0000-0000",
        "new": "một câu dài dễ nhớ",
        "again": "một câu dài dễ nhớ",
    }
    for login in ("secretary", "không-có"):
        page = Client().post("/activation/", form | {"login": login})
        assert (page.status_code, page.content.decode().count("mã chưa đúng")) == (422, 1)
