"""Forms about offices, terms, elections and Party groups."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.access.rules import OFFICE_NAMES, Office
from nenep.kernel.errors import Invalid
from nenep.people.rules.elections import Ballots, Candidacy
from nenep.people.rules.offices import BASIS_NAMES, ENDING_NAMES
from nenep.ui.errors import sentence
from nenep.ui.forms import NeatForm, Segmented, VnDateField

DECISION = gettext_lazy("Số văn bản")
ELECTION_KINDS = (
    ("congress", gettext_lazy("Đại hội")),
    ("by_election", gettext_lazy("Bầu bổ sung")),
)
ROWS, MORE_ROWS, MOST_ROWS = 4, 3, 60


@dataclass(frozen=True)
class Candidates:
    """Who may be chosen: the members of a cell by a list; below a committee by a typed name, which
    ``find`` turns into a person or an :class:`Invalid`."""

    people: Sequence[tuple[UUID, str]] = ()
    find: Callable[[str], UUID] | None = None

    def field(self, *, required: bool) -> forms.Field:
        """The box in which somebody is named."""
        label = _("Đồng chí")
        if self.find is None:
            known = [
                ("", _("Chọn người")),
                *((str(person_id), name) for person_id, name in self.people),
            ]
            return forms.ChoiceField(label=label, choices=known, required=required)
        return forms.CharField(
            label=label,
            max_length=200,
            required=required,
            help_text=_("Họ và tên; nếu có người trùng tên, thêm dấu phẩy và tên chi bộ."),
        )

    def chosen(self, said: str) -> UUID:
        """The person named in the box; raises :class:`forms.ValidationError`."""
        if self.find is None:
            return UUID(said)
        try:
            return self.find(said)
        except Invalid as unknown:
            raise forms.ValidationError(sentence(unknown)) from unknown


class OfficeForm(NeatForm):
    """An office for somebody, from a day of the past or to come."""

    office = forms.ChoiceField(label=gettext_lazy("Chức vụ"))
    on = VnDateField(label=gettext_lazy("Giữ chức vụ từ ngày"))
    until = VnDateField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Để trống nếu đang giữ."),
        required=False,
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Hình thức"),
        choices=[(b.value, name) for b, name in BASIS_NAMES.items()],
    )
    decision = forms.CharField(label=DECISION, max_length=60, required=False)

    def __init__(
        self,
        candidates: Candidates,
        offices: Sequence[Office],
        data: object = None,
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        self._candidates = candidates
        self.fields = {"person": candidates.field(required=True), **self.fields}
        self.fields["office"].choices = office_choices(offices)  # type: ignore[attr-defined]

    def clean_person(self) -> UUID:
        """The person's id."""
        return self._candidates.chosen(self.cleaned_data["person"])

    @property
    def first_day_after(self) -> date | None:
        """The form asks for the last day, the record for the first day after it."""
        return day_after(self.cleaned_data["until"])


class OfficeEndForm(NeatForm):
    """From when an office is no longer held, and why."""

    on = VnDateField(label=gettext_lazy("Thôi giữ chức vụ từ ngày"))
    how = forms.ChoiceField(
        label=gettext_lazy("Lý do"), choices=[(e.value, name) for e, name in ENDING_NAMES.items()]
    )
    decision = forms.CharField(label=DECISION, max_length=60, required=False)


class TermForm(NeatForm):
    """A term of the committee."""

    label = forms.CharField(
        label=gettext_lazy("Nhiệm kỳ"),
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "2025–2030", "autocomplete": "off"}),
    )
    size = forms.IntegerField(
        label=gettext_lazy("Số cấp ủy viên đại hội quyết định"), min_value=1, max_value=99
    )
    on = VnDateField(label=gettext_lazy("Từ ngày"))
    until = VnDateField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Để trống thì tính theo số năm của nhiệm kỳ."),
        required=False,
    )

    @property
    def first_day_after(self) -> date | None:
        """The first day after the last one typed."""
        return day_after(self.cleaned_data["until"])


