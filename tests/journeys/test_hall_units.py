"""The scripts of the room, unit by unit, in the browser itself: an empty page beside the files."""

import base64
import json
import re
import secrets
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, Route

from nenep.kernel.ratios import percent_text
from nenep.meetings.rules.roll import Mark, RollEntry
from nenep.meetings.rules.votes import Matter, Threshold, reveals, vote_base
from nenep.people.rules.standing import CountsAs, Standing, Votes
from nenep.room.rules.commands import fingerprint
from nenep.room.sealing import Door, sealed_answer
from nenep.room.shell import shell_files, worker_script
from tests.source import PACKAGE

pytestmark = pytest.mark.journey
ORIGIN = "http://localhost"
STATIC = {"room": PACKAGE / "room" / "static", "ui": PACKAGE / "ui" / "static"}
TEXTS = ("", "Đã bàn.", "Rơ Châm H'Bia · ƀ č ŏ", "một\nhai", "𝄞")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of nothing, from which the modules are imported; no server stands behind it."""
    context = chromium.new_context()
    opened = context.new_page()
    opened.route("**/*", _from_disk)
    opened.goto(f"{ORIGIN}/")
    yield opened
    context.close()


def _from_disk(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN)
    if not path.startswith("/static/"):
        route.fulfill(body="<!doctype html><title>units</title>", content_type="text/html")
        return
    name = path.removeprefix("/static/")
    route.fulfill(path=STATIC[name.split("/")[0]] / name, content_type="text/javascript")


def _run(page: Page, module: str, code: str, *told: object) -> object:
    """``code`` with the module as ``m`` and what is told as ``told``."""
    body = f"async (told) => {{ const m = await import('/static/room/hall/{module}.js'); {code} }}"
    return page.evaluate(body, list(told))


def test_it_names_a_text_as_the_server_does(page: Page) -> None:
    named = _run(page, "bytes", "return Promise.all(told[0].map(m.fingerprint));", list(TEXTS))
    assert named == [fingerprint(text) for text in TEXTS]


@pytest.mark.parametrize(
    ("over", "under", "strict"), [(1, 2, True), (2, 3, False), (1, 3, False), (3, 4, True)]
)
def test_it_counts_votes_as_the_server_does(
    page: Page, over: int, under: int, strict: bool
) -> None:
    rule = {"over": over, "under": under, "strict": strict}
    code = """
      const out = [];
      for (let base = 0; base <= 40; base += 1) {
        out.push([base, m.needed(told[0], base)]);
        for (let cast = 0; cast <= base; cast += 1) out.push(m.passes(told[0], cast, base));
      }
      return out;"""
    threshold, expected = Threshold(Fraction(over, under), strict=strict), []
    for base in range(41):
        expected.append([base, threshold.needed(base)])
        expected += [threshold.reached(cast, base) for cast in range(base + 1)]
    assert _run(page, "counting", code, rule) == expected


def test_it_rounds_a_share_as_the_server_does(page: Page) -> None:
    pairs = [[part, whole] for whole in range(1, 61) for part in range(whole + 1)]
    told = _run(page, "counting", "return told[0].map(([a, b]) => m.percent(a, b));", pairs)
    assert told == [percent_text(part, whole) for part, whole in pairs]


def test_it_seals_what_only_this_server_opens(page: Page, tmp_path: Path) -> None:
    door = Door.fresh()
    said = {"name": "note", "payload": {"text": "Đã bàn."}}
    code = "return Array.from(await m.sealFor(told[0], told[1]));"
    box = _run(page, "seal", code, door.public, said)
    assert isinstance(box, list)
    assert door.open(bytes(box)) == said


def test_it_opens_the_answer_meant_for_it(page: Page) -> None:
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    told = sealed_answer(key, {"why": "Biên bản đã thông qua."})
    code = "return m.answerFrom(told[0], told[1]);"
    assert _run(page, "seal", code, key, told) == {"why": "Biên bản đã thông qua."}


def test_it_opens_a_vault_with_its_pin_only(page: Page) -> None:
    code = """
      const salt = m.freshSalt();
      const key = await m.keyFrom("246810", salt, 1000);
      const box = await m.shut(key, { name: "Siu Thương" });
      const wrong = await m.keyFrom("246811", salt, 1000);
      const failed = await m.opened(wrong, box).then(() => "opened", () => "shut");
      const taken = await crypto.subtle.exportKey("raw", key).then(() => "out", () => "kept");
      return [await m.opened(key, box), failed, taken];"""
    assert _run(page, "vault", code) == [{"name": "Siu Thương"}, "shut", "kept"]


def test_it_takes_a_file_over_once(page: Page) -> None:
    rows = [{"id": f"row-{n}", "mandate": "m", "counter": n, "sealed": "AAAA"} for n in range(3)]
    told = json.dumps({"form": "nenep-room-queue-1", "rows": rows})
    code = "return [await m.takeIn(told[0]), await m.takeIn(told[0])];"
    assert _run(page, "hand", code, told) == [{"fresh": 3, "all": 3}, {"fresh": 0, "all": 3}]


def test_it_forgets_what_is_read_and_keeps_what_waits(page: Page) -> None:
    code = """
      await m.put("vaults", { mandate: "a" });
      await m.put("drafts", { key: "a/roll", mandate: "a" });
      await m.keepAct({ id: "1", mandate: "a", state: "waiting" }, { id: "1", mandate: "a" });
      await m.forgetReadable("a");
      const shelves = ["vaults", "said", "drafts", "queue"];
      return Promise.all(shelves.map(async (shelf) => (await m.all(shelf)).length));"""
    assert _run(page, "store", code) == [0, 0, 0, 1]


def test_it_keeps_an_act_whole_or_not_at_all(page: Page) -> None:
    """A row that cannot be stored takes its sealed half back with it."""
    code = """
      const bad = { id: "2", mandate: "a", words: () => null };
      const kept = m.keepAct({ id: "2", mandate: "a" }, bad);
      const failed = await kept.then(() => "kept", () => "refused");
      return [failed, (await m.all("queue")).length, (await m.all("said")).length];"""
    assert _run(page, "store", code) == ["refused", 0, 0]


def test_it_numbers_what_a_device_says_without_a_gap_in_order(page: Page) -> None:
    code = "return Promise.all([m.nextCounter(), m.nextCounter(), m.nextCounter()]);"
    assert _run(page, "store", code) == [1, 2, 3]


def test_it_makes_ids_in_the_order_of_time(page: Page) -> None:
    made = _run(page, "bytes", "return Array.from({ length: 300 }, m.newId);")
    assert isinstance(made, list)
    assert made == sorted(set(made))
    assert {UUID(one).version for one in made} == {7}


def test_it_folds_the_same_acts_twice_into_the_same_evening(page: Page) -> None:
    state = {"people": [{"id": "p", "mark": ""}], "items": [{"id": "i", "note": ""}]}
    state |= {"opinions": [], "votes": [], "given": [], "carried": []}
    code = """
      const acts = [["roll", { marks: [{ person: "p", mark: "present", reason: "" }] }],
        ["note", { item: "i", text: "Đã bàn." }], ["opinion", { id: "o", text: "Sửa" }]];
      const fold = (state) => {
        for (const [name, said] of acts) m.ACTS[name](state, said);
        return state;
      };
      const once = fold(JSON.parse(JSON.stringify(told[0])));
      return JSON.stringify(once) === JSON.stringify(fold(JSON.parse(JSON.stringify(once))));"""
    assert _run(page, "acts", code, state) is True


def test_it_asks_at_once_for_all_that_the_door_needs_and_for_nothing_more() -> None:
    """One after the other, over a slow line, they would be seen arriving."""
    shell = (PACKAGE / "room" / "templates" / "room" / "shell.html").read_text(encoding="utf-8")
    asked = re.findall(r'modulepreload" href="{% static "room/hall/(\w+)\.js"', shell)
    assert sorted(asked) == sorted(_needed_by("hall"))


def _needed_by(module: str) -> set[str]:
    """The module and all that stands in its imports; what it fetches later does not count."""
    found, waiting = set[str](), {module}
    while waiting:
        found |= waiting
        texts = [
            (STATIC["room"] / "room/hall" / f"{name}.js").read_text("utf-8") for name in waiting
        ]
        waiting = {
            name
            for text in texts
            for name in re.findall(r'^import .* from "\./(\w+)\.js";', text, re.M)
        } - found
    return found


def test_it_judges_a_ballot_as_the_server_does(page: Page) -> None:
    """Who counts, who stepped out, what follows from failing: one table of cases, two places."""
    cases = [_ballot(Random(seed)) for seed in range(60)]
    code = """
      return told[0].map((one) => {
        const { people, recused, stays, rules, rule, method, matter, attempt, totals } = one;
        const base = m.voteBase(people, recused, stays);
        const passed = m.passes(rule, totals[0], base.count);
        return [base.count, base.present, passed, m.mustReport(rules, matter, passed),
          m.mustRefer(rules, rule, passed, attempt), m.reveals(method, base.count, totals)];
      });"""
    assert _run(page, "counting", code, cases) == [_judged(case) for case in cases]


def _ballot(chance: Random) -> dict[str, Any]:
    people = [
        {
            "id": str(UUID(int=at + 1)),
            "votes": chance.choice([one.value for one in Votes]),
            "mark": chance.choice(["present", "excused", ""]),
        }
        for at in range(chance.randint(0, 9))
    ]
    over, under = chance.choice([(1, 2), (2, 3)])
    return {
        "people": people,
        "recused": [one["id"] for one in people if chance.random() < 0.2],
        "stays": chance.random() < 0.5,
        "rules": {"reported": ["admission", "expulsion"], "attempts": 3},
        "rule": {"over": over, "under": under, "strict": (over, under) == (1, 2)},
        "method": chance.choice(["hand", "card", "secret", "paper"]),
        "matter": chance.choice([one.value for one in Matter]),
        "attempt": chance.randint(1, 4),
        "totals": [chance.randint(0, 4) for _ in range(4)],
    }


def _judged(case: dict[str, Any]) -> list[object]:
    roll = [
        RollEntry(
            CountsAs(UUID(p["id"]), Standing.OFFICIAL, True, Votes(p["votes"]), True, ""),
            Mark(p["mark"]) if p["mark"] else None,
        )
        for p in case["people"]
    ]
    base = vote_base(
        roll, recused=[UUID(one) for one in case["recused"]], recused_count=case["stays"]
    )
    rule, matter = case["rule"], Matter(case["matter"])
    threshold = Threshold(Fraction(rule["over"], rule["under"]), strict=rule["strict"])
    passed = threshold.reached(case["totals"][0], base.count)
    reported = not passed and matter.value in case["rules"]["reported"]
    referred = not passed and rule["under"] == 3 and case["attempt"] >= case["rules"]["attempts"]
    cast = sum(case["totals"])
    told = reveals(case["method"], base=base.count, present=cast, totals=case["totals"])
    return [base.count, base.present, passed, reported, referred, told]


# What browsers of four years ago do not read; one unread selector drops its whole rule.
NEWER = re.compile(
    r"structuredClone|\.at\(|findLast|hasOwn\b|toSorted|toReversed|^await "
    r"|Array\.fromAsync|withResolvers|crypto\.randomUUID",
    re.MULTILINE,
)


def test_it_is_read_by_browsers_four_years_old() -> None:
    scripts = sorted((STATIC["room"] / "room").rglob("*.js"))
    assert [path.name for path in scripts if NEWER.search(path.read_text("utf-8"))] == []
    styles = (STATIC["room"] / "room" / "hall.css").read_text("utf-8")
    assert not re.search(r":has\(|@container|@scope|color-mix|^\s+&", styles, re.MULTILINE)


def test_it_keeps_the_shell_and_nothing_else() -> None:
    """The table of rules in the worker names files of the program only."""
    first, rules = worker_script().split("\n", 1)
    kept = json.loads(first.removeprefix("const SHELL = ").removesuffix(";"))
    assert len(kept["files"]) == len(shell_files())
    assert all(path.startswith("/static/") for path in kept["files"])
    assert rules.count("when:") == 2


RENEWED = """async ([bundle, door, reply]) => {
  const at = (name) => import(`/static/room/hall/${name}.js`);
  const [vault, store, evening, renewal] =
    await Promise.all(["vault", "store", "evening", "renew"].map(at));
  const key = await vault.keyFrom("246810", vault.freshSalt(), 1000);
  const row = { mandate: "m", meeting: "m", door, ahead: 0, bundle: await vault.shut(key, bundle) };
  await store.put("vaults", row);
  const now = { vault: row, key, keys: { secret: "s", reply }, bundle, said: [] };
  await evening.refold(now);
  const note = () => now.state.items[0].note;
  await evening.say(now, "note", { item: "i", text: "Đã gửi." });
  const done = (await store.all("queue")).map((one) => ({ ...one, state: "applied" }));
  await store.change("queue", done);
  await evening.say(now, "opinion", { id: "o", text: "Chưa gửi." });
  const told = [await renewal.renew(now), note(), now.state.opinions.length];
  await store.change("queue", done.map((one) => ({ ...one, state: "waiting" })));
  await evening.refold(now);
  return [...told, note(), await renewal.renew(now)];
}"""


def test_it_reads_the_evening_anew_and_folds_nothing_twice(page: Page) -> None:
    """What was sent stands in the new bundle; what waits stands on top; after a restored backup
    everything waits again. A mandate that ended is told so."""
    door, key = Door.fresh(), base64.b64encode(secrets.token_bytes(32)).decode()
    bundle: dict[str, Any] = {"items": [{"id": "i", "note": ""}], "opinions": []}
    fresh = json.dumps({**bundle, "items": [{"id": "i", "note": "Của máy khác."}]})
    told = sealed_answer(key, {"etag": "2", "bundle": fresh, "taken": "2026-11-03T12:00:00Z"})
    answers = [(200, {"told": told}), (403, {})]
    asked = []

    def answer(route: Route) -> None:
        asked.append(door.open(route.request.post_data_buffer or b"")["name"])
        status, body = answers.pop(0)
        route.fulfill(status=status, body=json.dumps(body), content_type="application/json")

    page.route("**/room/renewal/", answer)
    said = page.evaluate(RENEWED, [bundle, door.public, key])
    assert said == [True, "Của máy khác.", 1, "Đã gửi.", "ended"]
    assert asked == ["renew", "renew"]
