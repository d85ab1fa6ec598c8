"""Templates obey the strict policy before a browser ever sees them."""

import re
from pathlib import Path

from tests import source
from tests.source import named

TAG = re.compile(r"<[a-zA-Z][^>]*>", re.DOTALL)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
INLINE = re.compile(r"\s(style|on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style\b", re.IGNORECASE)
ELSEWHERE = re.compile(r"\s(src|href|action)=[\"']?(https?:)?//", re.IGNORECASE)
FORM = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>.*?</form>", re.DOTALL | re.IGNORECASE)


def _markup(path: Path) -> str:
    """The tags as they stand; what the template language says is not markup."""
    return TEMPLATE_TAG.sub("x", COMMENT.sub("", source.text(path)))


def test_it_has_no_inline_style_script_or_handler() -> None:
    wrong = [
        f"{named(path)}: {found[:80]}"
        for path in source.ending(".html")
        for found in _inline(_markup(path))
    ]
    assert wrong == []


def _inline(markup: str) -> list[str]:
    tags = [tag for tag in TAG.findall(markup) if INLINE.search(tag)]
    return tags + [found.group() for found in INLINE_SCRIPT.finditer(markup)]


def test_it_fetches_nothing_from_elsewhere() -> None:
    wrong = {
        named(path): tag
        for path in source.ending(".html")
        for tag in TAG.findall(_markup(path))
        if ELSEWHERE.search(tag)
    }
    assert wrong == {}


def test_it_guards_every_form_that_writes() -> None:
    wrong = [
        f"{named(path)}: {form[:60]}"
        for path in source.ending(".html")
        if "specimen" not in path.parts  # shown by its test only, sent nowhere
        for form in FORM.findall(COMMENT.sub("", source.text(path)))
        if "csrf_token" not in form
    ]
    assert wrong == []
