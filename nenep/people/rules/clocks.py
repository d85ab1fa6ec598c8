"""The clocks of a transfer of Party activities (294 §6.3.1): working days from the letter.

From 26/7/2026 the sources contradict each other (30 or 60 working days), so the rulebook holds no
clock for letters of that time: then there is no due day, and the page says why.
"""

from dataclasses import dataclass
from datetime import date

from nenep.kernel.working_days import add_working_days
from nenep.people.rules.seniority import months_later
from nenep.rulebook.rules.engine import Ruling
from nenep.rulebook.rules.plain import whole

NO_CLOCK = "Chưa biết thời hạn chuyển sinh hoạt áp dụng cho giấy giới thiệu ngày %(day)s."


@dataclass(frozen=True)
class TransferClock:
    """Until when the letter is to be handed in, the transfer to be complete; from when the member
    may be struck off the list for not handing it in."""

    letter_by: date
    complete_by: date
    strike_from: date
    provision: str


def transfer_clock(introduced_on: date, ruling: Ruling | None) -> TransferClock | None:
    """The clocks of a letter of that day; None when no rule is known for it.

    ``ruling`` is ``clock.transfer`` on the day of the letter: the rules of that day stay with it.
    """
    if ruling is None:
        return None
    return TransferClock(
        letter_by=add_working_days(
            introduced_on, whole(ruling.table, "present_letter_working_days")
        ),
        complete_by=add_working_days(introduced_on, whole(ruling.table, "complete_working_days")),
        strike_from=months_later(introduced_on, whole(ruling.table, "strike_months")),
        provision=ruling.citation.place,
    )
