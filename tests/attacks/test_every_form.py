"""Nonsense in every form: never a fault of the program, and nothing half-written."""

from http import HTTPStatus

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.access.addresses import addresses
from tests.access.expectations import EXPECTATIONS
from tests.attacks.filling import filled
from tests.attacks.scene import Found, Scene
from tests.thorough import examples

POSTED = sorted(a.name for a in addresses() if a.name in EXPECTATIONS)
NASTY = st.one_of(
    st.sampled_from(
        (
            *("", " ", "\x00", "a\x00b", "\ud7ff", "\u202e\u0000", "🙂" * 50, "ữ" * 3000),
            *("0", "-1", "1e400", "NaN", "99999999999999999999", "0x10", "1.5", "١٢٣"),
            *("31/02/2026", "00/00/0000", "9999-99-99", "01/01/0001", "31/12/9999", "25:61"),
            *("../../etc/passwd", "' or 1=1 --", "%s%n", "{{7*7}}", "<script>", "=1+1"),
            *("00000000-0000-0000-0000-000000000000", "None", "null", "[]", "true"),
        )
    ),
    st.text(max_size=40),
    st.integers(-(10**12), 10**12).map(str),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.uuids().map(str),
)


@pytest.mark.parametrize("name", POSTED)
def test_it_answers_nonsense_and_keeps_nothing_of_it(name: str, scene: Scene) -> None:
    forms = [form for form in scene.forms if form.name == name]

    @settings(
        max_examples=examples(3, 60),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
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
