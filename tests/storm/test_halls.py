"""The storm in two real browsers against a real server: cuts on either side, letters twice, pages
closed, browsers and server killed with -9, files handed over, backups restored. What the answers
confirmed is counted on the wire, apart from what client and server believe."""

import json
import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Error, Page, Playwright, Route, expect

from tests.chromium import profile
from tests.journeys.hall import PIN, take_along
from tests.storm.installation import Installation
from tests.thorough import examples

pytestmark = pytest.mark.storm
STEPS = 16
LETTERS = "**/room/letters/"
DONE = frozenset({"applied", "known"})
SAY = """async ([pin, name, text]) => {
  const { unlock, say } = await import("/static/room/hall/evening.js");
  const { all } = await import("/static/room/hall/store.js");
  const { newId } = await import("/static/room/hall/bytes.js");
  window.own = window.own || (await unlock((await all("vaults"))[0], pin));
  const id = newId();
  const tally = { matter: "ordinary", method: "hand", votes_for: 900, votes_against: 0, abstentions: 0 };
  const said = name === "opinion" ? { id, kind: "question", text, person: "", item: "", base: "" }
    : { id, question: text, item: "", ...tally };
  return [(await say(window.own, name, said)).id, id];
}"""  # noqa: E501
SEND = """async () => {
  const { send } = await import("/static/room/hall/post.js");
  return send();
}"""
QUEUE = """async () => {
  const { all } = await import("/static/room/hall/store.js");
  return (await all("queue")).map((row) => [row.id, [row.state, row.told]]);
}"""


@dataclass
class Phone:
    """A profile on disk, what was said into it, and what came back over the wire."""

    playwright: Playwright
    folder: Path
    url: str
    confirmed: set[str]
    said: dict[str, str] = field(default_factory=dict)
    bound_to_fail: set[str] = field(default_factory=set)
    fault: str = "none"
    count: int = 0

    def on(self) -> None:
        self.open = ExitStack()
        self.context = self.open.enter_context(profile(self.playwright, self.folder, self.url))
        self.context.route(LETTERS, self._carried)
        self.page = self.context.new_page()

    def speak(self, who: str, name: str) -> None:
        self.count += 1
        command, thing = self._at_home().evaluate(SAY, [PIN, name, f"{who} câu {self.count} hết"])
        if name == "opinion":
            self.said[command] = thing
        else:
            self.bound_to_fail.add(command)

    def send(self, fault: str) -> None:
        self.fault = fault
        self._at_home().evaluate(SEND)
        self.fault = "none"

    def close_page(self) -> None:
        self.page.close()
        self.page = self.context.new_page()

    def kill(self) -> None:
        """Every process of this profile at once, then a cold start."""
        mark = f"--user-data-dir={self.folder}".encode()
        for found in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if mark in found.read_bytes():
                    os.kill(int(found.parent.name), signal.SIGKILL)
        with suppress(Error):
            self.open.close()
        (self.folder / "SingletonLock").unlink(missing_ok=True)
        self.on()

    def hand_over(self, other: "Phone", to: Path) -> None:
        """The whole queue by file, taken in twice."""
        page = self._at_home(fresh=True)
        save = page.get_by_role("button", name="Lưu ra tệp").first
        if not self.queue():
            return
        with page.expect_download() as download:
            save.click()
        download.value.save_as(to)
        page = other._at_home(fresh=True)
        for _time in range(2):
            page.locator("input[type=file]").first.set_input_files(to)
            expect(page.locator(".take-over p").first).to_contain_text("Tệp có")

    def queue(self) -> dict[str, list[str]]:
        return dict(self._at_home().evaluate(QUEUE))

    def _at_home(self, *, fresh: bool = False) -> Page:
        if fresh or not self.page.url.endswith("/room/"):
            self.page.goto("/room/")
        return self.page

    def _carried(self, route: Route) -> None:
        try:
            if self.fault == "lost going":
                raise Error("cut")
            answered = route.fetch()
            if self.fault == "twice":
                answered = route.fetch()
            if self.fault == "lost coming":
                raise Error("cut")
            if answered.ok:
                verdicts = json.loads(answered.text())["verdicts"]
                self.confirmed |= {one["id"] for one in verdicts if one["verdict"] in DONE}
            route.fulfill(response=answered)
        except Error:
            with suppress(Error):
                route.abort()


