"""What is typed of tasks during the evening: findings on the old ones, the new ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.meetings.queries import MeetingPage, RollRow
from nenep.room.forms import offer, on_roll
from nenep.structure.rules.units import UnitView
from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField

FINDINGS = (
    ("done", _("Xong")),
    ("continues", _("Tiếp tục")),
    ("dropped", _("Thôi")),
    ("handed_on", _("Chuyển")),
)


@dataclass(frozen=True)
class FindingOptions:
    """By which vote of the evening a task may be dropped, and who may go on with it."""

    votes: Sequence[tuple[str, str]]
    receivers: Sequence[tuple[str, str]]


def finding_options(page: MeetingPage) -> FindingOptions:
    """The votes of this meeting that passed; the cell and everybody on its roll."""
    cast = [*page.other_votes, *(vote for item in page.items for vote in item.votes)]
    people = [(f"person:{key}", name) for key, name in on_roll(page.roll)]
    return FindingOptions(
        votes=[(str(vote.pk), vote.question) for vote in cast if vote.passed],
        receivers=[(f"unit:{page.unit.id}", page.unit.name), *people],
    )


class Finding(TypedDict):
    """A finding as the action takes it."""

    kind: str
    comment: str
    vote_id: UUID | None
    to_person_id: UUID | None
    to_unit_id: UUID | None
    due_on: date | None


class TaskFindingForm(NeatForm):
    """What the meeting finds of a task given earlier."""

    kind = forms.ChoiceField(label=_("Kết quả"), choices=FINDINGS, widget=Segmented)
    comment = forms.CharField(
        label=_("Nhận xét, lý do"),
        help_text=_("Thôi hoặc chuyển thì ghi lý do."),
        max_length=500,
        required=False,
    )
    vote = forms.ChoiceField(
        label=_("Thôi theo biểu quyết"),
        help_text=_("Ghi kết quả biểu quyết của chi bộ trước, rồi chọn ở đây."),
        required=False,
    )
    receiver = forms.ChoiceField(label=_("Chuyển cho"), required=False)
    due_on = VnDateField(label=_("Hạn mới khi chuyển"), required=False)

    def __init__(self, options: FindingOptions, data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        offer(self, "vote", [("", _("Chưa chọn")), *options.votes])
        offer(self, "receiver", [("", _("Chưa chọn")), *options.receivers])

    def finding(self) -> Finding:
        """As :func:`judge_task` takes it; what belongs to another result is left out."""
        said = self.cleaned_data
        dropped, handed = said["kind"] == "dropped", said["kind"] == "handed_on"
        sort, _colon, key = said["receiver"].partition(":")
        return Finding(
            kind=said["kind"],
            comment=said["comment"],
            vote_id=UUID(said["vote"]) if dropped and said["vote"] else None,
            to_person_id=UUID(key) if handed and sort == "person" else None,
            to_unit_id=UUID(key) if handed and sort == "unit" else None,
            due_on=said["due_on"] if handed else None,
        )


class Charge(TypedDict):
    """A task as the action takes it."""

    title: str
    owner_person_id: UUID | None
    owner_unit_id: UUID | None
    measure: str
    source_sentence: str
    co_owner_person_ids: Sequence[UUID]


class AssignmentForm(NeatForm):
    """Who does what by when."""

    title = forms.CharField(label=_("Nhiệm vụ"), widget=Lines(rows=2), max_length=300)
    owner = forms.ChoiceField(label=_("Giao cho"))
    due_on = VnDateField(label=_("Hạn hoàn thành"))
    measure = forms.CharField(
        label=_("Kết quả phải đạt"),
        help_text=_("Đếm được hoặc thấy được, ví dụ: 4 hộ có hố rác."),
        max_length=300,
        required=False,
    )
    source_sentence = forms.CharField(
        label=_("Câu kết luận làm căn cứ"), widget=Lines(rows=2), max_length=500, required=False
    )
    co_owners = forms.MultipleChoiceField(
        label=_("Người phối hợp"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self,
        roll: Sequence[RollRow],
        units: Sequence[UnitView],
        data: object = None,
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        people = [(f"person:{key}", name) for key, name in on_roll(roll)]
        whole = [(f"unit:{unit.id}", unit.name) for unit in units]
        offer(self, "owner", [("", _("Chọn người hoặc đơn vị")), *whole, *people])
        offer(self, "co_owners", [(str(key), name) for key, name in on_roll(roll)])

    @property
    def main_fields(self) -> Sequence[forms.BoundField]:
        """All but the helpers, who fold away."""
        return [field for field in self if field.name != "co_owners"]

    def charge(self) -> Charge:
        """As :func:`assign_task` takes it, without the day."""
        said = self.cleaned_data
        sort, _colon, key = said["owner"].partition(":")
        return Charge(
            title=said["title"],
            owner_person_id=UUID(key) if sort == "person" else None,
            owner_unit_id=UUID(key) if sort == "unit" else None,
            measure=said["measure"],
            source_sentence=said["source_sentence"],
            co_owner_person_ids=[UUID(key) for key in said["co_owners"]],
        )
