"""How long names are kept, and what is left when they go.

The periods are rulebook data (``retention.…``): no document read by us names one, so each is our
reading until a committee sets its own. Where no rule is known nothing ever becomes due.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.kernel.errors import Refused

MARK = "(đã xóa thông tin)"
"""What stands in the place of a name. Says that something was here, and nothing of whom."""


class Category(StrEnum):
    """Kinds of records that are to be forgotten one day, each with its rule."""

    FORMER_MEMBER = "former_member"
    RESIDENCE_LINK = "residence_link"

    @property
    def rule(self) -> str:
        """The name of its period in the rulebook."""
        return f"retention.{self.value}"


CATEGORY_NAMES: Mapping[Category, str] = {
    Category.FORMER_MEMBER: "Người đã ra khỏi danh sách đảng viên",
    Category.RESIDENCE_LINK: "Người đã thôi giữ mối liên hệ nơi cư trú (Sổ 213)",
}
COUNTED_FROM: Mapping[Category, str] = {
    Category.FORMER_MEMBER: "ngày ra khỏi danh sách",
    Category.RESIDENCE_LINK: "ngày thôi giữ mối liên hệ",
}
LEAVES: Mapping[Category, str] = {
    Category.FORMER_MEMBER: (
        "Họ tên, số thẻ, ngày sinh, nơi cư trú và tài khoản bị xóa; tên trong các ghi chép chưa "
        "niêm phong của chi bộ được thay bằng dấu trung tính. Số lượt điểm danh, số đảng viên của "
        "từng tháng và chuỗi nhật ký giữ nguyên. Văn bản đã hoàn thiện giữ nguyên vì còn trong "
        "thời hạn lưu của văn bản; ai được đọc văn bản vẫn đọc được tên trong đó."
    ),
    Category.RESIDENCE_LINK: (
        "Họ tên, nơi công tác và lời nhận xét bị xóa; số người giữ mối liên hệ của từng năm "
        "giữ nguyên."
    ),
}


@dataclass(frozen=True)
class Period:
    """So many years from the end."""

    years: int

    def cutoff(self, on: date) -> date:
        """What ended on this day or before is due on ``on``."""
        try:
            return on.replace(year=on.year - self.years)
        except ValueError:  # 29 February
            return on.replace(year=on.year - self.years, day=28)

    def due_on(self, ended: date) -> date:
        """The first day on which what ended on ``ended`` is due."""
        try:
            return ended.replace(year=ended.year + self.years)
        except ValueError:
            return ended.replace(year=ended.year + self.years, month=3, day=1)


def must_be_forgettable(*, running: bool, due: bool) -> None:
    """Nobody on the rolls is forgotten, and nobody before the time.

    Raises:
        Refused: a member again, or not due.
    """
    if running:
        raise Refused("Người này đang sinh hoạt đảng nên không xóa thông tin; chưa có gì thay đổi.")
    if not due:
        raise Refused("Chưa đến thời hạn xóa thông tin; chưa có gì thay đổi.")
