"""The plan's own words for figures, marks and steps, on pages and in the answer of a command."""

from collections.abc import Mapping

from nenep.reorganisation.queries.plans import Standing
from nenep.reorganisation.rules.summary import Mark

MARK_NAMES: Mapping[Mark, str] = {
    Mark.SAME: "",
    Mark.NEW: "mới lập",
    Mark.ENDS: "kết thúc",
    Mark.GROWS: "nhận đảng viên",
    Mark.CHANGES: "thay đổi",
    Mark.MOVES: "chuyển cấp trên",
}
MARK_TONES: Mapping[Mark, str] = {
    Mark.NEW: "good",
    Mark.ENDS: "bad",
    Mark.GROWS: "info",
    Mark.CHANGES: "warn",
    Mark.MOVES: "warn",
}
COUNT_NAMES: Mapping[str, str] = {
    "founded": "đơn vị mới",
    "ended": "đơn vị kết thúc",
    "moved": "chuyển cấp trên",
    "renamed": "đổi tên",
    "recoded": "đổi mã",
    "rekinded": "đổi loại hình",
    "members": "đảng viên",
    "offices": "chức trách kết thúc",
    "meetings": "cuộc họp còn mở",
    "tasks": "nhiệm vụ đang mở",
    "series": "lịch sinh hoạt",
    "localities": "thôn, làng",
    "guests": "sinh hoạt tạm thời và 213",
}
STANDING_NAMES: Mapping[Standing, str] = {
    Standing.DRAFT: "Dự thảo",
    Standing.PLANNED: "Đã áp dụng, chờ ngày hiệu lực",
    Standing.APPLIED: "Đã áp dụng",
    Standing.UNDONE: "Đã gỡ",
}
STANDING_TONES: Mapping[Standing, str] = {
    Standing.DRAFT: "",
    Standing.PLANNED: "info",
    Standing.APPLIED: "good",
    Standing.UNDONE: "warn",
}
