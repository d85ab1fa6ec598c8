"""What may be brought along as a file: the kinds, how much of it, and under which name.

The kind is found from the content (:mod:`nenep.documents.inspection`); the name a person gave
decides nothing but how the file is called when it is fetched again.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from nenep.kernel.errors import Invalid

LONGEST_NAME = 120
_EXTENSIONS = re.compile(r"\.(pdf|jpe?g|png|webp|docx|xlsx|txt|csv|heic|svg|html?|exe)$", re.I)
_UNSAFE = re.compile(r'[<>:"|?*]')


class Kind(Enum):
    """Kinds that are taken: content type, ending, and how the screen calls it."""

    PDF = ("application/pdf", "pdf", "PDF")
    JPEG = ("image/jpeg", "jpg", "ảnh")
    PNG = ("image/png", "png", "ảnh")
    WEBP = ("image/webp", "webp", "ảnh")
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        "văn bản Word",
    )
    XLSX = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        "bảng tính",
    )
    TEXT = ("text/plain", "txt", "văn bản thuần")

    def __init__(self, content_type: str, ending: str, said: str) -> None:
        self.content_type = content_type
        self.ending = ending
        self.said = said


KIND_OF = {kind.content_type: kind for kind in Kind}


@dataclass(frozen=True)
class Limits:
    """How much an installation takes. The two ``unfolded`` limits guard against a small file made
    to grow; ``pixels`` does for an image; ``side`` is how large an image is kept."""

    bytes_sent: int = 10_000_000
    files_a_subject: int = 10
    bytes_a_unit: int = 2_000_000_000
    bytes_unfolded: int = 100_000_000
    bytes_unfolded_pdf: int = 400_000_000
    ratio: int = 200
    members: int = 2_000
    pixels: int = 50_000_000
    side: int = 2_560


def file_name(given: str, kind: Kind) -> str:
    """The name as typed, without what could lead astray: folders, control and direction marks, and
    an ending that says something else than the content."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    name = _UNSAFE.sub(" ", name)
    while (shorter := _EXTENSIONS.sub("", name.strip(" ."))) != name:
        name = shorter
    name = " ".join(name.split())[: LONGEST_NAME - len(kind.ending) - 1].strip(" .")
    return f"{name or 'tệp'}.{kind.ending}"


def must_be_declared(declared_not_secret: bool) -> None:
    """Whoever brings a file says that it is no secret; nobody says it for them.

    Raises:
        Invalid: not declared.
    """
    if not declared_not_secret:
        raise Invalid(
            "Đồng chí chưa xác nhận tệp không phải tài liệu mật. Tệp chưa được lưu. "
            "Nếu tệp có đóng dấu mật, không đưa lên hệ thống này.",
            field="not_secret",
        )


def must_have_room(files: int, bytes_of_unit: int, size: int, limits: Limits) -> None:
    """One more file of ``size`` beside so many of the same subject and so much of the unit.

    Raises:
        Invalid: too many files here, or the unit's store is full.
    """
    if files >= limits.files_a_subject:
        raise Invalid(
            "Mục này đã có %(files)s tệp, bằng mức cho phép. Tệp mới chưa được lưu. "
            "Hãy gỡ một tệp không cần nữa rồi gửi lại.",
            field="file",
            files=files,
        )
    if bytes_of_unit + size > limits.bytes_a_unit:
        raise Invalid(
            "Kho tệp của đơn vị đã đầy. Tệp mới chưa được lưu. "
            "Hãy gỡ các tệp không cần nữa, hoặc báo người quản trị hệ thống.",
            field="file",
        )