@dataclass
class Halls:
    """Two phones and a server under the storm."""

    place: Installation
    phones: tuple[Phone, Phone]
    fate: random.Random
    folder: Path
    seen: Counter[str] = field(default_factory=Counter)
    backup: Path | None = None

    def step(self, seed: int) -> None:
        at = self.fate.randrange(2)
        phone, other = self.phones[at], self.phones[1 - at]
        what = self.fate.choices(
            *zip(
                *(("speak", 8), ("refused", 1), ("send", 8), ("page closed", 2)),
                *(("browser killed", 2), ("server killed", 1), ("server off", 1)),
                *(("by file", 2), ("backup", 1), ("restore", 1)),
                strict=True,
            )
        )[0]
        self.seen[what] += 1
        if what in {"speak", "refused"}:
            phone.speak(f"Bão {seed} máy {at}", "opinion" if what == "speak" else "vote")
        elif what == "send":
            phone.send(self.fate.choice(["none", "lost going", "lost coming", "twice"]))
        elif what == "page closed":
            phone.close_page()
        elif what == "browser killed":
            phone.kill()
        elif what == "by file":
            phone.hand_over(other, self.folder / "handed.nenep")
        else:
            self._server(what, phone)

    def _server(self, what: str, phone: Phone) -> None:
        if what == "backup":
            self.backup = self.place.back_up()
            return
        if what == "server killed":
            self.place.kill_programs()
        else:
            self.place.off()
        phone.send("none")  # to nobody
        if what == "restore" and self.backup is not None:
            self.place.run("backup", "restore", str(self.backup), "--replace")
        self.place.on()


@pytest.mark.parametrize("seed", range(examples(1, 20)))
def test_it_loses_nothing_between_two_phones_and_a_server(
    playwright: Playwright,
    place: Installation,
    tmp_path: Path,
    seed: int,
    record_property: Callable[[str, object], None],
) -> None:
    told: dict[str, Any] = place.inside("evening")
    place.on()
    url, confirmed = f"http://127.0.0.1:{place.port}", set[str]()
    phones = [Phone(playwright, tmp_path / key, url, confirmed) for key in ("secretary", "deputy")]
    with ExitStack() as after:
        for phone in phones:
            phone.on()
            after.callback(lambda one=phone: one.open.close())
            cookie = {
                "name": settings.SESSION_COOKIE_NAME,
                "value": f"device-of-{phone.folder.name}",
                "url": url,
            }
            phone.context.add_cookies([cookie])  # type: ignore[list-item]
            take_along(phone.page, str(told["meeting"]))
        halls = Halls(place, (phones[0], phones[1]), random.Random(seed), tmp_path)
        for _step in range(STEPS):
            halls.step(seed)
        for phone in (*phones, *phones):
            phone.send("none")
        _nothing_lost_nothing_twice(phones, place.inside("tell", told), confirmed)
        assert confirmed <= place.receipts()
    said = sum(len(phone.said) for phone in phones)
    record_property("nenep", f"bão hội trường {seed}: {said} câu, {dict(halls.seen)}")


def _nothing_lost_nothing_twice(
    phones: list[Phone], told: dict[str, Any], confirmed: set[str]
) -> None:
    queues = [phone.queue() for phone in phones]
    states = Counter(state for one in queues for state, _told in one.values())
    assert states.keys() <= {*DONE, "refused"}
    every = {command: thing for phone in phones for command, thing in phone.said.items()}
    assert Counter(told["opinions"]) == Counter(every.values())
    assert confirmed == set(every)
    for phone, queue in zip(phones, queues, strict=True):
        kept = {known for known, (state, why) in queue.items() if state == "refused" and why}
        assert phone.bound_to_fail <= kept
    assert told["votes"] == []
