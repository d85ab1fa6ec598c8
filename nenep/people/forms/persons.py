"""Forms about a person: particulars, card, badge, recognition, leaving, village."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.kernel.errors import Invalid
from nenep.kernel.partial_dates import PartialDate, parse
from nenep.people.forms.states import decision_field
from nenep.ui.errors import sentence
from nenep.ui.forms import NeatForm, Segmented, VnDateField

LEAVING_NAMES = {
    "removal": gettext_lazy("Xóa tên"),
    "expulsion": gettext_lazy("Khai trừ"),
    "left": gettext_lazy("Xin ra khỏi Đảng"),
    "deceased": gettext_lazy("Từ trần"),
    "annulled": gettext_lazy("Hủy quyết định kết nạp"),
}


class PartialDateField(forms.CharField):
    """A date as far as it is known: 17/01/1958, 02/1974, 1954, or empty."""

    def __init__(self, **rest: object) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=20, required=False, widget=widget, **rest)  # type: ignore[arg-type]

    def clean(self, value: object) -> PartialDate:
        """The date with the parts that were written.

        Raises:
            ValidationError: no date of the calendar.
        """
        try:
            return parse(super().clean(value))
        except Invalid as fault:
            raise ValidationError(sentence(fault)) from fault


class ParticularsForm(NeatForm):
    """What is kept of a person; a date may be known to the month or the year only."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới tính"),
        choices=[
            ("", gettext_lazy("Chưa rõ")),
            ("f", gettext_lazy("Nữ")),
            ("m", gettext_lazy("Nam")),
        ],
        widget=Segmented,
        required=False,
    )
    birth = PartialDateField(
        label=gettext_lazy("Ngày sinh"),
        help_text=gettext_lazy("Biết đến đâu ghi đến đó: 17/01/1958, 02/1974 hoặc 1954."),
    )
    admitted = PartialDateField(
        label=gettext_lazy("Ngày quyết định kết nạp"),
        help_text=gettext_lazy("Tuổi Đảng tính từ ngày này."),
    )
    ceremony_on = VnDateField(
        label=gettext_lazy("Ngày tổ chức lễ kết nạp"),
        help_text=gettext_lazy("Thời gian dự bị tính từ ngày này."),
        required=False,
    )
    official = PartialDateField(label=gettext_lazy("Ngày chính thức"))


class CardForm(NeatForm):
    """A new card; the old number stays findable."""

    number = forms.CharField(
        label=gettext_lazy("Số thẻ mới"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    on = VnDateField(label=gettext_lazy("Đổi từ ngày"))


class BadgeForm(NeatForm):
    """Which badge, given when."""

    years = forms.TypedChoiceField(label=gettext_lazy("Huy hiệu (năm tuổi Đảng)"), coerce=int)
    awarded_on = VnDateField(label=gettext_lazy("Trao ngày"))

    def __init__(self, marks: Sequence[int], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        self.fields["years"].choices = [(n, str(n)) for n in marks]  # type: ignore[attr-defined]


class RecognitionForm(NeatForm):
    """Official from when."""

    on = VnDateField(
        label=gettext_lazy("Chính thức từ ngày"),
        help_text=gettext_lazy("Là ngày đủ thời gian dự bị, kể cả khi quyết định ra sau."),
    )
    decision = decision_field()


class LeavingForm(NeatForm):
    """How a membership ended."""

    how = forms.ChoiceField(
        label=gettext_lazy("Hình thức"),
        choices=list(LEAVING_NAMES.items()),
        widget=forms.RadioSelect,
    )
    on = VnDateField(
        label=gettext_lazy("Thôi là đảng viên từ ngày"),
        help_text=gettext_lazy(
            "Quyền truy cập, chức vụ và tình trạng đang có đều hết từ ngày này."
        ),
    )
    decision = decision_field()


class VillageForm(NeatForm):
    """In which of the villages the cell answers for."""

    locality = forms.ChoiceField(label=gettext_lazy("Thôn, làng, tổ dân phố"), required=False)
    on = VnDateField(label=gettext_lazy("Ở đây từ ngày"))

    def __init__(
        self, places: Sequence[tuple[UUID, str]], data: object = None, **rest: object
    ) -> None:
        super().__init__(data, **rest)
        none = ("", _("Không ở thôn, làng nào do chi bộ phụ trách"))
        self.fields["locality"].choices = [none, *((str(i), n) for i, n in places)]  # type: ignore[attr-defined]

    def clean_locality(self) -> UUID | None:
        chosen = self.cleaned_data["locality"]
        return UUID(chosen) if chosen else None
