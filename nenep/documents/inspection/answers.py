"""What is said about a file that is not taken: what is wrong, that nothing was kept, what to do."""

from nenep.documents.rules.uploads import Limits
from nenep.kernel.errors import Invalid


def answer(template: str, **params: object) -> Invalid:
    """A sentence about the file, beside its box on the form."""
    fault = Invalid(template, field="file")
    fault.params = params
    return fault


def too_large(size: int, limits: Limits) -> Invalid:
    """More bytes than the installation takes."""
    return answer(
        "Tệp nặng %(size)s MB, nhiều hơn mức %(limit)s MB. Tệp chưa được lưu. "
        "Hãy giảm độ phân giải bản quét hoặc tách tệp rồi gửi lại.",
        size=-(-size // 1_000_000),
        limit=limits.bytes_sent // 1_000_000,
    )


def unknown_kind() -> Invalid:
    """Not one of the kinds, by its content."""
    return answer(
        "Tệp không thuộc loại được nhận. Tệp chưa được lưu. "
        "Hãy gửi PDF, ảnh JPEG, PNG hoặc WebP, DOCX, XLSX, hoặc văn bản thuần (.txt, UTF-8)."
    )


def damaged() -> Invalid:
    """It begins like one of the kinds but cannot be read to its end."""
    return answer(
        "Tệp bị hỏng hoặc không theo đúng định dạng của nó. Tệp chưa được lưu. "
        "Hãy mở tệp, lưu lại hoặc in ra PDF rồi gửi lại."
    )


def locked() -> Invalid:
    """A password: nobody could look at what is inside."""
    return answer("Tệp có mật khẩu. Tệp chưa được lưu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại.")


def active(what: str) -> Invalid:
    """Something in it acts or calls elsewhere. ``what``: in the reader's words."""
    return answer(
        "Tệp có %(what)s nên không được nhận. Tệp chưa được lưu. "
        "Hãy in ra PDF (hoặc lưu bản không có phần đó) rồi gửi lại.",
        what=what,
    )


def unfolds_too_far() -> Invalid:
    """Small as sent, enormous once opened."""
    return answer(
        "Tệp mở ra quá lớn so với một văn bản. Tệp chưa được lưu. "
        "Hãy chép nội dung sang tệp mới, hoặc giảm ảnh trong tệp rồi gửi lại."
    )


def stamped(stamp: str) -> Invalid:
    """A stamp of secrecy was read."""
    fault = answer(
        "Tệp có dấu độ mật “%(stamp)s”. Tệp chưa được lưu và không để lại gì trên hệ thống. "
        "Tài liệu mật không được đưa lên đây; đồng chí quản lý tài liệu này theo quy định "
        "về bảo vệ bí mật nhà nước.",
        stamp=stamp,
    )
    fault.basis = "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15"
    return fault
