"""What a member may agree to beyond the duty of membership, in the words that were agreed to.

The data law (91/2025/QH15) asks for consent that is explicit, given for one purpose, never ticked
beforehand, and withdrawable. What membership itself requires (to be on the roll, to be counted)
rests on the Charter and is not asked here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.kernel.errors import Invalid, Refused


class ConsentKind(StrEnum):
    """One purpose each: agreeing to one says nothing of another."""

    PHONE_NOTICES = "phone_notices"
    SHARED_REGISTRATION = "shared_registration"
    PHOTO_EVIDENCE = "photo_evidence"


class Standing(StrEnum):
    """Where a consent stands. ``none`` → ``given`` → ``withdrawn`` → ``given`` again, as a new row:
    silence is never consent, and nothing follows from having agreed once."""

    NONE = "none"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


NEXT: Mapping[Standing, Standing] = {
    Standing.NONE: Standing.GIVEN,
    Standing.GIVEN: Standing.WITHDRAWN,
    Standing.WITHDRAWN: Standing.GIVEN,
}


@dataclass(frozen=True)
class Wording:
    """The text as it stood from a day on. A changed text is a new version, asked for anew."""

    kind: ConsentKind
    version: str
    since: date
    title: str
    text: str
    withdrawal: str
    """What withdrawing does and what it leaves, told before it is done."""


WORDINGS: tuple[Wording, ...] = (
    Wording(
        ConsentKind.PHONE_NOTICES,
        "2026-1",
        date(2026, 1, 1),
        "Nhận giấy mời, nhắc việc và đường dẫn dùng một lần qua điện thoại",
        "Tôi đồng ý để chi bộ gửi giấy mời, nhắc việc và đường dẫn dùng một lần vào điện thoại "
        "của tôi. Hệ thống không lưu số điện thoại; chi ủy gửi từ danh bạ của mình. "
        "Tin gửi không ghi nội dung sinh hoạt đảng.",
        "Từ lúc rút lại, chi bộ không gửi gì vào điện thoại nữa mà báo trực tiếp hoặc bằng giấy. "
        "Quyền dự họp, quyền biểu quyết và việc đánh giá không thay đổi. "
        "Những tin đã gửi không thu hồi được.",
    ),
    Wording(
        ConsentKind.SHARED_REGISTRATION,
        "2026-1",
        date(2026, 1, 1),
        "Chia sẻ nội dung đăng ký học tập và làm theo với cả chi bộ",
        "Tôi đồng ý để nội dung tôi đăng ký học tập và làm theo Bác được cả chi bộ đọc, "
        "không chỉ chi ủy.",
        "Từ lúc rút lại, chỉ tôi và chi ủy đọc được nội dung đăng ký. "
        "Điều đã được nêu trong biên bản giữ nguyên.",
    ),
    Wording(
        ConsentKind.PHOTO_EVIDENCE,
        "2026-1",
        date(2026, 1, 1),
        "Có mặt trong ảnh kèm theo báo cáo công việc",
        "Tôi đồng ý để ảnh có hình tôi được kèm theo báo cáo công việc của chi bộ. "
        "Ảnh được vẽ lại, không giữ vị trí và thiết bị chụp; không dùng để nhận dạng khuôn mặt.",
        "Từ lúc rút lại, không kèm thêm ảnh có hình tôi; chi ủy gỡ các ảnh ở những việc chưa "
        "kết thúc. Ảnh kèm theo văn bản đã hoàn thiện giữ nguyên đến hết thời hạn lưu văn bản.",
    ),
)


@dataclass(frozen=True)
class Given:
    """A consent as it was entered: in which version, from when until when."""

    version: str
    given_on: date
    withdrawn_on: date | None = None

    def holds_on(self, on: date) -> bool:
        """On the day of withdrawal it holds no more."""
        return self.given_on <= on and (self.withdrawn_on is None or on < self.withdrawn_on)


def wording_on(kind: ConsentKind, on: date) -> Wording:
    """The text in use that day: the newest that had begun, or the first one before that."""
    texts = [wording for wording in WORDINGS if wording.kind is kind]
    begun = [wording for wording in texts if wording.since <= on]
    return max(begun, key=lambda w: w.since) if begun else min(texts, key=lambda w: w.since)


def standing_on(rows: Sequence[Given], on: date) -> Standing:
    """Where it stands that day, from every row of one person and one kind."""
    begun = [row for row in rows if row.given_on <= on]
    if any(row.holds_on(on) for row in begun):
        return Standing.GIVEN
    return Standing.WITHDRAWN if begun else Standing.NONE


def must_be_agreed(agreed: bool) -> None:
    """Consent is said, never assumed.

    Raises:
        Invalid: the box was not ticked.
    """
    if not agreed:
        raise Invalid(
            "Chưa đánh dấu đồng ý nên chưa ghi gì. "
            "Nếu không đồng ý, đồng chí không cần làm gì thêm.",
            field="agree",
        )


def must_not_be_ahead(on: date, today: date, *, since: date | None = None) -> None:
    """A paper is dated on or before today, and a withdrawal not before what it withdraws.

    Raises:
        Refused: another day.
    """
    if on > today:
        raise Refused("Ngày trên giấy không thể sau hôm nay; chưa ghi gì.")
    if since is not None and on < since:
        raise Refused("Ngày rút lại không thể trước ngày đồng ý; chưa ghi gì.")
