"""A paper's plain data as words on a page."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

Run = Mapping[str, object]


@register.filter
def runs(text: Sequence[Run]) -> SafeString:
    """A paragraph's stretches of text, bold and italic where the paper is, lines kept."""
    return format_html_join("", "{}", ((_run(run),) for run in text))


@register.filter
def beside(
    cells: Sequence[object], columns: Sequence[Mapping[str, object]]
) -> list[tuple[str, object]]:
    """Each cell of a row with the header above it, for tables that turn into cards."""
    headers = [str(column.get("header", "")) for column in columns]
    return list(zip(headers, cells, strict=True))


def _run(run: Run) -> SafeString:
    lines = str(run.get("text", "")).split("\n")
    words = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
    if run.get("italic"):
        words = format_html("<i>{}</i>", words)
    return format_html("<b>{}</b>", words) if run.get("bold") else words
