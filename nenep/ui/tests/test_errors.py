import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from nenep.kernel.errors import Absent, Conflict, Forbidden, Invalid, NenepError, Refused
from nenep.ui import errors


@pytest.fixture
def request_for_page() -> HttpRequest:
    return RequestFactory().get("/x/")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Absent("Không có."), 404),
        (Forbidden("Không được."), 403),
        (Conflict("Đã sửa.", mine="của tôi", theirs="của người khác"), 409),
        (Refused("Chưa đủ."), 422),
        (Invalid("Sai ngày.", field="on"), 422),
        (NenepError("Khác."), 422),
    ],
)
def test_it_gives_each_error_its_status(
    request_for_page: HttpRequest, error: NenepError, status: int
) -> None:
    response = errors.answer(request_for_page, error)
    assert response.status_code == status
    assert str(error) in response.content.decode()


def test_it_says_what_happened_what_was_kept_and_what_to_do(request_for_page: HttpRequest) -> None:
    refused = Refused("Có mặt %(n)s/%(of)s.", n=7, of=16, basis="Văn bản mẫu, mục 2")
    html = errors.answer(request_for_page, refused).content.decode()
    for words in ("Điều đã xảy ra", "Có mặt 7/16.", "Điều được giữ", "Cần làm gì", "mục 2"):
        assert words in html
    assert 'data-outcome="refused"' in html


def test_it_shows_both_texts_of_a_conflict(request_for_page: HttpRequest) -> None:
    clash = Conflict("Đã có bản khác.", mine="Họp lúc 19 giờ", theirs="Họp lúc 20 giờ")
    html = errors.answer(request_for_page, clash).content.decode()
    assert "Họp lúc 19 giờ" in html
    assert "Họp lúc 20 giờ" in html


def test_it_leaves_the_form_as_it_was_for_htmx() -> None:
    asked = RequestFactory().post("/x/", headers={"HX-Request": "true"})
    response = errors.answer(asked, Refused("Chưa đủ."))
    assert response.headers["HX-Retarget"] == "#notices"
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500, 503])
def test_it_has_words_for_every_status(status: int) -> None:
    told = errors.explanation(status)
    assert all((told.title, told.happened, told.kept, told.todo))


def test_it_explains_a_fault_without_context_or_database(request_for_page: HttpRequest) -> None:
    response = errors.broken(request_for_page)
    assert response.status_code == 500
    assert "Máy chủ gặp lỗi" in response.content.decode()
