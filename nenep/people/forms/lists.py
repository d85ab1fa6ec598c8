"""Narrowing a list of people. A name travels in the body of a POST, never in an address."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.access.rules import OFFICE_NAMES, Office
from nenep.people.rules.listing import (
    EXPIRING_NAMES,
    LISTED,
    OLDEST,
    SEXES,
    Wanted,
)
from nenep.structure.rules.units import UnitView
from nenep.ui.forms import NeatForm

LONGEST = 80
_NOT_SOUGHT = (Office.MEMBER, Office.ADMINISTRATOR, Office.ASSIGNED_FOLLOWER)
OFFICES = [office for office in Office if office not in _NOT_SOUGHT]


class FindForm(NeatForm):
    """Every box may be empty; one that cannot be read narrows nothing and says so."""

    part = forms.CharField(
        label=gettext_lazy("Tên, có dấu hay không dấu"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    unit = forms.TypedChoiceField(
        label=gettext_lazy("Đơn vị"), coerce=UUID, empty_value=None, required=False
    )
    standing = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)
    office = forms.ChoiceField(label=gettext_lazy("Chức vụ"), required=False)
    expiring = forms.ChoiceField(label=gettext_lazy("Thời hạn"), required=False)
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), required=False)
    age_from = forms.IntegerField(
        label=gettext_lazy("Từ tuổi"), min_value=0, max_value=OLDEST, required=False
    )
    age_to = forms.IntegerField(
        label=gettext_lazy("Đến tuổi"), min_value=0, max_value=OLDEST, required=False
    )

    def __init__(self, units: Sequence[UnitView], data: Mapping[str, object]) -> None:
        super().__init__(data)
        self._choices("unit", {str(unit.id): unit.name for unit in units})
        self._choices("standing", LISTED)
        self._choices("office", {one.value: OFFICE_NAMES[one] for one in OFFICES})
        self._choices("expiring", {key.value: name for key, name in EXPIRING_NAMES.items()})
        self._choices("sex", SEXES)
        for box in ("age_from", "age_to"):
            self.fields[box].widget.attrs["inputmode"] = "numeric"

    def wanted(self) -> Wanted:
        """What could be read."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            part=said.get("part") or "",
            standing=said.get("standing") or "",
            office=said.get("office") or "",
            sex=said.get("sex") or "",
            age_from=said.get("age_from"),
            age_to=said.get("age_to"),
            expiring=said.get("expiring") or "",
        )

    def unit_id(self) -> UUID | None:
        """The unit below that was chosen."""
        self.is_valid()
        chosen = self.cleaned_data.get("unit")
        return chosen if isinstance(chosen, UUID) else None

    def _choices(self, box: str, names: Mapping[str, str]) -> None:
        field = self.fields[box]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Tất cả")), *((key, _(name)) for key, name in names.items())]
            field.label_suffix = ""
