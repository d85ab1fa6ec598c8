"""The do-not-store list, held against every column, every box of every form, every key we write."""

import ast
from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import models
from django.forms import BaseForm
from django.urls import get_resolver

from nenep.privacy.rules.never_stored import betrayed_by, betrayed_in, never_stored
from tests import source
from tests.source import named

# Identifiers that only look like it, each with its reason.
ALLOWED = {
    "phone_notices": "a consent: notices go by phone, the number is not kept",
    "CONN_HEALTH_CHECKS": "a setting of Django, of the health of a connection",
    "dossier_refresh_months": "a clock of the rulebook for admissions; no dossier is here",
}


def test_it_gives_a_reason_and_a_source_for_each() -> None:
    rows = never_stored()
    assert len(rows) >= 10
    assert [row.name for row in rows if not (row.why and row.source and row.words)] == []


@pytest.mark.parametrize(
    "identifier",
    ["ethnicity", "so_cccd", "mother_name", "home_phone", "person_class_origin", "gps_point"],
)
def test_it_would_find_one(identifier: str) -> None:
    assert betrayed_by(identifier) is not None


@pytest.mark.parametrize("identifier", ["surface", "grants", "origin_unit", "videogame"])
def test_it_takes_whole_words_only(identifier: str) -> None:
    assert betrayed_by(identifier) is None


def test_it_reads_labels_in_vietnamese() -> None:
    assert betrayed_in("Dân  tộc của đảng viên") == "dân tộc"
    assert betrayed_in("Thành viên tổ") is None


def test_it_has_no_column_for_any(serving_url: str) -> None:
    with psycopg.connect(serving_url) as served:
        columns = served.execute(
            "select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid"
            " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')"
            " and a.attnum > 0 and not a.attisdropped"
        ).fetchall()
    assert len(columns) > 200
    assert [f"{table}.{column}" for table, column in columns if betrayed_by(column)] == []


def test_it_names_no_field_after_any() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if betrayed_by(field.name)
        or (isinstance(field, models.Field) and betrayed_in(str(field.verbose_name)))
    ]
    assert wrong == []


def test_it_asks_for_none_on_any_form() -> None:
    boxes = [
        (f"{form.__module__}.{form.__name__}", name, str(field.label or ""))
        for form in _forms(BaseForm)
        if form.__module__.startswith("nenep")
        for name, field in getattr(form, "base_fields", {}).items()
    ]
    assert len(boxes) > 60
    assert [box for box in boxes if betrayed_by(box[1]) or betrayed_in(box[2])] == []


def test_it_writes_none_into_any_json() -> None:
    """Keys of dictionaries, names of fields of shapes, and of arguments: JSON is made of them."""
    keys = {
        (said, f"{named(path)}:{line}")
        for path in source.product_files()
        for said, line in _keys(source.tree(path))
    }
    assert len(keys) > 1_000
    wrong = sorted(at for said, at in keys if said not in ALLOWED and betrayed_by(said))
    assert wrong == []


def _forms(parent: type[BaseForm]) -> Iterator[type[BaseForm]]:
    assert get_resolver().url_patterns, "loads every view, and with it every form"
    for form in parent.__subclasses__():
        yield form
        yield from _forms(form)


def _keys(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key in node.keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, key.lineno
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node.lineno
