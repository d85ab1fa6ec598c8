"""What is typed of a vote, of its tellers, and of self-criticism."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.meetings.actions.hold_vote import Recused
from nenep.meetings.queries import ItemView, RollRow
from nenep.meetings.rules.limits import CRITICISM, REASON
from nenep.meetings.rules.roll import Mark
from nenep.meetings.rules.votes import BALLOTS
from nenep.room.forms import numbered, offer, on_roll
from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField

MATTERS = (
    ("ordinary", _("Việc thường (nghị quyết, kết luận, chủ trương)")),
    ("admission", _("Đề nghị kết nạp đảng viên")),
    ("recognition", _("Đề nghị công nhận đảng viên chính thức")),
    ("removal", _("Xóa tên đảng viên dự bị, đưa ra khỏi danh sách")),
    ("expulsion", _("Đề nghị khai trừ")),
)
METHODS = (
    ("hand", _("Giơ tay")),
    ("card", _("Thẻ đảng viên")),
    ("secret", _("Phiếu kín")),
    ("paper", _("Phiếu giấy")),
)


class Totals(TypedDict):
    """A vote as the action takes it."""

    question: str
    matter: str
    method: str
    votes_for: int
    votes_against: int
    abstentions: int
    invalid: int
    item_id: UUID | None
    teller_id: UUID | None
    recused: Sequence[Recused]
    follows_id: UUID | None


class VoteForm(NeatForm):
    """A question and its totals; who voted how is never asked."""

    question = forms.CharField(label=_("Nội dung biểu quyết"), widget=Lines(rows=2), max_length=300)
    matter = forms.ChoiceField(label=_("Loại việc"), choices=MATTERS, initial="ordinary")
    method = forms.ChoiceField(
        label=_("Hình thức"), choices=METHODS, widget=Segmented, initial="hand"
    )
    votes_for = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=1000)
    votes_against = forms.IntegerField(
        label=_("Không tán thành"), min_value=0, max_value=1000, initial=0
    )
    abstentions = forms.IntegerField(
        label=_("Không có ý kiến"), min_value=0, max_value=1000, initial=0
    )
    invalid = forms.IntegerField(
        label=_("Phiếu không hợp lệ"), min_value=0, max_value=1000, initial=0, required=False
    )
    teller = forms.ChoiceField(
        label=_("Người kiểm phiếu thứ nhất"),
        help_text=_("Chỉ khi bỏ phiếu; người thứ hai đếm lại và xác nhận sau."),
        required=False,
    )
    recused = forms.MultipleChoiceField(
        label=_("Người liên quan, không biểu quyết"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    recused_reason = forms.CharField(
        label=_("Lý do không biểu quyết"), max_length=REASON, required=False
    )
    follows = forms.ChoiceField(label=_("Biểu quyết lại việc đã không đạt"), required=False)
    item = forms.ChoiceField(label=_("Thuộc mục"), required=False)

    def __init__(
        self,
        items: Sequence[ItemView],
        data: object = None,
        *,
        roll: Sequence[RollRow] = (),
        failed: Sequence[tuple[str, str]] = (),
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        offer(self, "item", [("", _("Không gắn với mục nào")), *numbered(items)])
        offer(self, "teller", [("", _("Chưa chọn")), *on_roll(here(roll))])
        offer(self, "recused", on_roll(roll))
        offer(self, "follows", [("", _("Không")), *failed])
        if not failed:
            del self.fields["follows"]

    def clean(self) -> dict[str, object]:
        """Whoever steps out does so for a reason."""
        said = super().clean() or {}
        if said.get("recused") and not said.get("recused_reason"):
            self.add_error("recused_reason", _("Đồng chí ghi vì sao người ấy không biểu quyết."))
        return said

    def totals(self) -> Totals:
        """As :func:`hold_vote` takes them."""
        said = self.cleaned_data
        return Totals(
            question=said["question"],
            matter=said["matter"],
            method=said["method"],
            votes_for=said["votes_for"],
            votes_against=said["votes_against"],
            abstentions=said["abstentions"],
            invalid=said["invalid"] or 0,
            item_id=_id(said["item"]),
            teller_id=_id(said["teller"]) if said["method"] in BALLOTS else None,
            recused=[Recused(UUID(key), said["recused_reason"]) for key in said["recused"]],
            follows_id=_id(said.get("follows", "")),
        )


class SecondCount(TypedDict):
    """The count of the second teller, as the action takes it."""

    teller_id: UUID
    second_teller_id: UUID
    votes_for: int
    votes_against: int
    abstentions: int
    invalid: int


class ConfirmationForm(NeatForm):
    """What the second teller counted, without seeing the first count."""

    teller = forms.ChoiceField(label=_("Người kiểm phiếu thứ nhất"))
    second_teller = forms.ChoiceField(label=_("Người kiểm phiếu thứ hai"))
    votes_for = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=1000)
    votes_against = forms.IntegerField(label=_("Không tán thành"), min_value=0, max_value=1000)
    abstentions = forms.IntegerField(label=_("Không có ý kiến"), min_value=0, max_value=1000)
    invalid = forms.IntegerField(label=_("Phiếu không hợp lệ"), min_value=0, max_value=1000)

    def __init__(self, roll: Sequence[RollRow], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        people = [("", _("Chưa chọn")), *on_roll(here(roll))]
        offer(self, "teller", people)
        offer(self, "second_teller", people)

    def count(self) -> SecondCount:
        """As :func:`confirm_vote` takes it."""
        said = self.cleaned_data
        return SecondCount(
            teller_id=UUID(said["teller"]),
            second_teller_id=UUID(said["second_teller"]),
            votes_for=said["votes_for"],
            votes_against=said["votes_against"],
            abstentions=said["abstentions"],
            invalid=said["invalid"],
        )


class ReportForm(NeatForm):
    """The day on which the superior committee was told."""

    on = VnDateField(label=_("Ngày báo cáo"))


class CriticismForm(NeatForm):
    """What was said in self-criticism and criticism, for the cell's own use."""

    person = forms.ChoiceField(label=_("Về đồng chí"))
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=(("self_criticism", _("Tự phê bình")), ("criticism", _("Phê bình"))),
        widget=Segmented,
        initial="self_criticism",
    )
    text = forms.CharField(label=_("Nội dung"), widget=Lines(rows=4), max_length=CRITICISM)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, roll: Sequence[RollRow], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        offer(self, "person", [("", _("Chọn người")), *on_roll(roll)])


def here(roll: Sequence[RollRow]) -> list[RollRow]:
    """Those present."""
    return [row for row in roll if row.mark is Mark.PRESENT]


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None
