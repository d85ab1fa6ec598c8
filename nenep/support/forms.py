"""Choosing the day of a register."""

from datetime import date

from django.utils.translation import gettext_lazy

from nenep.ui.forms import NeatForm, VnDateField


class RegisterDayForm(NeatForm):
    """The day of the register that is shown."""

    on = VnDateField(label=gettext_lazy("Sổ vào ngày"))

    def day(self, today: date) -> date:
        """The day asked for; what cannot be read is today."""
        asked = self.cleaned_data.get("on") if self.is_valid() else None
        return asked if isinstance(asked, date) else today
