"""What is typed to amend, adopt, seal, report, confirm and correct."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.meetings.models import Meeting
from nenep.meetings.queries import RollRow
from nenep.minutes.actions.amend import Totals
from nenep.minutes.rules.amending import LONGEST
from nenep.minutes.rules.correcting import Ground
from nenep.minutes.rules.receiving import MISSING
from nenep.ui.formats import vn_date
from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField


class AdoptionForm(NeatForm):
    """The totals of the vote on the minutes and the resolution."""

    votes_for = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=999)
    votes_against = forms.IntegerField(label=_("Không tán thành"), min_value=0, max_value=999)
    abstentions = forms.IntegerField(label=_("Không có ý kiến"), min_value=0, max_value=999)


class DayForm(NeatForm):
    """The day on which something was done; it may have been done on paper before."""

    on = VnDateField(label=_("Ngày"))


COUNTED = "vote"


class AmendmentForm(NeatForm):
    """A text as it should read, who asked for it, and how the cell agreed."""

    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    after = forms.CharField(
        label=_("Sửa thành"), widget=Lines(rows=6), max_length=LONGEST, strip=False
    )
    asked_by = forms.ChoiceField(label=_("Người đề nghị sửa"), required=False)
    agreed = forms.ChoiceField(
        label=_("Chi bộ đồng ý bằng cách"),
        choices=(("hand", _("Giơ tay, không đếm")), (COUNTED, _("Biểu quyết có đếm"))),
        widget=Segmented,
        initial="hand",
    )
    votes_for = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=999, required=False)
    votes_against = forms.IntegerField(
        label=_("Không tán thành"), min_value=0, max_value=999, required=False, initial=0
    )
    abstentions = forms.IntegerField(
        label=_("Không có ý kiến"), min_value=0, max_value=999, required=False, initial=0
    )

    def __init__(self, present: Sequence[RollRow], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        people = [(str(row.person_id), row.name) for row in present]
        _offer(self, "asked_by", [("", _("Không nêu tên")), *people])

    def clean(self) -> dict[str, object]:
        """A counted vote needs its totals."""
        said = super().clean() or {}
        if said.get("agreed") == COUNTED and said.get("votes_for") is None:
            self.add_error("votes_for", _("Ghi số phiếu tán thành."))
        return said

    def asker(self) -> UUID | None:
        said = self.cleaned_data["asked_by"]
        return UUID(said) if said else None

    def totals(self) -> Totals | None:
        """The counted vote, or None when hands were raised and nobody counted."""
        said = self.cleaned_data
        if said["agreed"] != COUNTED:
            return None
        return Totals(said["votes_for"], said["votes_against"] or 0, said["abstentions"] or 0)


class SendingBackForm(NeatForm):
    """What is missing among the papers a cell sent."""

    missing = forms.MultipleChoiceField(
        label=_("Còn thiếu"),
        choices=list(MISSING.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remark = forms.CharField(
        label=_("Ghi rõ"),
        help_text=_("Chỉ nêu phần văn bản còn thiếu hoặc không đọc được, không nhận xét buổi họp."),
        widget=Lines(rows=2),
        max_length=500,
        required=False,
    )


class SupplyForm(NeatForm):
    """The cell's answer to papers sent back."""

    on = VnDateField(label=_("Ngày bổ sung"))
    answer = forms.CharField(label=_("Đã bổ sung gì"), widget=Lines(rows=2), max_length=500)


class CorrectionForm(NeatForm):
    """One passage of a sealed paper as it should have read."""

    after = forms.CharField(
        label=_("Sửa thành"), widget=Lines(rows=4), max_length=LONGEST, required=False, strip=False
    )
    ground = forms.ChoiceField(
        label=_("Loại sai sót"),
        choices=(
            (Ground.CLERICAL.value, _("Lỗi chữ, lỗi đánh máy, không đổi nội dung")),
            (Ground.CONTENT.value, _("Sai nội dung đã bàn hoặc đã quyết định")),
        ),
        widget=forms.RadioSelect,
        initial=Ground.CLERICAL.value,
    )
    decided_at = forms.ChoiceField(label=_("Chi bộ quyết định tại buổi"), required=False)
    reason = forms.CharField(label=_("Vì sao sai"), max_length=300)
    on = VnDateField(label=_("Ngày đính chính"))

    def __init__(self, meetings: Sequence[Meeting], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        held = [(str(row.pk), vn_date(row.held_on or row.planned_on)) for row in meetings]
        _offer(self, "decided_at", [("", _("Chọn buổi họp")), *held])

    def meeting(self) -> UUID | None:
        said = self.cleaned_data["decided_at"]
        return UUID(said) if said else None


def _offer(form: NeatForm, name: str, choices: Sequence[tuple[str, object]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
