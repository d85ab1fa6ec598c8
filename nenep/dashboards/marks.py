"""A month of figures as a mark of the strip: one reading for every page."""

from datetime import date

from django.utils.translation import gettext as _

from nenep.dashboards.rules import Figures
from nenep.ui.shapes import MonthMark, MonthState

# Below this share of those due a held month asks for a look; a shade of the picture, not a rule.
WEAK_BELOW_PERCENT = 80


def month_mark(figures: Figures | None, month: date, today: date) -> MonthMark:
    """Height says attendance, the state whether it was held; words stand beside in a table."""
    if figures is None:
        return MonthMark(month, MonthState.FUTURE if month > today else MonthState.NONE)
    if figures.awaited(today) and figures.planned_on:
        told = _("họp ngày %(day)s") % {"day": f"{figures.planned_on:%d/%m}"}
        return MonthMark(month, MonthState.FUTURE, text=told)
    if not figures.met:
        return MonthMark(month, MonthState.MISSED)
    weak = figures.attendance is not None and figures.attendance * 100 < WEAK_BELOW_PERCENT
    return MonthMark(
        month,
        MonthState.WEAK if weak else MonthState.HELD,
        share=figures.attendance,
        text=f"{figures.present}/{figures.due}",
    )
