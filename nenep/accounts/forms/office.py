"""What the office is asked about an account."""

from django import forms
from django.utils.translation import gettext_lazy

from nenep.ui.forms import NeatForm


class OpeningForm(NeatForm):
    """The login somebody will type."""

    login = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Chữ không dấu, chữ số, dấu chấm hoặc gạch ngang."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )


class PageForm(forms.Form):
    page = forms.IntegerField(min_value=1, max_value=10_000)


class ApprovalForm(forms.Form):
    """Which request is approved."""

    recovery = forms.UUIDField()
