"""What stands in the way of a plan outside the tree: dates, meetings, letters, offices to come."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from nenep.reorganisation.rules.draft import Draft
from nenep.reorganisation.rules.projection import Fault, Notice, Placing
from nenep.reorganisation.rules.snapshot import MeetingNow


def judge_day(draft: Draft) -> None:
    """An office plans for today or later; only the installation enters history."""
    if draft.now.on < draft.now.today and not draft.now.past_allowed:
        message = (
            f"ngày hiệu lực {draft.now.on:%d/%m/%Y} đã qua; "
            "việc đã xảy ra do người quản trị nhập trên máy chủ."
        )
        draft.fault(Fault.PAST, message)
    if not draft.plan.steps:
        draft.fault(Fault.EMPTY, "phương án chưa có bước nào.")


def judge_later(draft: Draft, receiving: Iterable[UUID]) -> None:
    """Another act, later in time, already counts on the unit as it is."""
    changed = _steps_of_changed(draft)
    entered = set(receiving)
    for later in draft.now.later:
        step = changed.get(later.unit_id)
        if step is None and not (later.ends and later.unit_id in entered):
            continue
        what = "kết thúc" if later.ends else "thay đổi"
        message = (
            f"{draft.name(later.unit_id)} đã được ghi {what} từ ngày {later.on:%d/%m/%Y}; "
            "hãy gỡ việc ấy trước, hoặc chọn ngày hiệu lực sau đó."
        )
        draft.fault(Fault.LATER_CHANGE, message, *([step] if step else []))


def _steps_of_changed(draft: Draft) -> dict[UUID, int]:
    steps = {unit_id: number for unit_id, (_act, number) in draft.renamed.items()}
    steps |= {unit_id: number for unit_id, (_code, number) in draft.recoded.items()}
    steps |= {unit_id: number for unit_id, (_act, number) in draft.rekinded.items()}
    steps |= {unit_id: wanted.step for unit_id, wanted in draft.moved.items()}
    return steps | {unit_id: wanted.step for unit_id, wanted in draft.ended.items()}


def judge_meetings(draft: Draft) -> list[Notice]:
    """An ending unit holds its meetings before; what is open then is told."""
    notices: list[Notice] = []
    for meeting in draft.now.meetings:
        ended = draft.ended.get(meeting.unit_id)
        if ended is None:
            continue
        name = f"{draft.name(meeting.unit_id)}: cuộc họp tháng {meeting.month:%m/%Y}"
        if meeting.held_on is not None and meeting.held_on >= draft.now.on:
            message = f"{name} đã họp ngày {meeting.held_on:%d/%m/%Y}, sau ngày hiệu lực."
            draft.fault(Fault.MEETING_AFTER, message, ended.step)
        elif meeting.held_on is None and meeting.planned_on >= draft.now.on:
            message = (
                f"{name} dự kiến ngày {meeting.planned_on:%d/%m/%Y}, không trước ngày hiệu lực; "
                "hãy họp trước, hoặc rút cuộc họp."
            )
            draft.fault(Fault.MEETING_TO_COME, message, ended.step)
        elif not meeting.finalised:
            told = _open_meeting(name, meeting, past=meeting.planned_on < draft.now.today)
            notices.append(Notice(told, meeting.unit_id))
    return notices


def _open_meeting(name: str, meeting: MeetingNow, *, past: bool) -> str:
    if meeting.held_on is None and past:
        return f"{name} chưa được nhập; nhập hoặc rút trước ngày hiệu lực."
    if meeting.held_on is None:
        return (
            f"{name} dự kiến ngày {meeting.planned_on:%d/%m/%Y} chưa mở; họp trước ngày hiệu lực."
        )
    return f"{name} chưa hoàn thiện văn bản; hoàn thiện trước ngày hiệu lực."


def judge_people(draft: Draft, placings: Iterable[Placing]) -> None:
    """Letters on their way to an ending unit, offices and memberships that would begin in it."""
    for letter in draft.now.letters:
        ended = draft.ended.get(letter.to_unit_id)
        if ended is not None:
            message = (
                f"đ/c {letter.full_name} đang chuyển sinh hoạt đến "
                f"{draft.name(letter.to_unit_id)}; "
                "hãy tiếp nhận hoặc trả lại trước."
            )
            draft.fault(Fault.TRANSFER_UNDER_WAY, message, ended.step)
    for office in draft.now.offices:
        ended = draft.ended.get(office.unit_id)
        if ended is not None and office.since >= draft.now.on:
            message = (
                f"đ/c {office.full_name} được giao chức trách ở {draft.name(office.unit_id)} "
                f"từ ngày {office.since:%d/%m/%Y}, khi đơn vị đã kết thúc."
            )
            draft.fault(Fault.OFFICE_TO_COME, message, ended.step)
    going = {placing.person_id for placing in placings}
    for member in draft.now.members_later:
        ended = draft.ended.get(member.unit_id)
        if ended is not None and member.person_id not in going:
            message = (
                f"đ/c {member.full_name} vào {draft.name(member.unit_id)} từ ngày "
                f"{member.since:%d/%m/%Y}, khi đơn vị đã kết thúc."
            )
            draft.fault(Fault.MEMBER_TO_COME, message, ended.step)


def tell_the_new(draft: Draft, names: Mapping[UUID, str], habits: Iterable[UUID]) -> list[Notice]:
    """What a new cell still needs."""
    known = set(habits)
    return [
        Notice(
            f"{names[unit_id]} chưa có cấp ủy và lịch họp; giao chức trách sau khi áp dụng.",
            unit_id,
        )
        if unit_id not in known
        else Notice(f"{names[unit_id]} chưa có cấp ủy; giao chức trách sau khi áp dụng.", unit_id)
        for unit_id in draft.founded
        if unit_id in names
    ]
