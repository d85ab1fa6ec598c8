"""Django forms in our hand: label, help, box, error, in this order, tied together for readers."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import ClassVar

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.kernel.texts import legible

DAY_MONTH_YEAR = re.compile(r"^\s*(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})\s*$")
DIGITS_ONLY = re.compile(r"^\s*(\d{2})(\d{2})(\d{4})\s*$")
YEAR_FIRST = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$")
HOUR_MINUTE = re.compile(r"^\s*(\d{1,2})\s*(?:[hHgG:.,]\s*(\d{2})?|(\d{2}))?\s*$")


class NeatRenderer(DjangoTemplates):
    """Draws every field with ``ui/form_field.html``."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/form_field.html"


class NeatErrors(ErrorList):
    """Errors with a sign beside the words."""

    template_name = "ui/form_errors.html"


class NeatForm(forms.Form):
    """A form whose ``{{ form }}`` is our own hand. Also a mixin for model forms."""

    default_renderer = NeatRenderer
    required_css_class = "required"

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("error_class", NeatErrors)
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if self.is_bound:
            self.data = _legible(self.data)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Mục này chưa ghi.")


def _legible(data: Mapping[str, object]) -> Mapping[str, object]:
    """What was typed, as it can be kept (:mod:`nenep.kernel.texts`)."""
    if isinstance(data, MultiValueDict):
        return MultiValueDict({name: [*map(legible, values)] for name, values in data.lists()})
    return {name: legible(said) if isinstance(said, str) else said for name, said in data.items()}


class Segmented(forms.RadioSelect):
    """A few short choices as one row of buttons, each 48 px high."""

    template_name = "ui/widgets/segmented.html"


class Lines(forms.Textarea):
    """A text area that grows with its text where the browser can."""

    def __init__(self, rows: int = 3) -> None:
        super().__init__(attrs={"rows": rows, "class": "grow"})


class VnDateInput(forms.DateInput):
    """A typed date. Not the browser's picker: it writes dates in the browser's language."""

    def __init__(self) -> None:
        super().__init__(
            format="%d/%m/%Y",
            attrs={
                "inputmode": "numeric",
                "placeholder": _("ngày/tháng/năm"),
                "autocomplete": "off",
                "class": "date",
            },
        )


class VnDateField(forms.DateField):
    """Reads ``3/11/2026``, ``03.11.2026``, ``3-11-2026``, ``03112026`` and ``2026-11-03``.

    Never the American order: 11/03 is the eleventh of March.
    """

    widget = VnDateInput
    default_error_messages: ClassVar = {
        "invalid": gettext_lazy("Ngày này không đọc được. Ghi ngày/tháng/năm, ví dụ 03/11/2026."),
    }

    def to_python(self, value: object) -> date | None:
        """The date, or None when the box is empty.

        Raises:
            ValidationError: no such day.
        """
        if value is None or isinstance(value, date):
            return super().to_python(value)
        text = str(value)
        if not text.strip():
            return None
        found = _parts(text)
        if found is not None:
            try:
                return date(*found)
            except ValueError:
                pass
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class VnTimeInput(forms.TimeInput):
    """A typed time of day, as 24 hours."""

    def __init__(self) -> None:
        super().__init__(
            format="%H:%M",
            attrs={
                "inputmode": "numeric",
                "placeholder": _("giờ:phút"),
                "autocomplete": "off",
                "class": "date",
            },
        )


class VnTimeField(forms.TimeField):
    """Reads ``19:30``, ``19h30``, ``19h``, ``1930`` and ``7g30``."""

    widget = VnTimeInput
    default_error_messages: ClassVar = {
        "invalid": gettext_lazy("Giờ này không đọc được. Ghi giờ:phút, ví dụ 19:30."),
    }

    def to_python(self, value: object) -> time | None:
        """The time, or None when the box is empty.

        Raises:
            ValidationError: no such time of day.
        """
        if value is None or isinstance(value, time):
            return super().to_python(value)
        text = str(value)
        if not text.strip():
            return None
        found = HOUR_MINUTE.match(text)
        if found is not None:
            try:
                return time(int(found[1]), int(found[2] or found[3] or 0))
            except ValueError:
                pass
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


def add_errors(form: forms.BaseForm, errors: Iterable[tuple[str, str]]) -> None:
    """Put sentences of the domain beside their boxes: ``(field, sentence)``; no field, on top."""
    for field, sentence in errors:
        form.add_error(field if field in form.fields else None, sentence)


def _parts(text: str) -> tuple[int, int, int] | None:
    if found := YEAR_FIRST.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := DAY_MONTH_YEAR.match(text) or DIGITS_ONLY.match(text):
        return int(found[3]), int(found[2]), int(found[1])
    return None
