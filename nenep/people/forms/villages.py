"""Forms of the register of villages."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.structure.rules.localities import (
    LOCALITY_KIND_NAMES,
    LONGEST_NAME,
    Leader,
    LocalityKind,
    LocalityView,
    place_key,
)
from nenep.ui.forms import Lines, NeatForm, Segmented, VnDateField

LONGEST_LIST = 60_000


class VillageForm(NeatForm):
    """A village as it is from a day on: its name, its kind, the cell that leads it."""

    name = forms.CharField(label=gettext_lazy("Tên"), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[(kind.value, gettext_lazy(LOCALITY_KIND_NAMES[kind])) for kind in LocalityKind],
        initial=LocalityKind.VILLAGE.value,
        widget=Segmented,
    )
    led_by_id = forms.TypedChoiceField(
        label=gettext_lazy("Chi bộ lãnh đạo"), coerce=UUID, empty_value=None, required=False
    )
    on = VnDateField(label=gettext_lazy("Từ ngày"))

    def __init__(self, leaders: Sequence[Leader], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        cells = sorted(leaders, key=lambda leader: place_key(leader.name))
        self.fields["led_by_id"].choices = [  # type: ignore[attr-defined]
            ("", _("Chưa có chi bộ lãnh đạo")),
            *((str(cell.cell_id), cell.name) for cell in cells),
        ]


class VillageEndForm(NeatForm):
    """The first day on which the village is no more, and the one it joined."""

    on = VnDateField(label=gettext_lazy("Không còn từ ngày"))
    into = forms.TypedChoiceField(
        label=gettext_lazy("Nhập vào"),
        help_text=gettext_lazy("Đảng viên đã ghi ở đây được chuyển sang nơi nhập vào."),
        coerce=UUID,
        empty_value=None,
        required=False,
    )

    def __init__(self, others: Sequence[LocalityView], data: object = None, **rest: object) -> None:
        super().__init__(data, **rest)
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            ("", _("Không nhập vào đâu")),
            *((str(other.locality_id), other.name) for other in others),
        ]


class VillageListForm(NeatForm):
    """The list as the office has it, pasted."""

    text = forms.CharField(
        label=gettext_lazy("Danh sách, mỗi dòng một thôn, làng, tổ dân phố"),
        help_text=gettext_lazy(
            "Sau tên có thể ghi dấu chấm phẩy rồi mã hoặc tên chi bộ lãnh đạo; "
            "ghi dấu - nếu chưa có chi bộ. Cột dán từ Excel cũng đọc được."
        ),
        max_length=LONGEST_LIST,
        strip=False,
        widget=Lines(rows=12),
    )
    on = VnDateField(label=gettext_lazy("Có trong sổ từ ngày"))
