"""A script in every text the system keeps, then every page: it is shown as text, never run."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import Error, connection, models, transaction

from tests.attacks.filling import filled
from tests.attacks.scene import PLAIN, Scene

PAYLOAD = "\"'><script>x9z</script><img src=x onerror=x9z>"
RUNS = re.compile(r"<script>x9z|<img src=x onerror")
# Words of the program itself, not of people.
CODES = re.compile(
    r"(kind|type|code|office|verb|login|password|basis|standing|path|part|ground|verdict|label"
    r"|sha256|number_text|subject_kind|type_code|band|template|state|status|reason_code|signature)$"
)
# These end what the next form still needs.
ENDING = re.compile(r"removal|withdrawal|finalisation|sign-out|application|undoing|closure|end$")


def _texts() -> Iterator[tuple[str, str, int]]:
    """Table, column and length of every text that people write."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            wide = isinstance(column, models.TextField) or (column.max_length or 0) >= 40
            plain = isinstance(column, models.CharField | models.TextField) and not column.choices
            if wide and plain and not CODES.search(column.name):
                yield model._meta.db_table, column.column, column.max_length or 500


@pytest.fixture
def poisoned(scene: Scene) -> Iterator[int]:
    """The script in every text of every row; how many columns took it."""
    taken = 0
    with transaction.atomic():
        for table, column, length in _texts():
            taken += _poison(table, column, PAYLOAD[:length])
        yield taken
        transaction.set_rollback(True)


def _poison(table: str, column: str, text: str) -> int:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select access_enter_system('poison')")
            cursor.execute(f'update {table} set "{column}" = %s', [text])
            return int(cursor.rowcount > 0)
    except Error:
        return 0  # not ours to change, or a rule of its own keeps such a text out


def test_it_shows_what_people_wrote_as_text(scene: Scene, poisoned: int) -> None:
    assert poisoned > 20
    shown, running = 0, []
    for name, url, key in scene.open_pages(
        "secretary", "ward_officer", "member", "other_secretary"
    ):
        page = scene.get(key, url)
        if PLAIN not in page.get("Content-Type", ""):
            continue
        html = page.content.decode()
        shown += "&lt;script&gt;x9z" in html
        if page.status_code >= 500 or RUNS.search(html):
            running.append(f"{name} as {key}: {page.status_code}")
    assert shown > 40
    assert running == []


def test_it_shows_what_a_form_sent_back_as_text(scene: Scene) -> None:
    """Refused or taken, the next page tells it as text."""
    running, sent = [], 0
    for found in (form for form in scene.forms if not ENDING.search(form.name)):
        texts = [box.name for box in found.boxes.values() if box.is_text]
        if not texts:
            continue
        sent += 1
        with transaction.atomic():
            said = {**filled(found), **{text: [PAYLOAD] for text in texts}}
            page = scene.post(found.key, found.action, said)
            if page.status_code == 302:
                page = scene.get(found.key, page["Location"])
            transaction.set_rollback(True)
        if RUNS.search(page.content.decode(errors="replace")):
            running.append(str(found))
    assert sent > 30
    assert running == []
