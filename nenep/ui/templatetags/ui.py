"""The parts of a page as template tags; ``docs/ui-components.md`` shows each call."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django import template
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nenep.ui import formats
from nenep.ui.icons import ICONS
from nenep.ui.shapes import MonthMark, Pair, Step, StepState, Table, Tone

register = template.Library()

register.filter("vn_date", formats.vn_date)
register.filter("vn_short_date", formats.vn_short_date)
register.filter("vn_long_date", formats.vn_long_date)
register.filter("vn_month", formats.vn_month)
register.filter("vn_time", formats.vn_time)
register.filter("vn_moment", formats.vn_moment)
register.filter("percent", formats.percent)
register.filter("percent_of", formats.percent_of)
register.filter("decimal_vn", formats.decimal_vn)
register.filter("minutes", formats.minutes)

TONE_ICONS = {
    Tone.GOOD: "check",
    Tone.WARN: "alert",
    Tone.BAD: "alert",
    Tone.INFO: "info",
    Tone.NONE: "info",
}


@register.filter
def step_of(part: int, whole: int) -> str:
    """``h1``…``h5``: the height class of a share, as on the month strip."""
    return f"h{formats.strip_step(part / whole if whole else None)}"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A stroke drawing; silent unless it has a ``label``.

    Raises:
        KeyError: no such drawing; a page with a hole in it should not pass a test.
    """
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            label,
            ICONS[name],
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', ICONS[name]
    )


@register.simple_tag
def badge(text: str, tone: str = "", icon: str = "") -> SafeString:
    """A word on a tinted ground."""
    drawing = _drawing(icon) if icon else ""
    return format_html('<span class="tag {}">{}{}</span>', Tone(tone).value, drawing, text)


@register.simple_tag
def person_name(name: str, full: bool = False, url: str = "") -> SafeString:
    """ "đ/c" kept on one line with the first word of the name."""
    style = "đồng chí" if full else "đ/c"
    if url:
        return format_html(
            '<a class="person" href="{}">{}\N{NO-BREAK SPACE}{}</a>', url, style, name
        )
    return format_html('<span class="person">{}\N{NO-BREAK SPACE}{}</span>', style, name)


@register.inclusion_tag("ui/_stepper.html")
def stepper(steps: Sequence[Step], label: str = "") -> dict[str, object]:
    """The stages of a meeting: a line on a desk, "bước 3/9" on a phone."""
    states = [step.state for step in steps]
    at = states.index(StepState.NOW) if StepState.NOW in states else None
    return {
        "steps": steps,
        "label": label,
        "current": steps[at] if at is not None else None,
        "number": at + 1 if at is not None else None,
        "finished": bool(steps) and all(state == StepState.DONE for state in states),
        "done": states.count(StepState.DONE),
    }


@register.inclusion_tag("ui/_month_strip.html")
def month_strip(
    months: Sequence[MonthMark], caption: str = "", table: str = "hidden"
) -> dict[str, object]:
    """12–24 months as a strip; the same figures as a table of years × months."""
    years = sorted({mark.first.year for mark in months})
    by_month = {(mark.first.year, mark.first.month): mark for mark in months}
    return {
        "months": months,
        "caption": caption,
        "open": table == "open",
        "sparse": len(months) > 12,
        "numbers": range(1, 13),
        "years": [(year, [by_month.get((year, n)) for n in range(1, 13)]) for year in years],
    }


@register.inclusion_tag("ui/_figure.html")
def figure(
    label: str,
    value: object,
    of: object = None,
    note: str = "",
    tone: str = "",
    url: str = "",
) -> dict[str, object]:
    """A number with what it is of. Stands inside ``<dl class="figures">``."""
    return {
        "label": label,
        "value": value,
        "of": of,
        "note": note,
        "tone": Tone(tone).value,
        "url": url,
    }


@register.inclusion_tag("ui/form_field.html")
def field(bound: BoundField, wide: bool = False) -> dict[str, object]:
    """A form field with label, help and errors tied to its box."""
    return {"field": bound, "errors": bound.errors, "wide": wide}


@register.inclusion_tag("ui/_card_table.html")
def card_table(table: Table) -> dict[str, object]:
    """A table on a desk and on paper, cards on a phone."""
    return {"table": table}


@register.inclusion_tag("ui/_progress.html")
def progress(value: int, of: int = 100, label: str = "", tone: str = "") -> dict[str, object]:
    """A bar with its words; out of 100 it reads as percent."""
    return {"value": value, "of": of, "label": label, "tone": Tone(tone).value}


@register.inclusion_tag("ui/_empty_state.html")
def empty_state(
    title: str, text: str = "", url: str = "", action: str = "", icon: str = "inbox"
) -> dict[str, object]:
    """Nothing here yet: what to do first."""
    return {"title": title, "text": text, "url": url, "action": action, "icon_name": icon}


@register.inclusion_tag("ui/_key_values.html")
def key_values(pairs: Sequence[Pair]) -> dict[str, object]:
    """Terms and their values."""
    return {"pairs": pairs}


@register.inclusion_tag("ui/_pagination.html")
def pagination(newer: str = "", older: str = "") -> dict[str, object]:
    """Two ways along a list without page numbers."""
    return {"newer": newer, "older": older}


@register.inclusion_tag("ui/_basis.html")
def basis(
    citation: object, checked: bool = False, quote: str = "", url: str = "", note: str = ""
) -> dict[str, object]:
    """Where a rule stands. ``citation`` is anything whose text is the citation."""
    return {
        "citation": str(citation),
        "checked": checked,
        "quote": quote,
        "url": url,
        "note": note,
    }


@register.inclusion_tag("ui/_notice.html")
def notice(title: str, text: str = "", tone: str = "info") -> dict[str, object]:
    """A remark in the page's flow."""
    known = Tone(tone)
    return {"title": title, "text": text, "tone": known.value, "icon_name": TONE_ICONS[known]}


@register.filter
def level_icon(tags: str) -> str:
    """The drawing for a message of django.contrib.messages."""
    return {"success": "check", "error": "alert", "warning": "alert"}.get(tags, "info")


@register.inclusion_tag("ui/_meeting_clock.html")
def meeting_clock(
    started: datetime, planned: int, now: datetime, ended: datetime | None = None
) -> dict[str, object]:
    """The time, how long is left and a bar. ``planned`` in minutes; moments are aware."""
    until = ended or now
    spent = max(0, int((until - started) / timedelta(minutes=1)))
    return {
        "started": started,
        "now": now,
        "ended": ended,
        "planned": planned,
        "spent": spent,
        "left": planned - spent,
        "over": max(0, spent - planned),
        "shown": min(spent, planned),
    }


@register.filter
def iso(moment: datetime | date) -> str:
    """For ``datetime=`` attributes."""
    return moment.isoformat()


def _drawing(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', ICONS[name]
    )
