"""Nonsense in every form: never a fault of the program, and nothing half-written."""

from http import HTTPStatus

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.access.addresses import addresses
from tests.access.expectations import EXPECTATIONS
from tests.attacks.filling import filled
from tests.attacks.nonsense import NASTY, trying
from tests.attacks.scene import Found, Scene

POSTED = sorted(a.name for a in addresses() if a.name in EXPECTATIONS)


@pytest.mark.parametrize("name", POSTED)
def test_it_answers_nonsense_and_keeps_nothing_of_it(name: str, scene: Scene) -> None:
    forms = [form for form in scene.forms if form.name == name]

    @trying(3, 60)
    @given(st.data())
    def nonsense(data: st.DataObject) -> None:
        found = data.draw(st.sampled_from(forms))
        _must_stand(scene, found, _spoilt(found, data))

    if forms:
        nonsense()


def _spoilt(found: Found, data: st.DataObject) -> dict[str, list[str]]:
    """The form as it would be taken, with some of its boxes spoilt, missing or said twice."""
    said = filled(found)
    names = sorted(said) or ["x"]
    for name in data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4)):
        said[name] = data.draw(st.lists(NASTY, max_size=3))
    said.pop("command", None)
    return {name: values for name, values in said.items() if values}


def _must_stand(scene: Scene, found: Found, said: dict[str, list[str]]) -> None:
    with transaction.atomic():
        before = scene.rows()
        page = scene.post(found.key, found.action, said)
        refused = page.status_code >= HTTPStatus.BAD_REQUEST
        after = scene.rows() if refused else before
        transaction.set_rollback(True)
    assert page.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (str(found), said)
    assert before == after, (str(found), said)
