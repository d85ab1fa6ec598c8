"""What is typed while a meeting is prepared."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.meetings.actions.take_roll import ABSENCE_REASONS
from nenep.meetings.rules.kinds import REGULAR_KINDS, TOPICAL_KINDS
from nenep.meetings.rules.topics import Topic
from nenep.meetings.steps import kind_name, opinion_choices
from nenep.people.queries.rosters import RosterLine
from nenep.preparation.actions.ask_leave import LONGEST_NOTE
from nenep.preparation.rules.telling import Told, Way
from nenep.ui.formats import vn_month
from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField, VnTimeField

PLANNED_KINDS = ("regular", "combined", "thematic", "extraordinary", "cell_committee")


class PlanForm(NeatForm):
    """A meeting of a month: the regular one needs nothing else."""

    month = forms.ChoiceField(label=gettext_lazy("Tháng"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại buổi"))
    topic_code = forms.ChoiceField(label=gettext_lazy("Chọn chuyên đề gợi ý"), required=False)
    topic = forms.CharField(
        label=gettext_lazy("Tên chuyên đề"),
        help_text=gettext_lazy("Chỉ ghi khi buổi này có chuyên đề; để trống thì lấy tên gợi ý."),
        max_length=300,
        required=False,
    )
    planned_on = VnDateField(
        label=gettext_lazy("Ngày họp"),
        help_text=gettext_lazy("Để trống thì lấy ngày theo quy định (chỉ buổi thường kỳ)."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do chọn ngày khác, lý do họp bất thường"),
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        months: Sequence[date],
        data: object = None,
        *,
        topics: Sequence[Topic] = (),
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        suggested = [("", _("Không, hoặc tự đặt tên")), *((t.code, t.title) for t in topics)]
        self.fields["topic_code"].choices = suggested  # type: ignore[attr-defined]
        self.fields["month"].choices = [(f"{m:%Y-%m}", vn_month(m)) for m in months]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(k, kind_name(k)) for k in PLANNED_KINDS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """A thematic meeting has its topic and its own day: no rule gives it one."""
        said = super().clean() or {}
        kind, named = said.get("kind"), said.get("topic") or said.get("topic_code")
        if kind not in REGULAR_KINDS and not said.get("planned_on"):
            self.add_error("planned_on", _("Đồng chí chọn ngày họp; không quy định nào định sẵn."))
        if kind in TOPICAL_KINDS and not named:
            self.add_error("topic", _("Đồng chí ghi tên chuyên đề."))
        if kind == "extraordinary" and not said.get("reason"):
            self.add_error("reason", _("Đồng chí ghi lý do họp bất thường."))
        return said

    def clean_month(self) -> date:
        """The first day of the chosen month."""
        return date.fromisoformat(f"{self.cleaned_data['month']}-01")


class TopicWords(TypedDict):
    """The topic as the action takes it."""

    topic: str
    topic_code: str
    presenter_id: UUID | None


class TopicForm(NeatForm):
    """The topic in the cell's own words, and who presents it."""

    topic_code = forms.ChoiceField(label=gettext_lazy("Thuộc nhóm chuyên đề"), required=False)
    topic = forms.CharField(
        label=gettext_lazy("Tên chuyên đề"), max_length=300, widget=Lines(rows=2)
    )
    presenter = forms.ChoiceField(label=gettext_lazy("Người chuẩn bị và trình bày"), required=False)

    def __init__(
        self,
        topics: Sequence[Topic],
        people: Sequence[tuple[str, str]],
        data: object = None,
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        suggested = [("", _("Ngoài danh mục")), *((t.code, t.title) for t in topics)]
        self.fields["topic_code"].choices = suggested  # type: ignore[attr-defined]
        self.fields["presenter"].choices = [("", _("Chưa cử")), *people]  # type: ignore[attr-defined]

    def words(self) -> TopicWords:
        """As :func:`set_topic` takes them."""
        said = self.cleaned_data
        return TopicWords(
            topic=said["topic"],
            topic_code=said["topic_code"],
            presenter_id=UUID(said["presenter"]) if said["presenter"] else None,
        )


class SittingForm(NeatForm):
    """A meeting of a Party group or of a committee, on the day one chooses."""

    planned_on = VnDateField(label=gettext_lazy("Ngày họp"))
    planned_at = VnTimeField(label=gettext_lazy("Giờ bắt đầu"))
    place = forms.CharField(label=gettext_lazy("Nơi họp"), max_length=200)


class ScheduleForm(NeatForm):
    """Day, time and place."""

    planned_on = VnDateField(label=gettext_lazy("Ngày họp"))
    planned_at = VnTimeField(label=gettext_lazy("Giờ bắt đầu"))
    place = forms.CharField(label=gettext_lazy("Nơi họp"), max_length=200)
    reason = forms.CharField(
        label=gettext_lazy("Lý do nếu khác ngày theo quy định"), max_length=200, required=False
    )


class AddItemForm(NeatForm):
    """One more item, typed by hand."""

    title = forms.CharField(label=gettext_lazy("Nội dung"), max_length=300, widget=Lines(rows=2))
    minutes = forms.IntegerField(
        label=gettext_lazy("Số phút"), min_value=0, max_value=240, initial=10
    )


class ItemForm(NeatForm):
    """The title and time of an item, upon the revision the writer had seen."""

    title = forms.CharField(label=gettext_lazy("Nội dung"), max_length=300, widget=Lines(rows=2))
    minutes = forms.IntegerField(label=gettext_lazy("Số phút"), min_value=0, max_value=240)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class MilestoneForm(NeatForm):
    """That a step of the preparation is done, and on which day."""

    kind = forms.ChoiceField(
        choices=[(k, k) for k in ("agreed", "notified", "papers_out")], widget=forms.HiddenInput
    )
    on = VnDateField(label=gettext_lazy("Ngày làm"))


class QuestionForm(NeatForm):
    """What a member wants the meeting to hear, in the own name."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại ý kiến"),
        choices=opinion_choices,
    )
    text = forms.CharField(label=gettext_lazy("Nội dung"), widget=Lines(rows=4), max_length=4000)
    needs_answer = forms.BooleanField(
        label=gettext_lazy("Đề nghị được trả lời"), required=False, initial=True
    )


class WithdrawalForm(NeatForm):
    """Why a planned meeting is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: chi bộ sáp nhập từ ngày 01 tháng sau."),
        widget=Lines(rows=2),
    )


