"""The storm in the browser itself: two phones, letters lost on either side or sent twice, pages
killed, a server restored. An own count of what was confirmed is held to what the server shows."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, Route

from nenep.room.epochs import MARK
from tests.chromium import profile
from tests.demonstration import Switched, made, switched
from tests.journeys.hall import PIN, take_along
from tests.journeys.visitor import signed_in_as
from tests.thorough import examples

pytestmark = pytest.mark.journey
STEPS = 14
SAY = """async ([pin, text]) => {
  const { unlock, say } = await import("/static/room/hall/evening.js");
  const { all } = await import("/static/room/hall/store.js");
  const { newId } = await import("/static/room/hall/bytes.js");
  window.own = window.own || (await unlock((await all("vaults"))[0], pin));
  const said = { id: newId(), kind: "question", text, person: "", item: "", base: "" };
  return (await say(window.own, "opinion", said)).id;
}"""
SEND = """async () => {
  const { send } = await import("/static/room/hall/post.js");
  return send();
}"""
QUEUE = """async () => {
  const { all } = await import("/static/room/hall/store.js");
  return (await all("queue")).map((row) => [row.id, row.state]);
}"""


@dataclass
class Phone:
    """A device and what it was told to say, by command id."""

    page: Page
    said: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def speak(self, name: str) -> None:
        self.count += 1
        text = f"{name} câu {self.count} hết"
        self.said[self.page.evaluate(SAY, [PIN, text])] = text

    def send(self, fault: str) -> None:
        self.page.route("**/room/letters/", lambda route: _carried(route, fault))
        self.page.evaluate(SEND)
        self.page.unroute("**/room/letters/")

    def killed(self) -> None:
        """As the system does with a tab it needs the memory of."""
        self.page.goto("about:blank")
        self.page.goto("/room/")

    def states(self) -> dict[str, str]:
        return dict(self.page.evaluate(QUEUE))


def _carried(route: Route, fault: str) -> None:
    if fault == "lost going":
        route.abort()
        return
    answered = route.fetch()
    if fault == "twice":
        answered = route.fetch()
    if fault == "lost coming":
        route.abort()
        return
    route.fulfill(response=answered)


@pytest.fixture(scope="module")
def server(demos: Path) -> Iterator[Switched]:
    with switched(made(demos / "hall-storm")) as running:
        running.on()
        yield running


@pytest.mark.parametrize("seed", range(examples(2, 20)))
def test_it_shows_each_confirmed_word_once(
    playwright: Playwright, server: Switched, tmp_path: Path, seed: int
) -> None:
    told = server.demo.info()
    fate = random.Random(seed)
    with (
        profile(playwright, tmp_path / "one", server.url) as one,
        profile(playwright, tmp_path / "two", server.url) as two,
    ):
        phones = []
        for context in (one, two):
            page = context.new_page()
            signed_in_as(page, told.door("cell_secretary"))
            take_along(page, told.draft_meeting)
            phones.append(Phone(page))
        for _step in range(STEPS):
            _one_step(fate, phones, server, seed)
        for phone in (*phones, *phones):
            phone.send("none")
        _each_once(phones, told.draft_meeting)


def _one_step(fate: random.Random, phones: list[Phone], server: Switched, seed: int) -> None:
    at = fate.randrange(2)
    what = fate.choice(["speak", "speak", "send", "send", "kill", "restore"])
    if what == "speak":
        phones[at].speak(f"Bão {seed} máy {at}")
    elif what == "send":
        phones[at].send(fate.choice(["none", "lost going", "lost coming", "twice"]))
    elif what == "kill":
        phones[at].killed()
    else:
        _older_than_its_mark(server.demo.data / MARK)


def _older_than_its_mark(mark: Path) -> None:
    """What a restored backup looks like from outside: fewer letters heard than remembered."""
    if mark.exists():
        known = json.loads(mark.read_text(encoding="utf-8"))
        mark.write_text(json.dumps(known | {"heard": known["heard"] + 1000}), encoding="utf-8")


def _each_once(phones: list[Phone], meeting: str) -> None:
    states = [phone.states() for phone in phones]
    assert Counter(state for one in states for state in one.values()).keys() <= {"applied", "known"}
    assert [set(one) for one in states] == [set(phone.said) for phone in phones]
    page = phones[0].page
    page.goto(f"/meetings/{meeting}/opinions/")
    shown = page.locator("main").inner_text()
    for phone in phones:
        assert {text: shown.count(text) for text in phone.said.values()} == dict.fromkeys(
            phone.said.values(), 1
        )
