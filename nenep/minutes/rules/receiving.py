"""What the superior's office can say of papers it received: complete, or what is missing. Nothing
else: the meeting itself is not judged here."""

from collections.abc import Collection, Mapping

from nenep.kernel.errors import Invalid

MISSING: Mapping[str, str] = {
    "minutes": "Biên bản",
    "resolution": "Nghị quyết hoặc kết luận",
    "score_sheet": "Phiếu chấm điểm",
    "monthly_report": "Báo cáo tháng",
    "attendance": "Danh sách điểm danh có chữ ký",
    "signature": "Chữ ký trên văn bản",
    "unreadable": "Tệp không đọc được",
}


def must_name_something(missing: Collection[str], remark: str) -> None:
    """Raises:
    Invalid: nothing is named, or something that is no part of the papers.
    """
    if not missing and not remark:
        raise Invalid("Đồng chí chọn phần còn thiếu hoặc ghi rõ.", field="missing")
    if any(one not in MISSING for one in missing):
        raise Invalid("Phần còn thiếu này không có trong danh mục.", field="missing")


def named(missing: Collection[str]) -> str:
    """The missing parts in words, in the order of the list."""
    return ", ".join(name for code, name in MISSING.items() if code in missing)
