"""A unit's own rules as they come in: a file, or its text."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.ui.forms import NeatForm, VnDateField

LARGEST = 500_000


class RulesForm(NeatForm):
    """One of the two is needed; the file goes before the text."""

    file = forms.FileField(
        label=gettext_lazy("Tệp quy định (YAML)"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
    )
    content = forms.CharField(
        label=gettext_lazy("Hoặc dán nội dung tệp vào đây"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 14, "class": "code", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, object]:
        """``content`` is the text of either, ``name`` what to call it in messages."""
        said = super().clean() or {}
        sent = said.get("file")
        if sent:
            said["content"], said["name"] = self._text_of(sent), str(sent.name)[:120]
        else:
            said["name"] = _("nội dung đã dán")
        if not self.errors and not str(said.get("content", "")).strip():
            self.add_error("content", _("Đồng chí chọn một tệp hoặc dán nội dung."))
        return said

    def _text_of(self, sent: object) -> str:
        content = sent.read(LARGEST + 1) if hasattr(sent, "read") else b""
        if len(content) > LARGEST:
            self.add_error("file", _("Tệp quá lớn; một tệp quy định không quá 500 kB."))
            return ""
        try:
            return str(content.decode("utf-8"))
        except UnicodeDecodeError:
            self.add_error("file", _("Tệp này không phải văn bản UTF-8."))
            return ""


class DayForm(NeatForm):
    """The day whose rules are shown."""

    on = VnDateField(label=gettext_lazy("Ngày"))
