from django.test import RequestFactory

from nenep.ui.preferences import TEXT_SIZE_COOKIE, prefers_large_type
from nenep.ui.views import text_size


def test_it_remembers_large_letters_and_goes_back() -> None:
    came_from = "http://testserver/meetings/?month=11"
    asked = RequestFactory().post("/text-size/", {"size": "large"}, headers={"referer": came_from})
    response = text_size(asked)
    assert response.headers["Location"] == "/meetings/?month=11"
    assert response.cookies[TEXT_SIZE_COOKIE].value == "large"


def test_it_forgets_them() -> None:
    response = text_size(RequestFactory().post("/text-size/", {"size": "usual"}))
    assert response.cookies[TEXT_SIZE_COOKIE]["max-age"] == 0


def test_it_never_leads_to_another_site() -> None:
    asked = RequestFactory().post("/text-size/", headers={"referer": "https://elsewhere.example/"})
    assert text_size(asked).headers["Location"] == "/"


def test_it_changes_nothing_when_only_looked_at() -> None:
    assert text_size(RequestFactory().get("/text-size/")).status_code == 405


def test_it_reads_the_preference_of_the_device() -> None:
    request = RequestFactory().get("/")
    assert not prefers_large_type(request)
    request.COOKIES[TEXT_SIZE_COOKIE] = "large"
    assert prefers_large_type(request)
