"""Values of the rulebook in plain words, for the page that shows them all.

Keys and coded values are identifiers of the files; a word missing here is shown as it stands, so
that a new value is readable, if not pretty, before somebody names it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nenep.rulebook.rules.plain import Json

GROUPS: Mapping[str, str] = {
    "meeting": "Sinh hoạt chi bộ",
    "thematic": "Sinh hoạt chuyên đề",
    "calendar": "Lịch công tác trong năm",
    "preparation": "Chuẩn bị",
    "vote": "Biểu quyết",
    "scoring": "Chấm điểm",
    "counting": "Ai được tính",
    "clock": "Thời hạn",
    "cell": "Tổ chức chi bộ",
    "committee": "Nhiệm kỳ",
    "unit": "Hệ thống tổ chức",
    "member": "Đảng viên",
    "badge": "Huy hiệu Đảng",
    "residence": "Đảng viên nơi cư trú",
    "review": "Đánh giá, xếp loại",
    "papers": "Văn bản",
    "retention": "Dữ liệu cá nhân",
    "privacy": "Dữ liệu cá nhân",
    "data": "Dữ liệu cá nhân",
    "assignment": "Phân công nhiệm vụ năm",
    "hints": "Gợi ý khi ghi chép",
}
OTHER_GROUP = "Khác"

WORDS: Mapping[str, str] = {
    # votes, thresholds
    "ordinary": "việc thường",
    "admission": "kết nạp",
    "recognition": "công nhận chính thức",
    "removal": "xóa tên",
    "expulsion": "khai trừ",
    "more_than": "trên",
    "at_least": "từ",
    "below": "dưới",
    "most": "nhiều nhất",
    # days and clocks
    "mode": "cách chọn ngày",
    "fixed": "ngày cố định",
    "free": "chi bộ tự chọn",
    "day": "ngày",
    "month": "tháng",
    "first": "sớm nhất ngày",
    "last": "muộn nhất ngày",
    "monthly": "mỗi tháng",
    "from_month": "từ tháng",
    "from_day": "ngày",
    "to_month": "đến tháng",
    "to_day": "ngày",
    "file_days": "lập hồ sơ trong (ngày)",
    "refresh_months": "cập nhật sau (tháng)",
    "hours": "giờ",
    "agreed": "chi ủy thống nhất",
    "notified": "thông báo",
    "year": "năm",
    "years": "năm",
    "months": "tháng",
    "per": "theo",
    "pilot": "thí điểm",
    "grassroots": "cơ sở",
    "province": "tỉnh",
    "central": "Trung ương",
    "complete_working_days": "hoàn thành (ngày làm việc)",
    "present_letter_working_days": "nộp giấy giới thiệu (ngày làm việc)",
    "strike_months": "quá hạn thì xóa tên (tháng)",
    "decision_working_days": "ra quyết định (ngày làm việc)",
    "extension_working_days": "gia hạn (ngày làm việc)",
    "ceremony_working_days": "tổ chức lễ kết nạp (ngày làm việc)",
    "probation_months": "thời gian dự bị (tháng)",
    "recognition_vote_working_days": "chi bộ xét công nhận (ngày làm việc)",
    "recognition_decision_working_days": "quyết định công nhận (ngày làm việc)",
    "class_certificate_months": "giấy chứng nhận lớp bồi dưỡng có giá trị (tháng)",
    "dossier_refresh_months": "bổ sung hồ sơ sau (tháng)",
    "readmission_months": "kết nạp lại sau (tháng)",
    "education_months": "giáo dục, giúp đỡ (tháng)",
    "months_absent_or_unpaid": "bỏ sinh hoạt hoặc không đóng phí (tháng)",
    "complaint_working_days": "khiếu nại trong (ngày làm việc)",
    "from_months": "từ (tháng)",
    "below_months": "dưới (tháng)",
    "study_most_months": "đi học nhiều nhất (tháng)",
    "other_reason_months_below": "lý do khác, dưới (tháng)",
    "from_years": "từ (năm tuổi Đảng)",
    # organisation
    "elect_from_official": "bầu chi ủy từ (đảng viên chính thức)",
    "form_from_official": "lập chi bộ từ (đảng viên chính thức)",
    "groups_from": "chia tổ đảng từ (đảng viên)",
    "grassroots_organisation_from": "lập đảng bộ cơ sở từ (đảng viên)",
    "name": "tên",
    "under": "trực thuộc",
    "cell": "họp hằng tháng như chi bộ",
    "never": "không dùng cho",
    "provincial_committee": "đảng bộ tỉnh",
    "municipal_committee": "đảng bộ thành phố, thị xã thuộc tỉnh",
    "district_committee": "đảng bộ huyện",
    "bloc_committee": "đảng bộ khối",
    "agencies_committee": "đảng bộ các cơ quan tỉnh",
    "upper_grassroots_committee": "đảng bộ cấp trên trực tiếp cơ sở",
    "commune_committee": "đảng bộ xã, phường",
    "grassroots_party_organisation": "đảng bộ cơ sở",
    "grassroots_cell": "chi bộ cơ sở",
    "sub_organisation": "đảng bộ bộ phận",
    "party_cell": "chi bộ",
    "party_group": "tổ đảng",
    "party_committee": "đảng ủy",
    "residential": "thôn, làng, tổ dân phố",
    "agency": "cơ quan, đơn vị sự nghiệp",
    "state_enterprise": "doanh nghiệp nhà nước",
    "private_enterprise": "doanh nghiệp ngoài nhà nước",
    "school": "trường học",
    "armed_forces": "lực lượng vũ trang",
    # who counts
    "official": "chính thức",
    "probationary": "dự bị",
    "hosted": "sinh hoạt tạm thời tại đây",
    "exempt": "miễn sinh hoạt",
    "away": "sinh hoạt tạm thời nơi khác",
    "transferring": "đang chuyển sinh hoạt",
    "suspended": "đình chỉ sinh hoạt",
    "new_member": "mới kết nạp",
    # a year's tasks, and questions to whoever writes
    "standings": "tình trạng sinh hoạt",
    "offices": "theo chức vụ",
    "office": "chức vụ",
    "cell_secretary": "bí thư chi bộ",
    "deputy_cell_secretary": "phó bí thư chi bộ",
    "cell_committee_member": "chi ủy viên",
    "measure": "kết quả phải đạt",
    "percent": "từ mức (%)",
    "least_words": "từ bao nhiêu chữ",
    "words_together": "so từng cụm (chữ)",
    "meetings": "số kỳ gần nhất",
    "counts": "được tính",
    "yes": "có",
    "no": "không",
    "if_present": "nếu có mặt",
    "note": "ghi chú",
    "document": "văn bản",
    "provision": "điều khoản",
    "confidence": "nguồn",
    "our_reading": "cách hiểu của phần mềm",
    "activity_exemption": "miễn công tác và sinh hoạt",
    "temporary_exemption": "tạm miễn",
    "study": "đi học",
    "text": "nội dung",
    # scoring and review
    "number": "số",
    "title": "tên",
    "max": "điểm tối đa",
    "normalise": "quy về thang 100",
    "failed_checks": "kể cả dòng không đạt",
    "general": "tiêu chí chung",
    "results": "kết quả nhiệm vụ",
    "excellent": "xuất sắc từ",
    "good": "tốt từ",
    "done": "hoàn thành từ",
    "excellent_cap_percent": "xuất sắc nhiều nhất (%)",
    "clean_and_strong": "trong sạch, vững mạnh",
    "excellent_completion": "hoàn thành xuất sắc nhiệm vụ",
    "good_completion": "hoàn thành tốt nhiệm vụ",
    "completion": "hoàn thành nhiệm vụ",
    "non_completion": "không hoàn thành nhiệm vụ",
    "weak": "yếu kém",
    # papers
    "type_and_term": "từng loại, cả nhiệm kỳ",
    "width": "số chữ số",
    "code": "ký hiệu",
    "resolution": "nghị quyết",
    "decision": "quyết định",
    "conclusion": "kết luận",
    "rules_of_procedure": "quy chế",
    "notice": "thông báo",
    "report": "báo cáo",
    "plan": "kế hoạch",
    "programme": "chương trình",
    "scheme": "đề án",
    "option": "phương án",
    "submission": "tờ trình",
    "official_letter": "công văn",
    "minutes": "biên bản",
    "clerical": "sai sót chữ, số",
    "content": "nội dung",
    "secretary": "bí thư",
    "cell_meeting": "cuộc họp chi bộ",
    "page": "khổ giấy",
    "page_number": "số trang",
    "body": "phần chữ",
    "head_left": "góc trái",
    "head_right": "góc phải",
    "place_date": "nơi, ngày",
    "recipients": "nơi nhận",
    "font": "phông chữ",
    "bold": "in đậm",
    "italic": "in nghiêng",
    "underlined": "gạch chân",
    "colon": "dấu hai chấm",
    "separator": "dấu ngăn",
    "rule": "gạch dưới tên",
    "place": "vị trí",
    "top_centre": "giữa, đầu trang",
    "from_page": "từ trang",
    "size_pt": "cỡ chữ",
    "type_size_pt": "cỡ chữ tên loại",
    "subject_size_pt": "cỡ chữ trích yếu",
    "heading_size_pt": "cỡ chữ đề mục",
    "list_size_pt": "cỡ chữ danh sách",
    "issuer_size_pt": "cỡ chữ cơ quan ban hành",
    "issuer_bold": "cơ quan ban hành in đậm",
    "superior_size_pt": "cỡ chữ cơ quan cấp trên",
    "line_least_pt": "dãn dòng ít nhất (pt)",
    "line_most_pt": "dãn dòng nhiều nhất (pt)",
    "paragraph_space_pt": "cách đoạn (pt)",
    "first_line_mm": "thụt đầu dòng (mm)",
    "width_mm": "rộng (mm)",
    "height_mm": "cao (mm)",
    "top_mm": "lề trên (mm)",
    "bottom_mm": "lề dưới (mm)",
    "left_mm": "lề trái (mm)",
    "right_mm": "lề phải (mm)",
}


@dataclass(frozen=True)
class Said:
    """A value as it is read: a ``label`` (in a table), its words, or the parts it is made of."""

    label: str
    text: str
    parts: "Sequence[Said]" = ()


def said(value: Json, label: str = "") -> Said:
    """The value in words. Short plain tables become one line."""
    if isinstance(value, dict):
        shown = {key: item for key, item in value.items() if key != "code" or "title" not in value}
        parts = tuple(said(item, word_for(key)) for key, item in shown.items())
        return _joined(label, parts)
    if isinstance(value, list):
        parts = tuple(said(item) for item in value)
        if all(not part.parts for part in parts):
            return Said(label, ", ".join(part.text for part in parts))
        return Said(label, "", parts)
    return Said(label, _plain(value))


def group_of(name: str) -> str:
    """The heading a name stands under."""
    return GROUPS.get(name.partition(".")[0], OTHER_GROUP)


def word_for(key: str) -> str:
    """A key or a coded value in words; itself where nobody has named it."""
    return WORDS.get(key, key)


def _joined(label: str, parts: Sequence[Said]) -> Said:
    if any(part.parts for part in parts):
        return Said(label, "", parts)
    return Said(label, "; ".join(f"{part.label} {part.text}".strip() for part in parts))


def _plain(value: Json) -> str:
    if value is True:
        return "có"
    if value is False:
        return "không"
    return "" if value is None else word_for(str(value))
