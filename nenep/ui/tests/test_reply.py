import pytest
from django.test import RequestFactory

from nenep.ui.reply import reply

PAGE, PART = "ui/page_broken.html", "ui/_told.html"


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_it_picks_the_page_or_its_part(headers: dict[str, str], whole: bool) -> None:
    request = RequestFactory().get("/", headers=headers)
    response = reply(request, PAGE, {"status": 200}, fragment=PART, status=201)
    assert ("<html" in response.content.decode()) is whole
    assert response.status_code == 201
    assert "HX-Request" in response.headers["Vary"]


def test_it_answers_htmx_with_the_page_when_there_is_no_part() -> None:
    request = RequestFactory().get("/", headers={"HX-Request": "true"})
    assert "<html" in reply(request, PAGE).content.decode()
