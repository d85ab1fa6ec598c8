"""Why a cell needs help, in its own facts and against its own past. Never a rank among cells.

The thresholds come in as :class:`Levels` (rulebook data); a reason names months and counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from nenep.dashboards.rules import Figures, months_back, shifted


class Tone(StrEnum):
    """How loudly a reason speaks."""

    HELP = "help"
    WATCH = "watch"
    GOOD = "good"


TONE_WORDS = {Tone.HELP: "Vì sao cần giúp:", Tone.WATCH: "Để ý:", Tone.GOOD: ""}


@dataclass(frozen=True)
class Levels:
    """What counts as low here; from the rulebook, of the month."""

    attendance: Fraction
    thematic_per_quarter: int
    rising_months: int = 4
    falling_months: int = 3


@dataclass(frozen=True)
class Reason:
    """One sentence beside a cell."""

    tone: Tone
    text: str


def reasons(
    months: Mapping[date, Figures],
    month: date,
    levels: Levels,
    *,
    month_is_over: bool,
    expiring_exemptions: int = 0,
) -> Sequence[Reason]:
    """What the superior should read beside the cell this month, the loudest first.

    ``months`` holds the cell's own figures of the last year; ``month_is_over`` is true once the
    regular meeting should have been held.
    """
    found = [
        *_missed(months, month, month_is_over),
        *_attendance(months, month, levels),
        *_opinions(months, month),
        *_tasks(months, month),
        *_papers(months, month),
        *_thematic(months, month, levels),
    ]
    if expiring_exemptions:
        found.append(
            Reason(Tone.WATCH, f"{expiring_exemptions} giấy miễn sinh hoạt hết hạn trong 30 ngày")
        )
    order = [Tone.HELP, Tone.WATCH, Tone.GOOD]
    return sorted(found, key=lambda reason: order.index(reason.tone))


def _missed(months: Mapping[date, Figures], month: date, over: bool) -> list[Reason]:
    looked_at = months_back(month, 6) if over else months_back(shifted(month, -1), 6)
    missed = [m for m in looked_at if m in months and not months[m].met]
    if not missed:
        return []
    if len(missed) == 1 and missed[0] != looked_at[-1]:
        return [Reason(Tone.WATCH, f"tháng {missed[0].month} không họp")]
    named = ", ".join(f"tháng {m.month}" for m in missed)
    return [Reason(Tone.HELP, f"không họp {named}")]


def _attendance(months: Mapping[date, Figures], month: date, levels: Levels) -> list[Reason]:
    held = [
        ratio
        for m in months_back(month, 12)
        if m in months and (ratio := months[m].attendance) is not None
    ]
    if not held:
        return []
    if _runs(held, levels.rising_months, up=True):
        return [Reason(Tone.GOOD, f"dự sinh hoạt lên {levels.rising_months} tháng liền")]
    if held[-1] < levels.attendance and _runs(held, levels.falling_months, up=False):
        return [Reason(Tone.HELP, f"dự sinh hoạt giảm {levels.falling_months} tháng liền")]
    if held[-1] < levels.attendance - Fraction(15, 100):
        return [Reason(Tone.WATCH, "dự sinh hoạt thấp")]
    return []


def _runs(ratios: Sequence[Fraction], steps: int, *, up: bool) -> bool:
    tail = ratios[-(steps + 1) :]
    if len(tail) <= steps:
        return False
    pairs = list(pairwise(tail))
    return all((b >= a if up else b <= a) for a, b in pairs) and (
        tail[-1] > tail[0] if up else tail[-1] < tail[0]
    )


def _opinions(months: Mapping[date, Figures], month: date) -> list[Reason]:
    now = months.get(month)
    if now is None or not now.opinions_overdue:
        return []
    return [Reason(Tone.HELP, f"{now.opinions_overdue} ý kiến chưa trả lời quá hạn")]


def _tasks(months: Mapping[date, Figures], month: date) -> list[Reason]:
    now = months.get(month)
    if now is None or now.tasks_due < 3 or now.tasks_done * 2 >= now.tasks_due:
        return []
    return [Reason(Tone.WATCH, f"mới xong {now.tasks_done}/{now.tasks_due} việc đến hạn")]


def _papers(months: Mapping[date, Figures], month: date) -> list[Reason]:
    late = [
        m
        for m in months_back(month, 3)
        if m in months and months[m].met and not months[m].reported_on_time
    ]
    if len(late) < 2:
        return []
    return [Reason(Tone.WATCH, f"{len(late)} tháng gần đây gửi biên bản muộn")]


def _thematic(months: Mapping[date, Figures], month: date, levels: Levels) -> list[Reason]:
    quarter = (month.month - 1) // 3 + 1
    passed = [shifted(month, -back) for back in range((month.month - 1) % 3 + 1)]
    held = sum(months[m].thematic for m in passed if m in months)
    # Only the last month of a quarter speaks: before it the cell still has its time.
    if held >= levels.thematic_per_quarter or len(passed) < 3:
        return []
    roman = ("I", "II", "III", "IV")[quarter - 1]
    return [Reason(Tone.WATCH, f"quý {roman} chưa có chuyên đề")]
