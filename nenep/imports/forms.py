"""The shapes of what comes in: a file, a corrected mapping, the rows to enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.imports.actions.correct_mapping import Correction
from nenep.imports.models import Purpose
from nenep.imports.pages import MappingPage
from nenep.imports.rules.mapping import FIELD_NAMES, OF_CHANGES, CellSource, Field
from nenep.structure.rules.units import UnitView
from nenep.ui.forms import NeatForm

ALL, CHOSEN = "all", "chosen"
NOT_READ = "-"


class UploadForm(NeatForm):
    """The list of one unit."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Danh sách này để"),
        choices=[
            (Purpose.MEMBERS.value, gettext_lazy("Nhập đảng viên lần đầu")),
            (Purpose.CHANGES.value, gettext_lazy("Cập nhật người đã có")),
            (Purpose.UNITS.value, gettext_lazy("Nhập đơn vị")),
        ],
        initial=Purpose.MEMBERS.value,
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(label=gettext_lazy("Danh sách của đơn vị"))
    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        help_text=gettext_lazy("Tệp .xlsx, .xls, .ods hoặc .csv, không đặt mật khẩu."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv"}),
        error_messages={
            "empty": gettext_lazy("Tệp trống. Hãy kiểm tra lại tệp rồi gửi lại."),
            "missing": gettext_lazy("Chưa chọn tệp."),
            "invalid": gettext_lazy("Chưa chọn tệp."),
        },
    )

    def __init__(self, units: Sequence[UnitView], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(str(unit.id), unit.name) for unit in units]
        if len(units) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = str(units[0].id)

    def purpose_said(self) -> Purpose:
        """What the list is sent for. Only after ``is_valid``."""
        return Purpose(self.cleaned_data["purpose"])


class SheetForm(NeatForm):
    """Which sheet of the file is the list."""

    sheet = forms.ChoiceField(label=gettext_lazy("Trang tính"))

    def __init__(self, sheets: Sequence[str], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["sheet"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(name, name) for name in sheets]


@dataclass(frozen=True)
class _Asked:
    """A cell name that was not found, and the box that answers it."""

    box: str
    name: str


class MappingForm(NeatForm):
    """One box a column, the source of the cell, and an answer for every cell not found."""

    cell_source = forms.ChoiceField(
        label=gettext_lazy("Chi bộ được ghi ở đâu"),
        choices=[
            (CellSource.COLUMN.value, gettext_lazy("Trong một cột")),
            (CellSource.GROUPS.value, gettext_lazy("Ở dòng đầu mỗi nhóm")),
            (CellSource.FIXED.value, gettext_lazy("Cả danh sách là một chi bộ")),
        ],
    )
    fixed_cell = forms.ChoiceField(
        label=gettext_lazy("Chi bộ của cả danh sách"),
        required=False,
        help_text=gettext_lazy("Chỉ dùng khi cả danh sách là một chi bộ."),
    )

    def __init__(self, page: MappingPage, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._columns = tuple(range(len(page.columns)))
        changes = page.run.purpose == Purpose.CHANGES
        offered = [one for one in Field if changes or one not in OF_CHANGES]
        for index, column in enumerate(page.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=column.heading,
                help_text=column.samples,
                initial=column.field or NOT_READ,
                choices=[
                    (NOT_READ, _("Không nhập")),
                    *((f.value, FIELD_NAMES[f]) for f in offered),
                ],
            )
        fixed = self.fields["fixed_cell"]
        if isinstance(fixed, forms.ChoiceField):
            fixed.choices = [
                ("", _("Chọn chi bộ")),
                *((cell.name, cell.name) for cell in page.cells),
            ]
        fixed.initial = page.mapping.fixed_cell
        self.fields["cell_source"].initial = page.mapping.cell_source.value
        self.order_fields([*(f"column_{i}" for i in self._columns), "cell_source", "fixed_cell"])
        self._asked = tuple(_Asked(f"cell_{i}", name) for i, name in enumerate(page.unknown_cells))
        for asked in self._asked:
            self.fields[asked.box] = forms.ChoiceField(
                label=_("Không tìm thấy “%(name)s”: đó là chi bộ nào?") % {"name": asked.name},
                required=False,
                choices=[
                    ("", _("Để từ chối các dòng này")),
                    *((str(cell.id), cell.name) for cell in page.cells),
                ],
            )

    def correction(self) -> Correction:
        """What was said, as the action takes it. Only after ``is_valid``."""
        said = self.cleaned_data
        boxes = {index: said[f"column_{index}"] for index in self._columns}
        return Correction(
            columns={index: Field(name) for index, name in boxes.items() if name != NOT_READ},
            cell_source=CellSource(said["cell_source"]),
            fixed_cell=said["fixed_cell"],
            cells={one.name: UUID(said[one.box]) for one in self._asked if said.get(one.box)},
        )


class EntryForm(forms.Form):
    """All importable rows, or those ticked on the page."""

    which = forms.ChoiceField(choices=[(ALL, ALL), (CHOSEN, CHOSEN)])
    rows = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        ticked = self.data.getlist("rows") if hasattr(self.data, "getlist") else []
        rows = self.fields["rows"]
        if isinstance(rows, forms.TypedMultipleChoiceField):
            rows.choices = [(row, row) for row in ticked if row.isdigit()]

    def clean(self) -> dict[str, object]:
        """Nothing ticked is not "nothing to do" but a slip."""
        said = super().clean() or {}
        if said.get("which") == CHOSEN and not said.get("rows"):
            raise forms.ValidationError(_("Chưa chọn dòng nào. Hãy đánh dấu các dòng cần nhập."))
        return said

    def row_numbers(self) -> frozenset[int] | None:
        """None means all. Only after ``is_valid``."""
        return (
            frozenset(self.cleaned_data["rows"]) if self.cleaned_data["which"] == CHOSEN else None
        )
