"""One box for one question; nothing else is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.box.actions.put_in import LONGEST
from nenep.ui.forms import Lines, NeatForm


class SlipForm(NeatForm):
    """The words, and nothing about whose they are."""

    text = forms.CharField(
        label=_("Ý kiến, câu hỏi"),
        help_text=_("Tránh những chi tiết mà chỉ riêng đồng chí biết."),
        widget=Lines(rows=4),
        max_length=LONGEST,
    )
