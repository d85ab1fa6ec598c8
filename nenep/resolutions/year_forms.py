"""The forms of a year's assignment."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.resolutions.actions.plan_year import PlannedLine
from nenep.resolutions.models import PlannedTask
from nenep.resolutions.queries.tasks import TaskLine
from nenep.ui.forms import Lines, NeatForm

SPARE = 2


class MemberYearForm(NeatForm):
    """The planned tasks of one member, with two empty lines for more. An emptied one goes."""

    def __init__(
        self,
        planned: Sequence[PlannedTask],
        current: Sequence[TaskLine],
        data: object = None,
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)
        self.places = range(len(planned) + SPARE)
        changes = [("", _("Nhiệm vụ thêm mới")), *((str(t.id), t.title) for t in current)]
        for place in self.places:
            row = planned[place] if place < len(planned) else None
            self.fields[f"title_{place}"] = forms.CharField(
                label=_("Nhiệm vụ %(n)s") % {"n": place + 1},
                widget=Lines(rows=2),
                max_length=300,
                required=False,
                initial=row.title if row else "",
            )
            self.fields[f"measure_{place}"] = forms.CharField(
                label=_("Kết quả phải đạt"),
                max_length=300,
                required=False,
                initial=row.measure if row else "",
            )
            if current:
                self.fields[f"replaces_{place}"] = forms.ChoiceField(
                    label=_("Thay cho"),
                    choices=changes,
                    required=False,
                    initial=str(row.replaces_id) if row and row.replaces_id else "",
                )

    def clean(self) -> dict[str, object]:
        """A result asks for its task."""
        said = super().clean() or {}
        for place in self.places:
            if said.get(f"measure_{place}") and not said.get(f"title_{place}"):
                self.add_error(f"title_{place}", _("Ghi nhiệm vụ của kết quả này."))
        return said

    def lines(self) -> list[PlannedLine]:
        """What was typed, without the empty lines."""
        said = self.cleaned_data
        return [
            PlannedLine(
                title=said[f"title_{n}"],
                measure=said[f"measure_{n}"],
                replaces=UUID(said[f"replaces_{n}"]) if said.get(f"replaces_{n}") else None,
            )
            for n in self.places
            if said[f"title_{n}"]
        ]


class AdoptionForm(NeatForm):
    """By which vote of the evening the plan was adopted."""

    vote = forms.TypedChoiceField(
        label=_("Theo lần biểu quyết"), coerce=UUID, empty_value=None, required=False
    )

    def __init__(
        self, votes: Sequence[tuple[str, str]], data: object = None, **rest: object
    ) -> None:
        super().__init__(data, **rest)
        field = self.fields["vote"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Chọn lần biểu quyết đã đạt")), *votes]
