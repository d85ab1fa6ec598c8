"""Two devices wrote differently: both texts side by side, chosen or joined, nothing dropped."""

import base64
import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route, expect

from nenep.room.rules.commands import fingerprint
from nenep.room.sealing import Door, sealed_answer
from tests.source import PACKAGE

pytestmark = pytest.mark.journey
ORIGIN, PIN = "http://localhost", "246810"
MINE, THEIRS = "Bản của bí thư.", "Bản của phó bí thư."
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
# A vault around an evening with one item, in which this device wrote a note that came too late.
SCENE = """async ([bundle, pin, door, reply, told, mine]) => {
  const { keyFrom, shut, freshSalt } = await import("/static/room/hall/vault.js");
  const { put, all, change } = await import("/static/room/hall/store.js");
  const { unlock, say } = await import("/static/room/hall/evening.js");
  const salt = freshSalt();
  const key = await keyFrom(pin, salt, 1000);
  const now = new Date().toISOString();
  const vault = { mandate: "m", meeting: "m", unit: "Chi bộ", label: "Tháng 11", door, salt,
    rounds: 1000,
    until: "2999-01-01T00:00:00Z", taken: now, ahead: 0, size: 1,
    bundle: await shut(key, bundle), keys: await shut(key, { secret: "s", reply }) };
  await put("vaults", vault);
  await say(await unlock(vault, pin), "note", { item: "i", text: mine, base: "" });
  await change("queue", (await all("queue")).map((row) => ({ ...row, state: "conflict", told })));
}"""
QUEUE = """async () => {
  const { all } = await import("/static/room/hall/store.js");
  return (await all("queue")).map((row) => [row.state, Array.from(row.sealed)]);
}"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """The real shell and its files; the server behind them is dead."""
    context = chromium.new_context(service_workers="block")
    opened = context.new_page()
    opened.route("**/*", _from_disk)
    opened.goto(f"{ORIGIN}/room/")
    yield opened
    context.close()


def _from_disk(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN).split("#")[0]
    if path == "/room/":
        route.fulfill(body=render_to_string("room/shell.html"), content_type="text/html")
    elif path.startswith("/static/"):
        name = Path(path.removeprefix("/static/"))
        file = PACKAGE / name.parts[0] / "static" / name
        route.fulfill(path=file, content_type=KINDS.get(file.suffix, "font/woff2"))
    else:
        route.abort()


@pytest.mark.parametrize(
    ("press", "says"),
    [("Lấy bản của máy này", MINE), ("Giữ bản ở máy chủ", THEIRS), ("Lưu bản ghép", "")],
)
def test_it_shows_both_texts_and_writes_the_chosen_one_upon_theirs(
    page: Page, press: str, says: str
) -> None:
    door, key = Door.fresh(), base64.b64encode(secrets.token_bytes(32)).decode()
    told = sealed_answer(
        key, {"why": "Mục này đã được máy khác ghi.", "mine": MINE, "theirs": THEIRS}
    )
    page.evaluate(SCENE, [_evening(), PIN, door.public, key, told, MINE])
    page.reload()
    page.get_by_label("Mã mở máy").fill(PIN)
    page.get_by_role("button", name="Mở", exact=True).click()
    page.locator(".room-head .tag").click()
    expect(page.get_by_text(MINE, exact=True)).to_be_visible()
    expect(page.get_by_text(THEIRS, exact=True)).to_be_visible()
    page.get_by_role("button", name=press).click()
    expect(page.get_by_text("hai bản khác nhau")).to_have_count(0)
    settled, again = page.evaluate(QUEUE)
    assert (settled[0], again[0]) == ("settled", "waiting")
    payload = door.open(bytes(again[1]))["payload"]
    assert payload == {
        "item": "i",
        "text": says or f"{THEIRS}\n\n{MINE}",
        "base": fingerprint(THEIRS),
    }


def _evening() -> dict[str, object]:
    """The least a room needs to be opened."""
    day = "2026-11-03"
    empty = ("people", "opinions", "votes", "guests", "carried", "given", "units", "thresholds")
    item = {"id": "i", "code": "discussion", "title": "Thảo luận", "minutes": 5, "note": ""}
    said: dict[str, object] = {name: [] for name in empty}
    said |= {
        "meeting": {
            **{"id": "m", "unit": "Chi bộ", "kind": "regular", "planned_on": day, "place": ""},
            **{"held_on": day, "started_at": "19:00", "ended_at": "", "conclusion": ""},
            **{"chair": "", "secretary": "", "milestones": {"opened": day}},
        },
        "items": [item | {"done": False, "skipped": "", "spent": None, "later": False}],
        "resolution": {"kind": "", "subject": "", "vote": ""},
        "words": {"findings": [], "opinions": [], "matters": [], "methods": [], "reasons": []},
        "score": None,
    }
    plain: dict[str, object] = json.loads(json.dumps(said))
    return plain
