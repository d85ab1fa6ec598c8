"""What is kept of somebody's part in meetings. A text that may name others is told by its kind."""

from django.db.models import Q
from django.utils.translation import gettext as _

from nenep.desk.stored_areas import StoredArea, StoredRow
from nenep.meetings.actions.take_roll import ABSENCE_REASONS
from nenep.meetings.models import Attendance, CriticismNote, Meeting, Opinion, Recusal, Vote
from nenep.minutes.models import Amendment
from nenep.minutes.rules.amending import Part
from nenep.people.models import Person
from nenep.petitions.models import Petition
from nenep.preparation.models import AbsenceRequest, Telling
from nenep.rulebook.queries import unit_names
from nenep.ui.formats import vn_date

_MARKS = {
    "present": "có mặt",
    "excused": "vắng có lý do",
    "unexcused": "vắng không lý do",
    "": "chưa điểm danh",
}
_ANSWERS = {"granted": "đã đồng ý", "refused": "không đồng ý", "": "chờ trả lời"}
_TOLD = {"notice": "Thông báo họp", "papers": "Tài liệu họp"}
_WAYS = {
    "own_page": "trang riêng trong phần mềm",
    "paper": "bản giấy",
    "read_aloud": "đọc trực tiếp",
    "one_time_link": "đường dẫn dùng một lần",
}
_NOTES = {"self_criticism": "Tự phê bình", "criticism": "Góp ý phê bình"}
_PARTS = {
    Part.ITEM: "Đề nghị sửa ghi chép một nội dung",
    Part.OPINION: "Đề nghị sửa ghi chép một ý kiến",
    Part.CONCLUSION: "Đề nghị sửa kết luận",
}


def rolls(person: Person) -> StoredArea:
    """Every roll-call with its mark, the newest first. One query."""
    called = Attendance.objects.filter(person_id=person.pk).select_related("meeting")
    return StoredArea(
        "rolls",
        _("Dự sinh hoạt"),
        _("Để lập biên bản và tính tỷ lệ dự họp; lý do vắng chỉ là một trong vài mục chung."),
        _("Theo thời hạn lưu biên bản; chi bộ trước đây giữ phần của mình."),
        [
            StoredRow(_("Điểm danh"), _came(roll), vn_date(roll.meeting.planned_on))
            for roll in called.order_by("-month")
        ],
    )


def leaves(person: Person) -> StoredArea:
    """Leave asked from meetings, with its note and answer. One query."""
    asked = AbsenceRequest.objects.filter(person_id=person.pk).order_by("-asked_on", "id")
    return StoredArea(
        "leaves",
        _("Xin vắng"),
        _("Để chi ủy biết trước ai vắng; ghi chú chỉ chi ủy đọc."),
        _("Cùng với buổi sinh hoạt đó."),
        [StoredRow(_("Xin vắng"), _leave(row), vn_date(row.asked_on)) for row in asked],
    )


def tellings(person: Person) -> StoredArea:
    """On which way notices and papers came, and for whom one read aloud, unnamed. One query."""
    told = Telling.objects.filter(Q(person_id=person.pk) | Q(reader_id=person.pk))
    return StoredArea(
        "tellings",
        _("Thông báo, tài liệu họp"),
        _("Để chi ủy biết ai đã được báo và bằng cách nào; không xếp hạng theo người."),
        _("Cùng với buổi sinh hoạt đó."),
        [
            StoredRow(_(_TOLD[one.what]), _told_to(one, person), vn_date(one.told_on))
            for one in told.order_by("-told_on", "id")
        ],
    )


def opinions(person: Person) -> StoredArea:
    """What was said, and to whom it was sent up. Three queries."""
    said = Opinion.objects.filter(person_id=person.pk).order_by("-raised_on")
    rows = [StoredRow(_("Ý kiến"), one.text, vn_date(one.raised_on)) for one in said]
    sent = list(Petition.objects.filter(opinion__person_id=person.pk).order_by("-forwarded_on"))
    names = unit_names({one.to_unit_id for one in sent})
    rows += [
        StoredRow(
            _("Ý kiến gửi lên cấp trên"),
            _petition(one, names.get(one.to_unit_id, "")),
            vn_date(one.forwarded_on),
        )
        for one in sent
    ]
    return StoredArea(
        "opinions",
        _("Ý kiến đã phát biểu"),
        _("Để ghi biên bản và trả lời ý kiến; không bao giờ chấm điểm hay xếp hạng theo người."),
        _("Theo thời hạn lưu biên bản."),
        rows,
    )


