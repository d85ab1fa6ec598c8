"""Forms of the book of Regulation 213."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.ui.forms import Lines, NeatForm, VnDateField


class LinkForm(NeatForm):
    """A working member who lives here, as the introduction says it."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    workplace = forms.CharField(label=_("Nơi công tác"), max_length=200)
    on = VnDateField(label=_("Theo dõi từ ngày"))


class CommentForm(NeatForm):
    """The comment of a year."""

    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    given_on = VnDateField(label=_("Ngày gửi nhận xét"))
    text = forms.CharField(
        label=_("Nội dung nhận xét"),
        help_text=_("Để trống nếu nhận xét gửi bằng giấy."),
        max_length=1000,
        widget=Lines(rows=4),
        required=False,
    )

    def __init__(self, today: date, data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        years = range(today.year, today.year - 3, -1)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class LinkEndForm(NeatForm):
    """The first day on which the link holds no longer."""

    on = VnDateField(label=_("Thôi theo dõi từ ngày"))
