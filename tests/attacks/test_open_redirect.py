"""Using the door to send somebody to another site."""

import pytest
from django.test import Client

from tests.attacks.entering import word_of
from tests.world import World

ELSEWHERE = (
    "https://example.org/",
    "//example.org/",
    r"/\example.org",
    r"\\example.org",
    "https:example.org",
    "javascript:alert(1)",
    "http://testserver@example.org/",
    "/\t/example.org",
    "///example.org",
)


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("how", ["query", "form"])
def test_it_leads_nowhere_else(world: World, target: str, how: str) -> None:
    form = {"login": "member", "password": word_of("member")}
    query = {"next": target} if how == "query" else {}
    page = Client().post(
        "/sign-in/", form | ({"next": target} if how == "form" else {}), query_params=query
    )
    assert (page.status_code, page["Location"]) == (302, "/")


def test_it_leads_on_within_the_site(world: World) -> None:
    form = {"login": "member", "password": word_of("member"), "next": "/meetings/"}
    assert Client().post("/sign-in/", form)["Location"] == "/meetings/"
