"""The installation that storms are let loose upon: built once, copied for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import playwright
from tests.storm.installation import Installation, built, standing

__all__ = ["place", "playwright", "world"]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("storm"))


@pytest.fixture
def place(world: Path, tmp_path: Path) -> Iterator[Installation]:
    with standing(world, tmp_path / "place") as stands:
        yield stands