def parts(person: Person) -> StoredArea:
    """Who ran, counted, stepped out of a vote, asked for another wording. Four queries."""
    me = person.pk
    ran = Meeting.objects.filter(Q(chair_id=me) | Q(secretary_id=me) | Q(presenter_id=me))
    counted = Vote.objects.filter(Q(teller_id=me) | Q(second_teller_id=me))
    apart = Recusal.objects.filter(person_id=me).select_related("meeting")
    asked = Amendment.objects.filter(asked_by_id=me).select_related("meeting")
    rows = [
        StoredRow(_("Phần việc"), _roles(one, person), vn_date(one.held_on or one.planned_on))
        for one in ran.order_by("-month", "id")
    ]
    rows += [
        StoredRow(_("Kiểm phiếu"), _("Kiểm phiếu một lần biểu quyết"), _day(vote.meeting))
        for vote in counted.select_related("meeting").order_by("-meeting__month", "id")
    ]
    rows += [
        StoredRow(_("Không tham gia một lần biểu quyết"), one.reason, _day(one.meeting))
        for one in apart.order_by("-meeting__month", "id")
    ]
    rows += [
        StoredRow(_("Thông qua biên bản"), _(_PARTS[Part(one.part)]), _day(one.meeting))
        for one in asked
    ]
    return StoredArea(
        "parts",
        _("Phần việc trong các buổi họp"),
        _("Để biên bản ghi đúng ai chủ trì, ghi biên bản, kiểm phiếu, ai không biểu quyết."),
        _("Theo thời hạn lưu biên bản; không bao giờ ghi ai bỏ phiếu thế nào."),
        rows,
    )


def criticism(person: Person) -> StoredArea:
    """The private notes about the person. One query."""
    notes = CriticismNote.objects.filter(person_id=person.pk).select_related("meeting")
    return StoredArea(
        "criticism",
        _("Tự phê bình và phê bình"),
        _("Để đồng chí theo dõi việc sửa chữa; chỉ chi ủy và đồng chí đọc, không vào văn bản nào."),
        _("Đến khi chi ủy xóa, xóa lúc nào cũng được."),
        [
            StoredRow(_(_NOTES[note.kind]), note.text, _day(note.meeting))
            for note in notes.order_by("-meeting__month", "id")
        ],
    )


def _came(roll: Attendance) -> str:
    told = [_(_MARKS[roll.mark])]
    if roll.reason:
        told.append(_(ABSENCE_REASONS.get(roll.reason, roll.reason)).lower())
    if roll.late:
        told.append(_("đến muộn"))
    if roll.left_early:
        told.append(_("về sớm"))
    return ", ".join(told)


def _leave(row: AbsenceRequest) -> str:
    reason = _(ABSENCE_REASONS.get(row.reason, row.reason))
    answer = _("đã rút") if row.withdrawn_on else _(_ANSWERS[row.answer])
    return f"{reason} ({row.note}), {answer}" if row.note else f"{reason}, {answer}"


def _told_to(row: Telling, person: Person) -> str:
    if row.person_id == person.pk:
        return _(_WAYS[row.way])
    return _("đã đọc cho một đồng chí khác")


def _petition(one: Petition, unit_name: str) -> str:
    named = _("có ghi tên") if one.speaker else _("không ghi tên")
    return f"{unit_name}, {named}: {one.text}"


def _roles(meeting: Meeting, person: Person) -> str:
    told = [
        _("Chủ trì") if meeting.chair_id == person.pk else "",
        _("Ghi biên bản") if meeting.secretary_id == person.pk else "",
        _("Trình bày chuyên đề") if meeting.presenter_id == person.pk else "",
    ]
    return ", ".join(role for role in told if role)


def _day(meeting: Meeting) -> str:
    return vn_date(meeting.held_on or meeting.planned_on)
