"""The meeting in the village hall: no network, two restarts, and the papers are right after."""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.chromium import profile
from tests.demonstration import Demo, Switched, in_demo, made, switched
from tests.journeys.hall import Hall, hall, take_along
from tests.journeys.visitor import signed_in_as

pytestmark = pytest.mark.journey
PEOPLE = 60
SITTING = ("room", "roll", "opinions", "votes", "tasks", "criticism", "end", "papers", "opening")
READ = ("room", "score", "minutes", "end", "opinions", "queue")
CELL = "Chi bộ làng Đăk Mây"


@pytest.fixture(scope="module")
def crowded(demos: Path) -> Demo:
    """The secretary's cell with sixty members, untouched but for that."""
    demo = made(demos / "hall")
    if not (demos / "hall" / "crowded").exists():
        lists = demos / "hall" / "members.csv"
        lists.write_text(_members(), encoding="utf-8")
        columns = ("A=full_name", "B=birth_date", "C=official")
        cell = demo.info().cell
        chosen = [word for column in columns for word in ("--column", column)]
        demo.run("import", "members", "--unit", cell, "--cell", CELL, *chosen, str(lists))
        (demos / "hall" / "crowded").touch()
    return demo


def test_it_holds_the_whole_evening_without_a_network(
    playwright: Playwright, crowded: Demo, demos: Path, tmp_path: Path
) -> None:
    """Take along, stop the server, start cold, restart twice, sync: as if it had been online."""
    twin = _copied(crowded, demos / "hall-twin")
    with switched(_copied(crowded, demos / "hall-away")) as server:
        server.on()
        told = server.demo.info()
        names = _due(server, told.draft_meeting)
        absent = dict.fromkeys(names[-4:-1], "Có lý do") | {names[-1]: "Không lý do"}
        with profile(playwright, tmp_path / "phone", server.url) as context:
            page = context.new_page()
            signed_in_as(page, told.door("cell_secretary"))
            take_along(page, told.draft_meeting)
        server.off()
        with hall(playwright, tmp_path / "phone", server.url) as room:
            _first_part(room, absent, names[0])
        with hall(playwright, tmp_path / "phone", server.url) as room:
            room.go_through()
            room.say()
            room.vote()
            room.ballot(*names[1:4])
            room.criticise(names[0])
            room.assign()
            assert room.faults(*SITTING, moment="sitting") == []
        with hall(playwright, tmp_path / "phone", server.url) as room:
            room.close()
            room.score()
            room.adopt(names[0])
            server.on()
            room.send()
            assert room.faults(*READ, moment="read") == []
        away = _told(server, told.draft_meeting)
    with switched(twin) as server:
        server.on()
        spent = {title: str(minutes) for title, _note, minutes, *_rest in away["items"]}
        decided = json.dumps({"absent": absent, "spent": spent, "names": names[:4]})
        online = _told(server, told.draft_meeting, decided)
    assert len(away["roll"]) >= PEOPLE
    for field in online:
        assert away[field] == online[field], field


def _first_part(room: Hall, absent: dict[str, str], late: str) -> None:
    room.open()
    room.take_roll(absent)
    room.come_late(late)
    room.welcome()
    room.read_papers()
    room.add_items()
    assert room.go_through(upto=2) == 2


def _due(server: Switched, meeting: str) -> list[str]:
    """Those due, in the order of the roll: the first comes late, the last four stay away."""
    code = f"from tests.journeys.hall_online import due; print(due('{meeting}'))"
    names: list[str] = json.loads(in_demo(server.demo, code))
    return names


def _told(server: Switched, meeting: str, decided: str = "") -> dict[str, list[list[str]]]:
    verb = "hold" if decided else "tell"
    code = f"from tests.journeys.hall_online import run; run('{verb}', '{meeting}')"
    told: dict[str, list[list[str]]] = json.loads(in_demo(server.demo, code, decided))
    return told


def _copied(demo: Demo, folder: Path) -> Demo:
    """The same data once more, ids and all."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(demo.data, folder / "data", symlinks=True)
    return Demo(folder / "data")


def _members() -> str:
    """Invented people enough for a large cell."""
    middles = ("Văn", "Thị", "Minh", "Thanh", "Quốc", "Kim", "Hải")
    given = ("An", "Bảo", "Cường", "Dung", "Giang", "Hạnh", "Khánh", "Lan", "Nam", "Phúc")
    rows = ["Họ và tên,Ngày sinh,Ngày chính thức"]
    for at in range(PEOPLE):
        name = f"Tạ {middles[at % len(middles)]} {given[at % len(given)]} {'ABCDEFGHIK'[at // 10]}"
        born = f"{at % 28 + 1:02d}/0{at % 9 + 1}/{1960 + at % 35}"
        rows.append(f"{name},{born},01/01/2015")
    return "\n".join(rows)
