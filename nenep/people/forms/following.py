"""The form by which a committee assigns its members to cells."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from nenep.people.queries.following import CellLine, Seat
from nenep.ui.forms import NeatForm, VnDateField


class FollowerForm(NeatForm):
    """One member of the committee, the cells, from when."""

    person = forms.ChoiceField(label=gettext_lazy("Cấp ủy viên"))
    cells = forms.MultipleChoiceField(
        label=gettext_lazy("Theo dõi chi bộ"), widget=forms.CheckboxSelectMultiple
    )
    on = VnDateField(label=gettext_lazy("Từ ngày"))
    decision = forms.CharField(
        label=gettext_lazy("Số văn bản phân công"), max_length=60, required=False
    )

    def __init__(
        self, seats: Sequence[Seat], free: Sequence[CellLine], data: object = None, **rest: object
    ) -> None:
        super().__init__(data, **rest)
        known = [(str(seat.person_id), seat.label) for seat in seats]
        self.fields["person"].choices = [("", "—"), *known]  # type: ignore[attr-defined]
        cells = [(str(line.cell.id), line.cell.name) for line in free]
        self.fields["cells"].choices = cells  # type: ignore[attr-defined]

    def clean_person(self) -> UUID:
        """The person's id."""
        return UUID(self.cleaned_data["person"])

    def clean_cells(self) -> list[UUID]:
        """The ids of the ticked."""
        return [UUID(one) for one in self.cleaned_data["cells"]]
