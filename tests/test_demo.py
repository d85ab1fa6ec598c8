"""The demo as a newcomer gets it: loaded once, the same ids, figures that follow from records."""

import json
import urllib.request
from typing import TypedDict

import pytest

from nenep.imports.tests.lists import FILES, expected_verdicts
from tests.demonstration import Demo, Served, Told

pytestmark = pytest.mark.journey

FIGURES = """
import json, hashlib
from nenep.access.scope import system_scope
from nenep.dashboards.models import UnitMonth
with system_scope("test"):
    rows = list(UnitMonth.objects.order_by("unit_id", "month").values())
told = [{k: v for k, v in row.items() if k not in ("id", "folded_at")} for row in rows]
digest = hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()
print(json.dumps([len(rows), digest]))
"""
AGAIN = "from nenep.demo.loading.figures import rebuild_figures\nrebuild_figures()\n"


class Row(TypedDict):
    """The part of ``import members --json`` that is compared."""

    row: int
    verdict: str


@pytest.fixture(scope="module")
def told(demo: Demo) -> Told:
    return demo.info()


def test_it_tells_what_a_machine_needs(told: Told) -> None:
    assert [door.office for door in told.offices] == [
        "cell_secretary",
        "party_member",
        "committee_office",
        "assigned_follower",
        "provincial_office",
        "administrator",
    ]
    assert told.today == "2026-11-23"
    codes = [told.ward, told.province, told.cell, *told.cells.values()]
    assert all(len(code) == 14 and code.isdigit() for code in codes)
    assert told.cells["missed"] != told.cell
    assert told.meeting != told.draft_meeting


def test_it_loads_a_second_time_without_a_change(demo: Demo, told: Told) -> None:
    before = _figures(demo)
    said = json.loads(demo.run("demo", "load", "--json"))
    assert said == {"loaded": False}
    assert demo.info() == told
    assert _figures(demo) == before


def test_it_rebuilds_its_figures_to_the_stored_ones(demo: Demo) -> None:
    before = _figures(demo)
    demo.run("manage", "shell", "--no-imports", "-c", AGAIN)
    assert before[0] > 400
    assert _figures(demo) == before


def test_it_judges_the_shared_list_as_written_down(demo: Demo, told: Told) -> None:
    path = str(FILES / "danh-sach-dang-vien.xlsx")
    said = demo.run("import", "members", path, "--unit", told.ward, "--dry-run", "--json")
    rows: list[Row] = json.loads(said)["rows"]
    expected = expected_verdicts()
    assert [(line["row"], line["verdict"]) for line in rows] == [
        (line.row, line.verdict) for line in expected
    ]


def test_it_keeps_an_unbroken_journal(demo: Demo) -> None:
    demo.run("journal", "verify", "--json")


def _figures(demo: Demo) -> tuple[int, str]:
    count, digest = json.loads(demo.run("manage", "shell", "--no-imports", "-c", FIGURES))
    return int(count), str(digest)


def test_it_sends_styles_and_scripts_packed(site: Served) -> None:
    asked = urllib.request.Request(  # noqa: S310 - our own server
        f"{site.url}/static/ui/components.css", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
