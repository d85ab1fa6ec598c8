"""Sending a plan as a file, and its head."""

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.kernel.errors import Invalid
from nenep.reorganisation.reading import open_plan
from nenep.reorganisation.rules.written import BrokenPlan
from nenep.rulebook.rules.shapes import Problem
from nenep.structure.rules.units import UnitView
from nenep.ui.errors import sentence
from nenep.ui.forms import NeatForm, VnDateField


class OfCommittee(NeatForm):
    """A form that belongs to one of the actor's committees; with one only it is not asked."""

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị chủ trì"))

    def __init__(self, units: Sequence[UnitView], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(str(unit.id), unit.name) for unit in units]
        if len(units) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = str(units[0].id)


class UploadForm(OfCommittee):
    """A plan written elsewhere."""

    file = forms.FileField(
        label=gettext_lazy("Tệp phương án"),
        help_text=gettext_lazy("Tệp .xlsx theo mẫu, hoặc .yaml."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.xls,.yaml,.yml"}),
        error_messages={
            "empty": gettext_lazy("Tệp trống. Hãy kiểm tra lại tệp rồi gửi lại."),
            "missing": gettext_lazy("Chưa chọn tệp."),
            "invalid": gettext_lazy("Chưa chọn tệp."),
        },
    )
    problems: Sequence[Problem] = ()
    """What is wrong with the file, line by line."""

    def clean(self) -> dict[str, object]:
        """The plan of the file as ``text``."""
        said = super().clean() or {}
        file = said.get("file")
        if isinstance(file, UploadedFile):
            try:
                said["text"] = open_plan(file.read(), file.name or "")
            except BrokenPlan as broken:
                self.problems = broken.problems
                words = _("Tệp có %(count)s chỗ chưa đúng nên chưa nhận; xem từng dòng ở dưới.")
                self.add_error("file", words % {"count": len(broken.problems)})
            except Invalid as fault:
                self.add_error("file", sentence(fault))
        return said


class Head(NeatForm):
    """Name, decision and days of a plan."""

    title = forms.CharField(label=gettext_lazy("Tên phương án"), max_length=200)
    effective_on = VnDateField(
        label=gettext_lazy("Ngày hiệu lực"),
        help_text=gettext_lazy("Ngày đầu tiên theo tổ chức mới; thường là ngày 01 một tháng."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Số quyết định"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Để trống khi chưa có; ghi trước khi áp dụng."),
    )
    decided_on = VnDateField(label=gettext_lazy("Ngày quyết định"), required=False)


class NewForm(Head, OfCommittee):
    """An empty plan, to be built on screen."""

    field_order = ("unit", "title", "effective_on", "decision", "decided_on")
