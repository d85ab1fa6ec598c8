"""Boxes of consents, corrections and their answers. Nothing is ticked beforehand."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.privacy.rules.consents import ConsentKind
from nenep.privacy.rules.corrections import AREA_NAMES, OUTCOME_NAMES, Area, Outcome
from nenep.ui.forms import Lines, NeatForm, VnDateField

KINDS = [(kind.value, kind.value) for kind in ConsentKind]


class _OneConsent(NeatForm):
    """Several stand on one page: each names its kind, and its boxes after it."""

    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput())
    on = VnDateField(label=_("Ngày ký trên giấy"))

    def __init__(self, kind: str, data: object = None, *, from_paper: bool, today: date) -> None:
        super().__init__(data, initial={"kind": kind}, auto_id=f"{kind}_{type(self).__name__}_%s")
        self._today = today
        if not from_paper:
            del self.fields["on"]

    @property
    def day(self) -> date:
        """The day on the paper, or today when the person says it here."""
        said: date = self.cleaned_data.get("on", self._today)
        return said

    @property
    def purpose(self) -> ConsentKind:
        return ConsentKind(self.cleaned_data["kind"])


class ConsentForm(_OneConsent):
    """One purpose agreed to."""

    agree = forms.BooleanField(label=_("Tôi đã đọc và đồng ý"), required=False)

    def __init__(self, kind: str, data: object = None, **rest: object) -> None:
        super().__init__(kind, data, **rest)  # type: ignore[arg-type]
        if "on" in self.fields:
            self.fields["agree"].label = _("Giấy có chữ ký của đảng viên, chi ủy đang giữ")


class WithdrawalForm(_OneConsent):
    """It is taken back."""


class CorrectionForm(NeatForm):
    """What is wrong, and what it should be."""

    area = forms.ChoiceField(
        label=_("Thông tin nào chưa đúng"),
        choices=[("", _("Chọn mục thông tin")), *((area.value, AREA_NAMES[area]) for area in Area)],
    )
    text = forms.CharField(
        label=_("Chỗ sai và nội dung đúng"),
        help_text=_("Không ghi lý lịch, bệnh tật, hoàn cảnh gia đình hay số căn cước."),
        max_length=1000,
        widget=Lines(),
    )

    @property
    def about(self) -> Area:
        return Area(self.cleaned_data["area"])


class AnswerForm(NeatForm):
    """Corrected, or refused with the reason that the member will read."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[(outcome.value, OUTCOME_NAMES[outcome]) for outcome in Outcome],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Trả lời đảng viên"),
        help_text=_("Không đính chính thì phải ghi lý do; đảng viên đọc được câu này."),
        max_length=500,
        required=False,
        widget=Lines(),
    )

    @property
    def answer(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])
