"""What is typed of opinions: the cell's answer, sending up, the committee's reply."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField


class ForwardForm(NeatForm):
    """The words that go up, and what goes with them."""

    text = forms.CharField(
        label=_("Nội dung chuyển"),
        help_text=_("Sửa lời nếu cần; ý kiến gốc của chi bộ giữ nguyên."),
        widget=Lines(rows=4),
        max_length=4000,
    )
    with_name = forms.BooleanField(label=_("Kèm tên: người nêu đã đồng ý"), required=False)
    with_kind = forms.BooleanField(label=_("Kèm loại ý kiến"), required=False)
    on = VnDateField(label=_("Ngày chuyển"))

    def __init__(self, *, named: bool, data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        if not named:
            del self.fields["with_name"]


class AnswerForm(NeatForm):
    """The cell's own answer."""

    text = forms.CharField(label=_("Trả lời"), widget=Lines(rows=4), max_length=4000)
    on = VnDateField(label=_("Ngày trả lời"))


class PassOnForm(NeatForm):
    """To the committee above this one, with what the cell is told."""

    text = forms.CharField(
        label=_("Nội dung chuyển"),
        help_text=_("Sửa lời nếu cần; kiến nghị của chi bộ giữ nguyên."),
        widget=Lines(rows=4),
        max_length=4000,
    )
    reason = forms.CharField(
        label=_("Báo chi bộ vì sao chuyển"),
        help_text=_("Chi bộ và người nêu đọc câu này."),
        widget=Lines(rows=2),
        max_length=1000,
    )
    with_name = forms.BooleanField(label=_("Kèm tên người nêu"), required=False)
    on = VnDateField(label=_("Ngày chuyển"))

    def __init__(self, *, named: bool, data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        if not named:
            del self.fields["with_name"]


class ReplyForm(NeatForm):
    """What the committee does with it."""

    kind = forms.ChoiceField(
        label=_("Việc"),
        choices=[
            ("received", _("Đã nhận")),
            ("extended", _("Xin thêm ngày")),
            ("answered", _("Trả lời")),
        ],
        widget=Segmented,
    )
    text = forms.CharField(
        label=_("Nội dung trả lời, hoặc lý do cần thêm thời gian"),
        widget=Lines(rows=4),
        max_length=4000,
        required=False,
    )
    due_on = VnDateField(label=_("Hẹn trả lời ngày"), required=False)
    on = VnDateField(label=_("Ngày"))
