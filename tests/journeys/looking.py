"""What must hold of every page for everybody: it fits, can be read by all, speaks Vietnamese.

``NENEP_SCREENS=1`` keeps a picture of each page at both widths in ``.screens``, to be looked at.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.chromium import DESK, PHONE
from tests.source import ROOT

SCREENS = ROOT / ".screens"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPENED = "() => document.querySelectorAll('details').forEach(one => (one.open = true))"
WORDS = """() => [document.title, document.body.innerText,
    ...[...document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')].flatMap(
        one => ['aria-label', 'placeholder', 'title', 'alt'].map(n => one.getAttribute(n) || ''))
].join('\\n')"""
# Nothing but what is wrong is reported: the rest costs as much again.
AXE = "() => axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations)"
# Words a half-translated page shows; none of them is a syllable of Vietnamese.
ENGLISH = frozenset(
    """
    and with this that please page save cancel delete edit submit search next previous error
    required field login logout password username choose select file upload download click here
    name date time month year member members meeting agenda minutes vote votes task tasks draft
    open closed none null undefined true false invalid valid value enter number object loading
    home back today yesterday ago add remove update create list view details yes not found
    forbidden server traceback django exception unknown missing untitled default empty
    """.split()  # noqa: SIM905 - a list to be read
)


def faults_of(page: Page, name: str, office: str) -> Iterator[str]:
    """Everything wrong with the page now open, at a phone's and a desk's width."""
    foreign = sorted(_foreign_words(page))
    if foreign:
        yield f"English on the page: {', '.join(foreign)}"
    page.evaluate(AXE_SCRIPT)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 780})
        if os.environ.get("NENEP_SCREENS"):
            page.screenshot(path=_shot(width, office, name), full_page=True)
        violations = page.evaluate(AXE)
        if violations:
            yield f"{width}: {'; '.join(map(_violation, violations))}"
        page.evaluate(OPENED)
        over = int(page.evaluate(OVERFLOW))
        if over > 0:
            yield f"{width}: {over} pixels too wide"


def _foreign_words(page: Page) -> set[str]:
    said = str(page.evaluate(WORDS))
    return {word for word in re.findall(r"[^\W\d_]+", said.lower()) if word in ENGLISH}


def _violation(one: dict[str, object]) -> str:
    nodes = one["nodes"]
    first = nodes[0] if isinstance(nodes, list) and nodes else {}
    return f"{one['id']} at {str(first.get('html', ''))[:160]}"


def _shot(width: int, office: str, name: str) -> Path:
    folder = SCREENS / str(width)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{office}-{name}.png"