class ElectionForm(NeatForm):
    """The totals of an election."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Cuộc bầu"), choices=ELECTION_KINDS, widget=Segmented, initial="congress"
    )
    held_on = VnDateField(label=gettext_lazy("Ngày bầu"))
    convened = forms.IntegerField(label=gettext_lazy("Số được triệu tập"), min_value=1)
    issued = forms.IntegerField(label=gettext_lazy("Số phiếu phát ra"), min_value=0)
    collected = forms.IntegerField(label=gettext_lazy("Số phiếu thu về"), min_value=0)
    valid = forms.IntegerField(label=gettext_lazy("Số phiếu hợp lệ"), min_value=0)
    confirmed = forms.BooleanField(
        label=gettext_lazy(
            "Kết quả đã được công nhận, dù có người trúng cử chưa quá một nửa số được triệu tập"
        ),
        required=False,
    )

    @property
    def ballots(self) -> Ballots:
        """The totals, once valid."""
        said = self.cleaned_data
        return Ballots(said["convened"], said["issued"], said["collected"], said["valid"])


class CandidateForm(NeatForm):
    """One row of the tellers' report; left empty it says nothing."""

    office = forms.ChoiceField(label=gettext_lazy("Chức vụ"))
    votes = forms.IntegerField(label=gettext_lazy("Số phiếu"), min_value=0, required=False)
    elected = forms.BooleanField(label=gettext_lazy("Trúng cử"), required=False)

    def __init__(
        self, candidates: Candidates, offices: Sequence[Office], data: object = None, **rest: object
    ) -> None:
        super().__init__(data, **rest)
        self._candidates = candidates
        self.fields = {"person": candidates.field(required=False), **self.fields}
        self.fields["person"].help_text = ""
        self.fields["office"].choices = office_choices(offices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """A named person has a number of votes."""
        said = super().clean() or {}
        if said.get("person") and said.get("votes") is None and "votes" in said:
            self.add_error("votes", _("Ghi số phiếu của đồng chí này."))
        return said

    def clean_person(self) -> UUID | None:
        """The person's id; None for an empty row."""
        said = self.cleaned_data["person"]
        return self._candidates.chosen(said) if said else None

    @property
    def candidacy(self) -> Candidacy | None:
        """The row, once valid; None when nobody is named in it."""
        said = self.cleaned_data
        if said["person"] is None:
            return None
        return Candidacy(said["person"], Office(said["office"]), said["votes"], said["elected"])


class GroupForm(NeatForm):
    """A new Party group."""

    name = forms.CharField(label=gettext_lazy("Tên tổ đảng"), max_length=200)
    on = VnDateField(label=gettext_lazy("Lập từ ngày"))


class PlacesForm(NeatForm):
    """Which members go into which group from a day."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Đảng viên"), widget=forms.CheckboxSelectMultiple
    )
    group = forms.ChoiceField(label=gettext_lazy("Xếp vào"), required=False)
    on = VnDateField(label=gettext_lazy("Từ ngày"))

    def __init__(
        self,
        people: Sequence[tuple[UUID, str]],
        groups: Sequence[tuple[UUID, str]],
        data: object = None,
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        self.fields["people"].choices = [(str(p), name) for p, name in people]  # type: ignore[attr-defined]
        known = [(str(group_id), name) for group_id, name in groups]
        self.fields["group"].choices = [*known, ("", _("Không ở tổ nào"))]  # type: ignore[attr-defined]

    def clean_people(self) -> list[UUID]:
        """The ids of the ticked."""
        return [UUID(one) for one in self.cleaned_data["people"]]

    def clean_group(self) -> UUID | None:
        """The group; None: out of whatever group they are in."""
        return UUID(self.cleaned_data["group"]) if self.cleaned_data["group"] else None


def office_choices(offices: Sequence[Office]) -> list[tuple[str, str]]:
    """The offices of a unit as choices."""
    return [(office.value, _(OFFICE_NAMES[office])) for office in offices]


def day_after(last: date | None) -> date | None:
    """The first day after ``last``."""
    return date.fromordinal(last.toordinal() + 1) if last else None


def rows_asked(data: Mapping[str, str]) -> int:
    """How many rows of candidates the page has: those it had, and more when asked for."""
    told = data.get("rows", "")
    rows = int(told) if told.isascii() and told.isdigit() and len(told) < 4 else ROWS
    return max(ROWS, min(rows + (MORE_ROWS if "more" in data else 0), MOST_ROWS))
