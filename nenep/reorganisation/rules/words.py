"""The words of the spreadsheet: its head, its columns, kinds as an office writes them."""

from collections.abc import Mapping
from enum import StrEnum

from nenep.kernel.names import fold
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES, CellType
from nenep.structure.rules.units import PLAIN_NAMES, Kind

HEAD: Mapping[str, str] = {
    "title": "Tên phương án",
    "decision": "Số quyết định",
    "decided_on": "Ngày quyết định",
    "effective_on": "Ngày hiệu lực",
}


class Column(StrEnum):
    """The columns of the table of steps."""

    ACT = "act"
    UNIT = "unit"
    TARGET = "target"
    NAME = "name"
    SHORT = "short"
    CODE = "code"
    KIND = "kind"
    CELL_TYPE = "cell_type"
    MEMBERS = "members"
    BELOW = "below"
    RECORDS = "records"
    SERIES = "series"
    NOTE = "note"


COLUMNS: Mapping[Column, str] = {
    Column.ACT: "Việc",
    Column.UNIT: "Đơn vị",
    Column.TARGET: "Đơn vị nhận hoặc cấp trên",
    Column.NAME: "Tên mới",
    Column.SHORT: "Tên gọn",
    Column.CODE: "Mã mới",
    Column.KIND: "Loại",
    Column.CELL_TYPE: "Loại hình chi bộ",
    Column.MEMBERS: "Đảng viên",
    Column.BELOW: "Đơn vị cấp dưới",
    Column.RECORDS: "Giữ hồ sơ",
    Column.SERIES: "Lấy lịch họp của",
    Column.NOTE: "Ghi chú",
}
_OTHERWISE: Mapping[str, Kind] = {
    "Chi bộ trực thuộc": Kind.CELL,
    "Đảng bộ phường": Kind.COMMUNE,
    "Đảng bộ xã": Kind.COMMUNE,
    "Đảng bộ bộ phận": Kind.SECTIONAL,
    "Đảng bộ tỉnh": Kind.PROVINCIAL,
    "Đảng bộ thành phố": Kind.MUNICIPAL,
}
_SHORTLY: Mapping[str, CellType] = {
    "thôn, làng, tổ dân phố": CellType.RESIDENTIAL,
    "thôn": CellType.RESIDENTIAL,
    "làng": CellType.RESIDENTIAL,
    "tổ dân phố": CellType.RESIDENTIAL,
    "cơ quan": CellType.AGENCY,
    "đơn vị sự nghiệp": CellType.AGENCY,
    "doanh nghiệp nhà nước": CellType.STATE_ENTERPRISE,
    "doanh nghiệp ngoài nhà nước": CellType.PRIVATE_ENTERPRISE,
    "trường học": CellType.SCHOOL,
    "lực lượng vũ trang": CellType.ARMED_FORCES,
}
KIND_WORDS: Mapping[str, str] = {
    **{fold(name): kind.value for kind, name in PLAIN_NAMES.items()},
    **{fold(name): kind.value for name, kind in _OTHERWISE.items()},
    **{fold(kind.value): kind.value for kind in Kind},
}
CELL_TYPE_WORDS: Mapping[str, str] = {
    **{fold(name): kind.value for kind, name in CELL_TYPE_NAMES.items()},
    **{fold(name): kind.value for name, kind in _SHORTLY.items()},
    **{fold(kind.value): kind.value for kind in CellType},
}
