"""Errors as pages: what happened, what was kept, what to do. One page for all of them."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from nenep.kernel.errors import Absent, Conflict, Forbidden, Invalid, NenepError, Refused
from nenep.ui.reply import wants_fragment

STATUSES: tuple[tuple[type[NenepError], HTTPStatus], ...] = (
    (Absent, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (Refused, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Invalid, HTTPStatus.UNPROCESSABLE_ENTITY),
)


@dataclass(frozen=True)
class Explanation:
    """The three sentences of an error page, under a title."""

    title: str
    happened: str
    kept: str
    todo: str


def status_of(error: NenepError) -> int:
    """The HTTP status of an error of ours; an unknown kind is a refusal."""
    for kind, status in STATUSES:
        if isinstance(error, kind):
            return int(status)
    return int(HTTPStatus.UNPROCESSABLE_ENTITY)


def sentence(error: NenepError) -> str:
    """The error's own words: the template translated first, then filled."""
    template = _(error.template)
    return template % error.params if error.params else template


def answer(request: HttpRequest, error: NenepError) -> HttpResponse:
    """The page for an error of ours; a part of a page gets a message above what is shown."""
    status = status_of(error)
    usual = explanation(status)
    told = Explanation(usual.title, sentence(error) or usual.happened, usual.kept, usual.todo)
    return page(request, status, told, error=error)


def page(
    request: HttpRequest,
    status: int,
    told: Explanation | None = None,
    *,
    error: NenepError | None = None,
) -> HttpResponse:
    """``page_error.html`` with ``status``; for htmx a message that leaves the form as it was."""
    context = {
        "status": status,
        "told": told or explanation(status),
        "basis": error.basis if error else "",
        "conflict": error if isinstance(error, Conflict) else None,
    }
    if wants_fragment(request):
        html = render_to_string("ui/_error.html", context, request)
        headers = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML show:top"}
        return HttpResponse(html, status=status, headers=headers)
    return HttpResponse(render_to_string("ui/page_error.html", context, request), status=status)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of the program: rendered without context processors or database,
    because either may be what broke."""
    status = int(HTTPStatus.INTERNAL_SERVER_ERROR)
    context = {"status": status, "told": explanation(status)}
    return HttpResponse(render_to_string("ui/page_broken.html", context), status=status)


def explanation(status: int) -> Explanation:
    """The usual words for a status."""
    happened, title, todo = {
        400: (
            _("Máy chủ không đọc được điều vừa gửi."),
            _("Không đọc được yêu cầu"),
            _("Quay lại trang trước, tải lại trang rồi gửi lại."),
        ),
        403: (
            _("Chức trách của đồng chí ở đơn vị này không gồm việc vừa làm."),
            _("Không được làm việc này"),
            _("Nếu được giao việc này, đề nghị đồng chí phụ trách kiểm tra lại phân công."),
        ),
        404: (
            _("Trang này không có, hoặc không thuộc phạm vi đồng chí được xem."),
            _("Không tìm thấy"),
            _("Kiểm tra lại đường dẫn, hoặc bắt đầu lại từ trang đầu."),
        ),
        405: (
            _("Địa chỉ này chỉ nhận biểu mẫu, không mở xem được."),
            _("Không mở được trang"),
            _("Quay lại trang trước và dùng nút trên trang."),
        ),
        409: (
            _("Có người khác vừa sửa cùng nội dung này."),
            _("Nội dung đã được người khác sửa"),
            _("So hai bản dưới đây, ghép phần cần giữ rồi lưu lại."),
        ),
        413: (
            _("Tệp hoặc biểu mẫu vừa gửi lớn quá mức cho phép."),
            _("Tệp quá lớn"),
            _("Chia nhỏ hoặc nén tệp rồi gửi lại."),
        ),
        422: (
            _("Điều vừa gửi chưa đúng quy định nên chưa được ghi."),
            _("Chưa ghi được"),
            _("Quay lại trang trước, sửa theo lời nhắc rồi gửi lại."),
        ),
        429: (
            _("Có quá nhiều lần thử trong một lúc."),
            _("Xin chờ một chút"),
            _("Chờ một phút rồi thử lại."),
        ),
    }.get(
        status,
        (
            _("Máy chủ gặp lỗi khi làm việc này."),
            _("Máy chủ gặp lỗi"),
            _("Chờ một phút rồi thử lại; nếu vẫn lỗi, báo quản trị viên giờ xảy ra lỗi."),
        ),
    )
    return Explanation(title, happened, _kept(status), todo)


def _kept(status: int) -> str:
    if status == HTTPStatus.CONFLICT:
        return _("Cả hai bản đều được giữ; chưa bản nào bị ghi đè.")
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}:
        return _("Không có gì bị thay đổi.")
    return _("Những gì đã lưu trước đó vẫn còn nguyên; lần gửi này chưa ghi gì.")
