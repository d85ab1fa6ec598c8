"""Nonsense after the question mark of every page: a page is asked, nothing is a fault."""

import re

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import source
from tests.attacks.nonsense import NASTY, TEXTS, trying
from tests.attacks.scene import Scene

ASKED = re.compile(r'(?:GET|asked)(?:\.get\(|\[)"([a-z0-9_]+)"|asked_id\(request, "([a-z]+)"')
LOOKS_LIKE_A_NUMBER = ("²", "٣", "1" * 5000, "-0", "+1", "1_0", " 7 ")
NONSENSE = st.one_of(NASTY, st.sampled_from((*LOOKS_LIKE_A_NUMBER, *TEXTS)))


def _names() -> list[str]:
    """Whatever a view asks for by name; and the boxes of forms that ask by the address."""
    views = map(source.text, source.product_files())
    found = {name for text in views for pair in ASKED.findall(text) for name in pair if name}
    return sorted(found | {"q", "page", "on", "sort", "standing", "sex", "group", "rows"})


NAMES = _names()


def test_it_knows_what_views_ask_for() -> None:
    assert {"year", "month", "after", "before", "item", "part"} <= set(NAMES)


@pytest.mark.parametrize("at", range(4))
def test_it_answers_nonsense_behind_the_question_mark(at: int, scene: Scene) -> None:
    pages: dict[str, tuple[str, str]] = {}
    for name, url, key in scene.open_pages():
        pages.setdefault(name, (url, key))
    quarter = sorted(pages)[at::4]

    @trying(1, 8)
    @given(st.data())
    def asked(data: st.DataObject) -> None:
        said = {one: data.draw(NONSENSE) for one in NAMES}
        for name in quarter:
            url, key = pages[name]
            with transaction.atomic():
                page = scene.get(key, url, said)
                transaction.set_rollback(True)
            assert page.status_code < 500, (name, said)

    asked()
