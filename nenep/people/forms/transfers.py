"""Forms about letters of transfer."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.ui.forms import NeatForm, Segmented, VnDateField

KINDS = (
    ("official", gettext_lazy("Chính thức")),
    ("temporary", gettext_lazy("Tạm thời")),
)


class TransferForm(NeatForm):
    """Where to, one of three ways, and the days of the letter."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại chuyển"), choices=KINDS, widget=Segmented, initial="official"
    )
    to_cell = forms.ChoiceField(
        label=gettext_lazy("Chi bộ trong đảng bộ"),
        help_text=gettext_lazy("Chọn hoặc ghi đúng một trong ba mục nơi đến."),
        required=False,
    )
    to_code = forms.CharField(
        label=gettext_lazy("Hoặc mã 14 số của chi bộ ở đảng bộ khác trên hệ thống này"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    to_name = forms.CharField(
        label=gettext_lazy("Hoặc tên nơi đến ngoài hệ thống"), max_length=200, required=False
    )
    introduced_on = VnDateField(label=gettext_lazy("Ngày giấy giới thiệu"))
    until = VnDateField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Chỉ ghi khi chuyển tạm thời."),
        required=False,
    )
    study = forms.BooleanField(label=gettext_lazy("Chuyển tạm thời để đi học"), required=False)

    def __init__(
        self, cells: Sequence[tuple[UUID, str]], data: object = None, **rest: object
    ) -> None:
        super().__init__(data, **rest)
        known = [(str(unit_id), name) for unit_id, name in cells]
        self.fields["to_cell"].choices = [("", _("Chọn chi bộ")), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """One destination, and a last day exactly for a temporary one."""
        said = super().clean() or {}
        ways = [name for name in ("to_cell", "to_code", "to_name") if said.get(name)]
        if len(ways) != 1:
            self.add_error("to_cell", _("Đồng chí chọn hoặc ghi đúng một nơi đến."))
        if said.get("kind") == "temporary" and not said.get("until") and "until" in said:
            self.add_error("until", _("Chuyển tạm thời cần ngày cuối cùng."))
        return said

    @property
    def wanted(self) -> str:
        """The id or the code of the destination; empty for a place outside."""
        return str(self.cleaned_data["to_cell"] or self.cleaned_data["to_code"])


class ReceptionForm(NeatForm):
    """The first day here."""

    on = VnDateField(label=gettext_lazy("Sinh hoạt tại đây từ ngày"))


class OutsideReceptionForm(NeatForm):
    """The first day elsewhere."""

    on = VnDateField(label=gettext_lazy("Nơi đến đã tiếp nhận từ ngày"))


class ReturnForm(NeatForm):
    """The day from which the member is at home again."""

    on = VnDateField(label=gettext_lazy("Trả lại giấy ngày"))
