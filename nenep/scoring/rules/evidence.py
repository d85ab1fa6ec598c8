"""From facts to the points a line proposes, with the sentence that proves them.

An evidence sentence states numbers and dates only. It never judges: that is people's (law 2 of
the product).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nenep.kernel.ratios import percent_text
from nenep.rulebook.rules.sheets import Line, Measure, Step, StepTest
from nenep.scoring.rules.facts import Facts


@dataclass(frozen=True)
class Finding:
    """``points`` is ``None`` when the facts do not say; then ``pending`` tells whether a later fact
    will (the papers' two days) or people must be asked."""

    points: int | None
    evidence: str
    pending: bool = False


UNKNOWN = "Chưa có số liệu, đề nghị chi bộ cho điểm."


def finding(line: Line, facts: Facts) -> Finding:
    """What the facts propose for a measured line."""
    if line.measure is None:
        return Finding(None, "")
    return _MEASURES[line.measure](line, facts)


def _duration(line: Line, facts: Facts) -> Finding:
    required = _required_minutes(line, facts)
    if facts.minutes is None or required is None:
        return Finding(None, UNKNOWN)
    short = required - facts.minutes
    for step in line.steps:
        held = step.test is StepTest.SHORT_AT_MOST and short <= step.bound
        share = step.test is StepTest.AT_LEAST and facts.minutes * 100 >= step.bound * required
        if held or share or step.test is StepTest.OTHERWISE:
            said = f"Họp {facts.minutes} phút, yêu cầu {required} phút"
            return Finding(step.points, f"{said}, thiếu {short} phút." if short > 0 else f"{said}.")
    return Finding(None, UNKNOWN)


def _required_minutes(line: Line, facts: Facts) -> int | None:
    """The longer of the rule for this kind of meeting and the form's own demand on big cells."""
    large = line.large_members is not None and facts.members >= line.large_members
    asked = [facts.least_minutes, line.large_minutes if large else None]
    return max((minutes for minutes in asked if minutes is not None), default=None)


def _attendance(line: Line, facts: Facts) -> Finding:
    if not facts.due or facts.due != facts.present + facts.excused + facts.unexcused:
        return Finding(None, UNKNOWN)
    said = (
        f"{facts.present}/{facts.due} đảng viên phải dự = {percent_text(facts.present, facts.due)}"
    )
    if facts.unexcused:
        said += f"; {facts.unexcused} vắng không lý do"
    return _stepped(line, facts.present, facts.due, said, unexcused=facts.unexcused)


def _speakers(line: Line, facts: Facts) -> Finding:
    if facts.speakers is None or not facts.present or facts.speakers > facts.present:
        return Finding(None, UNKNOWN)
    said = f"{facts.speakers}/{facts.present} đảng viên có mặt phát biểu"
    share = percent_text(facts.speakers, facts.present)
    return _stepped(line, facts.speakers, facts.present, f"{said} = {share}")


def _implementation(line: Line, facts: Facts) -> Finding:
    if not facts.tasks_due:
        return Finding(None, "Kỳ này không có nhiệm vụ đến hạn; đề nghị chi bộ cho điểm.")
    said = f"{facts.tasks_done}/{facts.tasks_due} nhiệm vụ đến hạn đã hoàn thành"
    share = percent_text(facts.tasks_done, facts.tasks_due)
    return _stepped(line, facts.tasks_done, facts.tasks_due, f"{said} = {share}")


def _stepped(line: Line, part: int, whole: int, said: str, *, unexcused: int = 0) -> Finding:
    for step in line.steps:
        if _holds(step, part, whole, unexcused):
            return Finding(step.points, f"{said}.")
    return Finding(None, UNKNOWN)


def _holds(step: Step, part: int, whole: int, unexcused: int) -> bool:
    """Exact: 89,96 % is not 90 %, whatever the sentence rounds to."""
    match step.test:
        case StepTest.AT_LEAST:
            return part * 100 >= step.bound * whole
        case StepTest.MORE_THAN:
            return part * 100 > step.bound * whole
        case StepTest.ANY_UNEXCUSED:
            return unexcused > 0
        case _:
            return step.test is StepTest.OTHERWISE


def _excused_run(line: Line, facts: Facts) -> Finding:
    run, most = facts.longest_excused_run, line.bound
    if run is None or most is None:
        return Finding(None, UNKNOWN)
    return _passed(line, run <= most, f"Vắng có lý do liên tiếp nhiều nhất trong năm: {run} kỳ.")


def _premeeting(line: Line, facts: Facts) -> Finding:
    if not facts.has_committee:
        return Finding(line.max, "Chi bộ không có chi ủy, chỉ có bí thư.")
    said = ("Chi ủy chưa có biên bản họp trước.", "Chi ủy đã họp trước, có biên bản.")
    return _yes_or_no(line, facts.premeeting_with_minutes, said)


def _notified(line: Line, facts: Facts) -> Finding:
    if facts.members_notified is None or facts.superior_notified is None:
        return Finding(None, UNKNOWN)
    told = [
        name
        for known, name in (
            (facts.members_notified, "đảng viên"),
            (facts.superior_notified, "cấp trên được phân công theo dõi"),
        )
        if known
    ]
    said = f"Đã thông báo cho {' và '.join(told)}." if told else "Chưa ghi nhận thông báo."
    return _passed(line, facts.members_notified and facts.superior_notified, said)


def _papers_lead(line: Line, facts: Facts) -> Finding:
    if line.bound is None:
        return Finding(None, UNKNOWN)
    if facts.papers_lead_days is None:
        return _passed(line, False, "Chưa ghi nhận việc gửi tài liệu trước buổi họp.")
    said = f"Tài liệu gửi trước {facts.papers_lead_days} ngày."
    return _passed(line, facts.papers_lead_days >= line.bound, said)


def _minutes_taken(line: Line, facts: Facts) -> Finding:
    return _yes_or_no(line, facts.minutes_taken, ("Chưa ghi biên bản.", "Đã ghi biên bản."))


def _ideology_minutes(line: Line, facts: Facts) -> Finding:
    spent = facts.ideology_minutes
    if spent is None or line.bound is None or line.upper is None:
        return Finding(None, UNKNOWN)
    said = f"Dành {spent} phút cho tư tưởng, tự phê bình và phê bình."
    return _passed(line, line.bound <= spent <= line.upper, said)


def _concluded(line: Line, facts: Facts) -> Finding:
    return _yes_or_no(line, facts.concluded, ("Chưa ghi kết luận.", "Chủ trì đã kết luận."))


def _adopted(line: Line, facts: Facts) -> Finding:
    if facts.adopted is None:
        return Finding(None, "Chờ thông qua biên bản.", pending=True)
    return _yes_or_no(
        line, facts.adopted, ("Biên bản chưa được thông qua.", "Biên bản đã được thông qua.")
    )


def _finalised(line: Line, facts: Facts) -> Finding:
    days, most = facts.finalised_after_days, line.bound
    if most is None:
        return Finding(None, UNKNOWN)
    if days is not None:
        return _passed(line, days <= most, f"Văn bản hoàn thiện và gửi sau {days} ngày.")
    if facts.deadline_passed:
        return _passed(line, False, f"Đã quá {most} ngày, văn bản chưa được gửi.")
    return Finding(None, f"Chờ gửi văn bản trong {most} ngày sau buổi họp.", pending=True)


def _yes_or_no(line: Line, fact: bool | None, said: tuple[str, str]) -> Finding:
    return Finding(None, UNKNOWN) if fact is None else _passed(line, fact, said[fact])


def _passed(line: Line, held: bool, said: str) -> Finding:
    return Finding(line.max if held else 0, said)


_MEASURES: Mapping[Measure, Callable[[Line, Facts], Finding]] = {
    Measure.DURATION: _duration,
    Measure.ATTENDANCE: _attendance,
    Measure.EXCUSED_RUN: _excused_run,
    Measure.PREMEETING: _premeeting,
    Measure.NOTIFIED: _notified,
    Measure.PAPERS_LEAD: _papers_lead,
    Measure.SPEAKERS: _speakers,
    Measure.MINUTES_TAKEN: _minutes_taken,
    Measure.IDEOLOGY_MINUTES: _ideology_minutes,
    Measure.IMPLEMENTATION: _implementation,
    Measure.CONCLUDED: _concluded,
    Measure.ADOPTED: _adopted,
    Measure.FINALISED: _finalised,
}
