"""What is typed during the evening."""

from collections.abc import Sequence
from datetime import time
from typing import TypedDict
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.kernel.errors import Invalid
from nenep.meetings.actions.take_roll import ABSENCE_REASONS, PRESENT, RollMark
from nenep.meetings.queries import ItemView, RollRow
from nenep.meetings.rules.limits import CONCLUSION, NOTE, OPINION
from nenep.meetings.steps import opinion_choices
from nenep.people.queries.rosters import RosterLine
from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField, VnTimeField

NOBODY = ("", _("Không nêu tên"))


class OpeningForm(NeatForm):
    """The start of the evening, now or told from paper."""

    on = VnDateField(label=_("Ngày họp"))
    at = VnTimeField(label=_("Giờ bắt đầu"))
    chair = forms.ChoiceField(label=_("Chủ trì"))
    secretary = forms.ChoiceField(label=_("Thư ký cuộc họp"))
    guests = forms.CharField(
        label=_("Khách dự"),
        help_text=_("Mỗi người một dòng: họ tên, chức danh. Người của cấp trên: thêm * ở đầu."),
        widget=Lines(rows=2),
        required=False,
        max_length=2000,
    )
    declared = forms.BooleanField(
        label=_("Nhập lại từ giấy: buổi này đã họp và ghi trên giấy"),
        help_text=_("Giờ kết thúc ghi khi kết luận cuộc họp."),
        required=False,
    )

    def __init__(
        self,
        chairs: Sequence[RosterLine],
        writers: Sequence[RosterLine],
        data: object = None,
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        self.has_people = bool(chairs)
        offer(self, "chair", [("", _("Chọn người chủ trì")), *_named(chairs)])
        offer(self, "secretary", [("", _("Chọn thư ký")), *_named(writers)])

    def guest_list(self) -> Sequence[tuple[str, str, bool]]:
        """Name, title and whether sent by the superior, line by line."""
        found = []
        for line in self.cleaned_data["guests"].splitlines():
            name, _comma, title = line.strip().lstrip("* ").partition(",")
            if name.strip():
                found.append((name.strip(), title.strip(), line.strip().startswith("*")))
        return found


class GuestForm(NeatForm):
    """One guest more."""

    name = forms.CharField(label=_("Họ tên khách"), max_length=120)
    title = forms.CharField(label=_("Chức danh, đơn vị"), max_length=160, required=False)
    superior = forms.BooleanField(label=_("Cấp ủy cấp trên cử dự"), required=False)


class AddedItemForm(NeatForm):
    """An item the members ask for when they adopt the agenda."""

    title = forms.CharField(label=_("Nội dung"), max_length=300, widget=Lines(rows=2))
    minutes = forms.IntegerField(label=_("Số phút"), min_value=0, max_value=240, initial=10)


class NoteForm(NeatForm):
    """What was said under an item, upon the revision the writer had seen."""

    text = forms.CharField(
        label=_("Ghi chép"),
        widget=Lines(rows=4),
        required=False,
        max_length=NOTE,
        strip=False,
    )
    minutes = forms.IntegerField(
        label=_("Số phút đã dùng"), min_value=0, max_value=600, required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SkipForm(NeatForm):
    """Why an item was not dealt with."""

    reason = forms.CharField(label=_("Lý do không làm mục này"), max_length=300)


class RollForm:
    """The whole roll as one form: a hundred and fifty names are read at once, without a field
    object for each. Whoever is due and not marked otherwise is present ("tất cả có mặt, trừ …").
    """

    def __init__(self, roll: Sequence[RollRow], data: dict[str, str]) -> None:
        self._roll, self._data = roll, data

    def marks(self) -> Sequence[RollMark]:
        """What is said of each person; a reason or a lateness that does not fit the mark is left
        out, since the boxes stand beside every name."""
        return [self._mark(row) for row in self._roll]

    def _mark(self, row: RollRow) -> RollMark:
        mark = self._said("mark", row)
        present = mark == PRESENT
        arrived, left = self._time("arrived", row), self._time("left", row)
        return RollMark(
            person_id=row.person_id,
            mark=mark,
            reason=self._said("reason", row) if mark == "excused" else "",
            late=present and bool(self._said("late", row) or arrived),
            left_early=present and bool(self._said("early", row) or left),
            arrived_at=arrived if present else None,
            left_at=left if present else None,
        )

    def _time(self, box: str, row: RollRow) -> time | None:
        try:
            return VnTimeField(required=False).to_python(self._said(box, row))
        except forms.ValidationError as unread:
            raise Invalid(
                "Giờ của đồng chí %(name)s không đọc được (ghi giờ:phút, ví dụ 19:30); chưa ghi "
                "điểm danh nào.",
                field=box,
                name=row.name,
            ) from unread

    def _said(self, box: str, row: RollRow) -> str:
        return self._data.get(f"{box}-{row.person_id}", "")


REASONS = tuple(ABSENCE_REASONS.items())


class SaidWords(TypedDict):
    """The words of an opinion, as the action takes them."""

    kind: str
    text: str
    person_id: UUID | None
    item_id: UUID | None
    minority: bool
    needs_answer: bool


class OpinionForm(NeatForm):
    """What somebody says. Without a name it stays without one in the minutes too."""

    person = forms.ChoiceField(label=_("Người nêu"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại ý kiến"),
        choices=opinion_choices,
        initial="proposal",
    )
    text = forms.CharField(label=_("Nội dung"), widget=Lines(rows=3), max_length=OPINION)
    item = forms.ChoiceField(label=_("Thuộc mục"), required=False)
    minority = forms.BooleanField(label=_("Ý kiến thiểu số, đề nghị bảo lưu"), required=False)
    needs_answer = forms.BooleanField(label=_("Cần được trả lời"), required=False)

    def __init__(
        self,
        roll: Sequence[RollRow],
        items: Sequence[ItemView],
        data: object = None,
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        offer(self, "person", [NOBODY, *on_roll(roll)])
        offer(self, "item", [("", _("Ngoài chương trình")), *numbered(items)])

    def words(self) -> SaidWords:
        """As :func:`raise_opinion` takes them."""
        said = self.cleaned_data
        return SaidWords(
            kind=said["kind"],
            text=said["text"],
            person_id=_id(said["person"]),
            item_id=_id(said["item"]),
            minority=said["minority"],
            needs_answer=said["needs_answer"],
        )


class ConclusionForm(NeatForm):
    """The chair's conclusion, and the paper that comes of it."""

    text = forms.CharField(
        label=_("Kết luận của chủ trì"), widget=Lines(rows=6), max_length=CONCLUSION
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Văn bản ban hành"),
        choices=(
            ("", _("Chỉ ghi biên bản")),
            ("conclusion", _("Kết luận")),
            ("resolution", _("Nghị quyết")),
        ),
        widget=Segmented,
        required=False,
    )
    subject = forms.CharField(
        label=_("Trích yếu"),
        help_text=_("Ví dụ: về nhiệm vụ tháng 12 năm 2026."),
        max_length=300,
        required=False,
    )
    vote = forms.ChoiceField(label=_("Biểu quyết thông qua"), required=False)

    def __init__(
        self, votes: Sequence[tuple[str, str]], data: object = None, **rest: object
    ) -> None:
        super().__init__(data, **rest)
        offer(self, "vote", [("", _("Chưa chọn")), *votes])

    def clean(self) -> dict[str, object]:
        """A paper has a subject."""
        said = super().clean() or {}
        if said.get("kind") and not said.get("subject"):
            self.add_error("subject", _("Đồng chí ghi trích yếu của văn bản."))
        return said

    def vote_id(self) -> UUID | None:
        """The vote that adopted it, if one was chosen."""
        return _id(self.cleaned_data["vote"])


class ClosureForm(NeatForm):
    """When the discussion ended."""

    at = VnTimeField(label=_("Giờ kết thúc"))


def offer(form: NeatForm, name: str, choices: Sequence[tuple[object, object]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _named(lines: Sequence[RosterLine]) -> list[tuple[str, str]]:
    return [(str(line.person_id), line.full_name) for line in lines]


def on_roll(roll: Sequence[RollRow]) -> list[tuple[str, str]]:
    """Whoever may speak or be charged: everybody on the roll whose name may be read."""
    return [(str(row.person_id), row.name) for row in roll if row.name]


def numbered(items: Sequence[ItemView]) -> list[tuple[str, str]]:
    return [(str(item.row.pk), f"{n}. {item.row.title}") for n, item in enumerate(items, start=1)]


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None
