"""Forms about states: dates and the number of the resolution. Never a box for a reason."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.people.rules.expiring import STATE_NAMES
from nenep.ui.forms import NeatForm, VnDateField

STUDY = ":study"


def decision_field() -> forms.CharField:
    return forms.CharField(
        label=_("Số nghị quyết, quyết định"),
        help_text=_("Chỉ ghi số và ngày văn bản, ví dụ 05-NQ/CB ngày 03/11/2026."),
        max_length=60,
        required=False,
    )


class StateForm(NeatForm):
    """What begins, when, until when. The provision follows from the choice and the day."""

    what = forms.ChoiceField(label=_("Tình trạng"), widget=forms.RadioSelect)
    since = VnDateField(label=_("Từ ngày"))
    until = VnDateField(
        label=_("Đến hết ngày"),
        help_text=_("Chỉ miễn công tác và sinh hoạt, đình chỉ mới được để trống."),
        required=False,
    )
    decision = decision_field()

    def __init__(self, kinds: Sequence[str], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        self.fields["what"].choices = _choices(kinds)  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """The chosen kind of state."""
        return str(self.cleaned_data["what"]).removesuffix(STUDY)

    @property
    def study(self) -> bool:
        return str(self.cleaned_data["what"]).endswith(STUDY)


class RenewalForm(NeatForm):
    """To when, decided from when."""

    on = VnDateField(
        label=_("Tính từ ngày"),
        help_text=_("Nghị quyết không tính lùi: những ngày trước đó vẫn là phải dự họp."),
    )
    until = VnDateField(label=_("Gia hạn đến hết ngày"))
    decision = decision_field()


class EndForm(NeatForm):
    """The first day back."""

    on = VnDateField(label=_("Trở lại sinh hoạt từ ngày"))
    decision = decision_field()


class NothingToSay(NeatForm):
    """A press without boxes."""


def _choices(kinds: Sequence[str]) -> list[tuple[str, object]]:
    chosen: list[tuple[str, object]] = []
    for kind in kinds:
        chosen.append((kind, STATE_NAMES[kind]))
        if kind == "away":
            chosen.append((kind + STUDY, _("Đi học, sinh hoạt tạm thời nơi học")))
    return chosen
