"""/healthz: open to all, tells machines whether to send people here."""

from http import HTTPStatus

import pytest
from django.db import OperationalError
from django.test import Client

from nenep.config import health


class Broken:
    def cursor(self) -> None:
        raise OperationalError("connection refused")


@pytest.mark.django_db
def test_it_answers_strangers_while_no_worker_reports(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == HTTPStatus.OK
    assert answer.json() == {"status": "ok", "database": True, "worker": False}


def test_it_is_down_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "connection", Broken())
    answer = client.get("/healthz")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["status"] == "down"
