"""What somebody must say before a paper or a unit's records open."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.oversight.queries import PaperToOpen
from nenep.oversight.rules.openings import LONGEST, REASONS
from nenep.ui.formats import vn_date
from nenep.ui.forms import Lines, NeatForm


class OpeningForm(NeatForm):
    """Which paper, on what ground, in one's own words."""

    paper = forms.ChoiceField(label=gettext_lazy("Văn bản"))
    reason = forms.ChoiceField(label=gettext_lazy("Lý do"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("Ghi rõ"),
        help_text=gettext_lazy("Chi bộ đọc được dòng này, cùng tên đồng chí và giờ mở."),
        widget=Lines(2),
        max_length=LONGEST,
    )

    def __init__(self, papers: Sequence[PaperToOpen], data: object = None) -> None:
        super().__init__(data)
        self.fields["paper"].choices = [(str(one.id), _label(one)) for one in papers]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [(code, _(name)) for code, name in REASONS.items()]  # type: ignore[attr-defined]


class EmergencyForm(NeatForm):
    """For how long, and why it cannot wait."""

    hours = forms.IntegerField(label=gettext_lazy("Số giờ"), min_value=1)
    words = forms.CharField(
        label=gettext_lazy("Lý do khẩn cấp"),
        help_text=gettext_lazy("Người duyệt và chi bộ đọc được dòng này."),
        widget=Lines(3),
        max_length=LONGEST,
    )

    def __init__(self, most: int, data: object = None) -> None:
        super().__init__(data, initial={"hours": min(4, most)})
        self.fields["hours"].widget.attrs["max"] = most
        self.fields["hours"].help_text = _("Nhiều nhất %(most)s giờ; chỉ đọc.") % {"most": most}


def _label(paper: PaperToOpen) -> str:
    name = " ".join(filter(None, (paper.title.capitalize(), paper.number)))
    return f"{name} · {vn_date(paper.sealed_on)}"
