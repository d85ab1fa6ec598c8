"""Faults and refusals leave lines in the log; nobody's name, words or search stand in them."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError
from django.test import RequestFactory

from nenep.config.discretion import DiscreetFormatter, NoQuery
from nenep.kernel.errors import Refused
from tests.attacks.scene import Scene

NAME, SOUGHT = "Nguyễn Bí Mật", "tim-kiem-rieng"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the console would show, down to the last debug line."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(DiscreetFormatter())
    handler.addFilter(NoQuery())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield said
    root.removeHandler(handler)
    root.setLevel(level)


def test_it_logs_refused_requests_without_their_words(scene: Scene, log: io.StringIO) -> None:
    for key, url in (
        ("secretary", "/nowhere/"),
        ("member", "/members/"),
        ("secretary", "/imports/"),
    ):
        scene.get(key, f"{url}?q={SOUGHT}&name={NAME}")
        scene.post(key, f"{url}?q={SOUGHT}", {"full_name": NAME})
    assert "/nowhere/" in log.getvalue()
    assert SOUGHT not in log.getvalue()
    assert NAME not in log.getvalue()


def test_it_logs_a_fault_by_its_kind_and_place(log: io.StringIO) -> None:
    request = RequestFactory().post(f"/members/?q={SOUGHT}", {"full_name": NAME})
    try:
        try:
            raise IntegrityError(f"duplicate key: (full_name)=({NAME})")
        except IntegrityError as cause:
            raise ValueError(f"cannot keep {NAME}") from cause
    except ValueError as error:
        logging.getLogger("django.request").exception(
            "%s: %s", "Internal Server Error", request.get_full_path(), extra={"request": request}
        )
        logging.getLogger("nenep").error("failed: %s", error)
    told = log.getvalue()
    assert "ValueError" in told
    assert "IntegrityError" in told
    assert "test_logs.py" in told
    assert NAME not in told
    assert SOUGHT not in told


def test_it_keeps_our_own_sentence_unfilled(log: io.StringIO) -> None:
    try:
        raise Refused("Đồng chí %(name)s chưa được ghi.", name=NAME)
    except Refused:
        logging.getLogger("nenep").exception("refused")
    assert "Đồng chí %(name)s chưa được ghi." in log.getvalue()
    assert NAME not in log.getvalue()
