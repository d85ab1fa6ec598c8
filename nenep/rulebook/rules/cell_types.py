"""The types of cell whose content HD 42-HD/BTCTW 2025 tells apart (its section 4, as reported)."""

from collections.abc import Mapping
from enum import StrEnum


class CellType(StrEnum):
    """``school`` serves the cells of schools, of staff as well as of students: the content reported
    for it (teaching, learning, student members) fits both."""

    RESIDENTIAL = "residential"
    AGENCY = "agency"
    STATE_ENTERPRISE = "state_enterprise"
    PRIVATE_ENTERPRISE = "private_enterprise"
    SCHOOL = "school"
    ARMED_FORCES = "armed_forces"


CELL_TYPE_NAMES: Mapping[CellType, str] = {
    CellType.RESIDENTIAL: "Chi bộ thôn, làng, tổ dân phố",
    CellType.AGENCY: "Chi bộ cơ quan hành chính, đơn vị sự nghiệp",
    CellType.STATE_ENTERPRISE: "Chi bộ doanh nghiệp nhà nước",
    CellType.PRIVATE_ENTERPRISE: "Chi bộ doanh nghiệp ngoài nhà nước",
    CellType.SCHOOL: "Chi bộ trường học, có đảng viên là học sinh, sinh viên",
    CellType.ARMED_FORCES: "Chi bộ lực lượng vũ trang",
}
