"""What is asked for a link, and what a link asks for."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.identity.fields import code_field
from nenep.ui.forms import NeatForm


class LinkForm(NeatForm):
    """The known fact; the code comes from the QR or is typed."""

    code = code_field(
        gettext_lazy("Mã trên phiếu"), gettext_lazy("16 chữ và số, có gạch hay không đều được.")
    )
    birth_year = forms.IntegerField(
        label=gettext_lazy("Năm sinh của đồng chí"),
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    given = forms.CharField(
        label=gettext_lazy("Tên gọi (chữ cuối trong họ và tên)"),
        max_length=60,
        help_text=gettext_lazy("Ví dụ: Siu Thương thì ghi Thương."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def hide_code(self, code: str) -> None:
        """It came in the address: nobody need type it."""
        self.fields["code"].widget = forms.HiddenInput()
        self.initial["code"] = code


WITHOUT_MEETING = "days"


class HandOutForm(NeatForm):
    """Whose, and for which meeting."""

    person = forms.TypedChoiceField(label=gettext_lazy("Phát cho đảng viên"))
    meeting = forms.ChoiceField(label=gettext_lazy("Dùng cho"))

    def __init__(
        self,
        people: Sequence[tuple[str, str]],
        meetings: Sequence[tuple[str, str]],
        data: object = None,
    ) -> None:
        super().__init__(data)
        self.fields["person"].choices = [("", _("Chọn đảng viên")), *people]  # type: ignore[attr-defined]
        self.fields["meeting"].choices = meetings  # type: ignore[attr-defined]


class RevocationForm(forms.Form):
    """Which link is taken back."""

    link = forms.UUIDField()
