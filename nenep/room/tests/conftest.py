"""An evening that has just begun, and the devices of those who may or may not run it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.tests.scenes import everybody_came, open_evening
from tests.browsing import signed_in
from tests.world import World

MONTH = date(2026, 11, 1)


@dataclass
class Evening:
    """A meeting of the drawn village, and the secretary's device beside it."""

    world: World
    meeting: Meeting
    client: Client

    @property
    def place(self) -> str:
        return f"/meetings/{self.meeting.pk}/"

    def items(self) -> list[AgendaItem]:
        """Read as the secretary; the reach is left entered."""
        self.world.act_as("secretary")
        return list(AgendaItem.objects.filter(meeting=self.meeting))

    def item(self, code: str) -> AgendaItem:
        return next(item for item in self.items() if item.code == code)

    def fresh(self) -> Meeting:
        self.world.act_as("secretary")
        return Meeting.objects.get(pk=self.meeting.pk)

    def get(self, part: str, key: str = "secretary") -> HttpResponse:
        client = self.client if key == "secretary" else signed_in(self.world, key)
        answer = client.get(f"{self.place}{part}")
        assert isinstance(answer, HttpResponse)
        return answer

    def text(self, part: str) -> str:
        return self.get(part).content.decode()

    def post(self, part: str, said: Mapping[str, object], key: str = "secretary") -> HttpResponse:
        client = self.client if key == "secretary" else signed_in(self.world, key)
        answer = client.post(f"{self.place}{part}", said)
        assert isinstance(answer, HttpResponse)
        return answer

    def note(self, code: str) -> str:
        return f"evening/items/{self.item(code).pk}/note/"

    def person(self, key: str) -> UUID:
        return self.world.person(key)


@pytest.fixture
def evening(world: World) -> Evening:
    """Opened on 3/11/2026 at 19:00, prepared in time, nobody marked yet."""
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    return Evening(world, meeting, signed_in(world, "secretary"))


@pytest.fixture
def attended(evening: Evening) -> Evening:
    """Everybody due came."""
    actor = evening.world.act_as("secretary")
    everybody_came(actor=actor, meeting=evening.meeting)
    return evening


@pytest.fixture(autouse=True)
def own_data(settings: Settings, tmp_path: Path) -> Path:
    """Keys and marks of the room in a folder of this test."""
    settings.DATA_DIR = tmp_path
    return tmp_path
