"""What is told of a task, how it is judged, and tasks between a committee and its cells."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.resolutions.rules.reviews import VERDICT_NAMES
from nenep.structure.rules.units import UnitView
from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField
from nenep.ui.uploads import UploadForm

VERDICTS = [(verdict.value, _(name)) for verdict, name in VERDICT_NAMES.items()]


class ReportForm(NeatForm):
    """How a task goes. Evidence is welcome and never asked for."""

    text = forms.CharField(
        label=_("Đã làm được gì"),
        help_text=_("Việc gì, bao nhiêu, ai xác nhận. Không cần ảnh."),
        widget=Lines(rows=3),
        max_length=2000,
    )
    on = VnDateField(label=_("Ngày báo cáo"))
    claims_done = forms.BooleanField(label=_("Đã đạt kết quả đề ra"), required=False)


class EvidenceForm(UploadForm, ReportForm):
    """A report that may carry a file or a photo."""

    file_required = False

    people_agreed = forms.BooleanField(
        label=_("Ảnh không có hình người, hoặc người trong ảnh đã đồng ý"),
        help_text=_("Chỉ hỏi khi tệp là ảnh. Vị trí và máy chụp được xóa khỏi ảnh."),
        required=False,
    )
    field_order = ("text", "on", "claims_done", "file", "not_secret", "people_agreed")

    @property
    def report_fields(self) -> list[forms.BoundField]:
        """What is always asked."""
        return [self[name] for name in ("text", "on", "claims_done")]

    @property
    def file_fields(self) -> list[forms.BoundField]:
        """What is asked of whoever brings a file."""
        return [self[name] for name in ("file", "not_secret", "people_agreed")]

    @property
    def file_wrong(self) -> bool:
        """Has a box of the file an error?"""
        return any(field.errors for field in self.file_fields)

    def report(self) -> dict[str, Any]:
        """What was told."""
        return {name: self.cleaned_data[name] for name in ("text", "on", "claims_done")}

    def evidence(self) -> dict[str, Any] | None:
        """The file with its two declarations, if one came."""
        said = self.cleaned_data
        if not said.get("file"):
            return None
        return {
            "file": said["file"],
            "declared_not_secret": said["not_secret"],
            "people_agreed": said["people_agreed"],
        }


class AnswerForm(ReportForm):
    """What the other side of a task between two units tells, with the day it promises."""

    promised_on = VnDateField(
        label=_("Hẹn xong ngày"),
        help_text=_("Ngày này hiện ở cả hai bên."),
        required=False,
    )


class ReviewForm(NeatForm):
    """How the result compares with what was to be reached."""

    verdict = forms.ChoiceField(label=_("Mức đạt"), choices=VERDICTS, widget=Segmented)
    comment = forms.CharField(
        label=_("Nhận xét"),
        help_text=_("Chưa đạt hoặc đạt một phần thì ghi vì sao."),
        widget=Lines(rows=2),
        max_length=500,
        required=False,
    )
    on = VnDateField(label=_("Ngày nhận xét"))


class ClosingForm(NeatForm):
    """The committee closes a task it gave."""

    kind = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[("done", _("Hoàn thành")), ("dropped", _("Thôi giao"))],
        widget=Segmented,
    )
    comment = forms.CharField(
        label=_("Nhận xét, lý do"), widget=Lines(rows=2), max_length=500, required=False
    )
    on = VnDateField(label=_("Ngày"))


class RequestForm(NeatForm):
    """What a cell asks of its superior."""

    title = forms.CharField(label=_("Đề nghị"), widget=Lines(rows=2), max_length=300)
    due_on = VnDateField(label=_("Mong xong trước ngày"))
    measure = forms.CharField(
        label=_("Thế nào là xong"),
        help_text=_("Đếm được hoặc thấy được, ví dụ: có công văn trả lời."),
        max_length=300,
        required=False,
    )
    source_sentence = forms.CharField(
        label=_("Vì sao cần"), widget=Lines(rows=2), max_length=500, required=False
    )


class ChargeForm(RequestForm):
    """What a committee gives one of its cells."""

    to_unit_id = forms.TypedChoiceField(label=_("Giao cho"), coerce=UUID)

    def __init__(self, units: Sequence[UnitView], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        field = self.fields["to_unit_id"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Chọn đơn vị")), *((str(u.id), u.name) for u in units)]
        self.fields["title"].label = _("Nhiệm vụ")
        self.fields["due_on"].label = _("Hạn hoàn thành")
        self.fields["measure"].label = _("Kết quả phải đạt")
        self.fields["source_sentence"].label = _("Căn cứ")
        self.order_fields(["to_unit_id", "title", "due_on", "measure", "source_sentence"])