class LeaveForm(NeatForm):
    """Leave from one meeting: a plain reason, and a note only the cell's committee reads."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Lý do"),
        choices=[("", gettext_lazy("Chọn lý do")), *ABSENCE_REASONS.items()],
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú cho chi ủy"),
        help_text=gettext_lazy("Chỉ chi ủy đọc. Không ghi bệnh tật, chuyện gia đình."),
        max_length=LONGEST_NOTE,
        required=False,
    )


class LeaveOnBehalfForm(LeaveForm):
    """The same, written down by the secretary for a member who told so."""

    person_id = forms.ChoiceField(label=gettext_lazy("Đảng viên"))
    field_order = ("person_id", "reason", "note")

    def __init__(self, roster: Sequence[RosterLine], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        expected = [(str(line.person_id), line.full_name) for line in roster if line.counts.due]
        self.fields["person_id"].choices = [("", _("Chọn đảng viên")), *expected]  # type: ignore[attr-defined]

    def clean_person_id(self) -> UUID:
        """The chosen one."""
        return UUID(self.cleaned_data["person_id"])


WHAT_CHOICES = [
    (Told.NOTICE.value, gettext_lazy("Thông báo họp")),
    (Told.PAPERS.value, gettext_lazy("Tài liệu")),
]
WAY_CHOICES = [
    (Way.OWN_PAGE.value, gettext_lazy("Trang riêng trong phần mềm")),
    (Way.PAPER.value, gettext_lazy("Bản giấy")),
    (Way.READ_ALOUD.value, gettext_lazy("Đọc trực tiếp cho nghe")),
    (Way.ONE_TIME_LINK.value, gettext_lazy("Đường dẫn dùng một lần")),
]


class TellingForm(NeatForm):
    """Who was told on which way. ``taken_back``: it was ticked by mistake."""

    what = forms.ChoiceField(
        label=gettext_lazy("Đã đến tay"), choices=WHAT_CHOICES, widget=Segmented
    )
    way = forms.ChoiceField(label=gettext_lazy("Bằng cách"), choices=WAY_CHOICES)
    reader_id = forms.ChoiceField(
        label=gettext_lazy("Người đọc"),
        help_text=gettext_lazy("Chỉ chọn khi đọc trực tiếp."),
        required=False,
    )
    on = VnDateField(label=gettext_lazy("Ngày"))
    everybody = forms.BooleanField(label=gettext_lazy("Tất cả"), required=False)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Đảng viên"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, people: Sequence[tuple[UUID, str]], data: object = None, **rest: object
    ) -> None:
        super().__init__(data, **rest)
        known = [(str(person_id), name) for person_id, name in people]
        self.fields["people"].choices = known  # type: ignore[attr-defined]
        self.fields["reader_id"].choices = [("", _("Không có")), *known]  # type: ignore[attr-defined]
        self.fields["people"].required = "everybody" not in self.data
        self._all = [person_id for person_id, _name in people]

    def clean_reader_id(self) -> UUID | None:
        """Who read aloud, if anybody did."""
        return UUID(self.cleaned_data["reader_id"]) if self.cleaned_data["reader_id"] else None

    def clean(self) -> dict[str, object]:
        """``people`` as ids, everybody's where all are meant."""
        said = super().clean() or {}
        ticked = [UUID(one) for one in said.get("people", ())]
        said["people"] = self._all if said.pop("everybody", False) else ticked
        return said


class MaterialForm(forms.Form):
    """Which paper is taken away."""

    upload = forms.UUIDField()
