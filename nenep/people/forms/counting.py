"""Choosing the day of a page."""

from django.utils.translation import gettext_lazy as _

from nenep.ui.forms import NeatForm, VnDateField


class DayForm(NeatForm):
    """One day, past or to come."""

    on = VnDateField(label=_("Ngày"))
