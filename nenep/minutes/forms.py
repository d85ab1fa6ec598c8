"""What is typed to adopt, seal and report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.ui.forms import NeatForm, VnDateField


class AdoptionForm(NeatForm):
    """The totals of the vote on the minutes and the resolution."""

    votes_for = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=999)
    votes_against = forms.IntegerField(label=_("Không tán thành"), min_value=0, max_value=999)
    abstentions = forms.IntegerField(label=_("Không có ý kiến"), min_value=0, max_value=999)


class DayForm(NeatForm):
    """The day on which something was done; it may have been done on paper before."""

    on = VnDateField(label=_("Ngày"))
