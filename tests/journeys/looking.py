"""What must hold of every page for everybody: it fits, can be read by all, speaks Vietnamese."""

import re
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
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
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 780})
        page.screenshot(path=_shot(width, office, name), full_page=True)
        found = Axe().run(page)
        if found.violations_count:
            yield f"{width}: {_violations(found.response)}"
        page.evaluate(OPENED)
        over = int(page.evaluate(OVERFLOW))
        if over > 0:
            yield f"{width}: {over} pixels too wide"


def _foreign_words(page: Page) -> set[str]:
    said = str(page.evaluate(WORDS))
    return {word for word in re.findall(r"[^\W\d_]+", said.lower()) if word in ENGLISH}


def _violations(response: dict[str, list[dict[str, object]]]) -> str:
    return "; ".join(_violation(one) for one in response["violations"])


def _violation(one: dict[str, object]) -> str:
    nodes = one["nodes"]
    first = nodes[0] if isinstance(nodes, list) and nodes else {}
    return f"{one['id']} at {str(first.get('html', ''))[:160]}"


def _shot(width: int, office: str, name: str) -> Path:
    folder = SCREENS / str(width)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{office}-{name}.png"
