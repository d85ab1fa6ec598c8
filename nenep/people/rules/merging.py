"""Two records become one: when that is refused, and what the kept one takes from the other."""

from dataclasses import dataclass
from datetime import date

from nenep.kernel.errors import Refused
from nenep.kernel.partial_dates import PartialDate
from nenep.people.rules.duplicates import Likeness


@dataclass(frozen=True)
class TwoOffices:
    """Both records led two cells on one day: ``since`` is the first such day."""

    office: str
    unit: str
    other_office: str
    other_unit: str
    since: date


@dataclass(frozen=True)
class Beside:
    """What is known of two records before they become one."""

    how: Likeness
    kept_signs_in: bool
    other_signs_in: bool
    other_on_the_way: bool
    two_offices: TwoOffices | None


def must_be_one_person(beside: Beside) -> None:
    """Refuse a merger that would join two people, or lose something nobody could put back."""
    if beside.how is Likeness.DIFFERENT:
        raise Refused(
            "Hai hồ sơ khác nhau ở họ tên, ngày sinh hoặc số thẻ nên không gộp; chưa ghi gì. "
            "Nếu vẫn là một người, đồng chí sửa thông tin cho đúng trước."
        )
    if beside.kept_signs_in and beside.other_signs_in:
        raise Refused(
            "Cả hai hồ sơ đều có tài khoản đăng nhập; chưa gộp. "
            "Đề nghị quản trị hệ thống khóa một tài khoản trước."
        )
    if beside.other_signs_in:
        raise Refused(
            "Hồ sơ gộp đi có tài khoản đăng nhập; chưa gộp. Đồng chí đổi chiều: giữ hồ sơ ấy."
        )
    if beside.other_on_the_way:
        raise Refused(
            "Hồ sơ gộp đi đang có giấy chuyển sinh hoạt; chưa gộp. "
            "Đồng chí tiếp nhận hoặc trả giấy đó trước."
        )
    if (two := beside.two_offices) is not None:
        raise Refused(
            "Ngày %(since)s hai hồ sơ cùng giữ chức vụ: %(office)s (%(unit)s) và "
            "%(other_office)s (%(other_unit)s); một người không giữ cả hai. Chưa gộp; "
            "đồng chí kết thúc chức vụ ghi sai trước.",
            since=f"{two.since:%d/%m/%Y}",
            office=two.office,
            unit=two.unit,
            other_office=two.other_office,
            other_unit=two.other_unit,
        )


def better_date(kept: PartialDate, other: PartialDate) -> PartialDate:
    """The kept date, unless the other says the same with more precision or where nothing was."""
    return other if other.finer_than(kept) else kept
