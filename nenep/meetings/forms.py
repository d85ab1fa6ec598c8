"""When and where a cell meets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.ui.forms import NeatForm, VnDateField, VnTimeField


class SeriesForm(NeatForm):
    """The habit of a cell. The day itself follows the rulebook, unless the rule leaves it free."""

    start_time = VnTimeField(label=_("Giờ bắt đầu"))
    place = forms.CharField(label=_("Nơi họp"), max_length=200)
    planned_minutes = forms.IntegerField(
        label=_("Thời lượng dự kiến (phút)"), min_value=1, max_value=600
    )
    usual_day = forms.IntegerField(
        label=_("Ngày họp quen thuộc trong tháng"),
        help_text=_("Chỉ dùng khi quy định để chi bộ tự chọn ngày."),
        min_value=1,
        max_value=31,
        required=False,
    )
    on = VnDateField(label=_("Áp dụng từ ngày"))
