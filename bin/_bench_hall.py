"""The room over a server of its own files, for measuring: no database, invented people."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import _bootstrap
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

PACKAGE = Path(_bootstrap.ROOT) / "nenep"
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
# Lighthouse's slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
TAPS = 12
PIN = "246810"

# A vault as "Mang theo" makes it, around an invented evening.
KEPT = """async ([bundle, pin]) => {
  const { keyFrom, shut, freshSalt } = await import("/static/room/hall/vault.js");
  const { put } = await import("/static/room/hall/store.js");
  const salt = freshSalt();
  const key = await keyFrom(pin, salt, 1000);
  await put("vaults", { mandate: "m", meeting: bundle.meeting.id, unit: "Chi bộ", label: "Tháng 11",
    until: bundle.until, taken: bundle.taken, door: "", ahead: 0, salt, rounds: 1000, size: 1,
    bundle: await shut(key, bundle), keys: await shut(key, { secret: "", reply: "" }) });
}"""
TAPPED = """async (taps) => {
  const spent = [];
  const rows = [...document.querySelectorAll(".roll .row")];
  for (let at = 0; at < taps; at += 1) {
    const box = rows[(at * 11) % rows.length].querySelectorAll("input[type=radio]")[1];
    const from = performance.now();
    box.click();
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    spent.push(performance.now() - from);
  }
  return spent;
}"""
USABLE = "() => performance.now()"


def bundle(names: int) -> dict[str, object]:
    """An evening that has just begun, with that many people on its roll."""
    now = datetime.now(UTC)  # noqa: TID251 - a bench lives on the real day
    day = (now + timedelta(hours=7)).date().isoformat()
    person = {"standing": "official", "due": True, "votes": "always", "mark": "", "reason": ""}
    person |= {"runs": [0, 0]}
    return {
        "form": 1,
        "until": (now + timedelta(days=14)).isoformat(),
        "taken": now.isoformat(),
        "meeting": {
            **{
                "id": "m",
                "unit": "Chi bộ thử",
                "kind": "regular",
                "title": "Sinh hoạt",
                "topic": "",
            },
            **{"planned_on": day, "planned_at": "00:00", "place": "Nhà văn hóa", "held_on": day},
            **{"started_at": "00:00", "ended_at": "", "chair": "p0", "secretary": "p1"},
            **{"conclusion": "", "milestones": {"opened": day}},
        },
        "people": [
            {
                "id": f"p{n}",
                "name": f"Rơ Châm Thị {n}",
                "late": False,
                "left": False,
                "runs": [0, 0],
            }
            | person
            for n in range(names)
        ],
        "items": [],
        **{name: [] for name in ("opinions", "votes", "guests", "carried", "given", "units")},
        "thresholds": [],
        "threshold_basis": "",
        "resolution": {"kind": "", "subject": "", "vote": ""},
        "words": {
            "reasons": [["duty", "Bận công tác"], ["shift", "Trực"], ["study", "Đi học"]],
            **{name: [] for name in ("matters", "methods", "opinions", "findings")},
            "standings": {"official": "Chính thức"},
        },
        "score": None,
    }


def measured(
    folder: Path, *, runs: int, names: int
) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of each tap, of each first use, of each use from the kept shell."""
    taps: list[float] = []
    usable: list[float] = []
    again: list[float] = []
    with served() as address, sync_playwright() as playwright:
        for run in range(runs):
            with _phone(playwright, folder / str(run), address) as context:
                page = context.pages[0]
                usable.append(_first_use(page))
                page.evaluate(KEPT, [bundle(names), PIN])
                page.wait_for_function("() => navigator.serviceWorker.controller !== null")
                taps += _taps(page)
                context.set_offline(True)
                again.append(_first_use(page, slow=False))
    return taps, usable, again


@contextmanager
def served() -> Iterator[str]:
    """Shell, worker and static files as ``bin/nenep serve`` gives them, without the rest."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def chromium() -> str:
    """Debian's own browser, or the one that is named."""
    named = os.environ.get("NENEP_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "chromium")


@contextmanager
def _phone(playwright: Playwright, folder: Path, address: str) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium(),
        args=["--no-sandbox", "--disable-gpu"],
        base_url=address,
        viewport={"width": 360, "height": 780},
    )
    context.set_default_timeout(60_000)
    try:
        yield context
    finally:
        context.close()


def _first_use(page: Page, *, slow: bool = True) -> float:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    if slow:
        devtools.send("Network.emulateNetworkConditions", SLOW_4G)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto("/room/", wait_until="commit")
    page.get_by_role("heading", name="Phòng họp trên máy này").wait_for()
    spent = float(page.evaluate(USABLE))
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    devtools.detach()
    return spent


def _taps(page: Page) -> list[float]:
    page.goto("/room/")
    page.get_by_label("Mã mở máy").fill(PIN)
    page.get_by_role("button", name="Mở", exact=True).click()
    page.get_by_role("link", name="Điểm danh").click()
    page.get_by_role("button", name="Lưu điểm danh").wait_for()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    spent: list[float] = page.evaluate(TAPPED, TAPS)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    devtools.detach()
    return spent


class _Files(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, and texts packed, as the server does

    def do_GET(self) -> None:
        body, kind = self._found()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        if not kind.startswith("font/"):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the figures are the only output."""

    def _found(self) -> tuple[bytes, str]:
        path = self.path.split("?")[0]
        if path == "/room/":
            return _shell().encode(), "text/html; charset=utf-8"
        if path == "/room/worker.js":
            return _worker().encode(), "text/javascript"
        if not path.startswith("/static/") or ".." in path:
            return b"", "text/plain"
        name = path.removeprefix("/static/")
        file = PACKAGE / name.split("/")[0] / "static" / name
        return file.read_bytes() if file.is_file() else b"", TYPES.get(file.suffix, "text/plain")


def _shell() -> str:
    text = (PACKAGE / "room" / "templates" / "room" / "shell.html").read_text(encoding="utf-8")
    text = text.replace("{% load static %}", "")
    return re.sub(r'{% static "([^"]+)" %}', r"/static/\1", text)


def _worker() -> str:
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', _shell())
    hall = sorted((PACKAGE / "room" / "static" / "room" / "hall").glob("*.js"))
    files = sorted({*named, *(f"/static/room/hall/{path.name}" for path in hall)})
    kept = f'{{"version": "bench", "files": {files!r}}}'.replace("'", '"')
    rules = (PACKAGE / "room" / "static" / "room" / "worker.js").read_text(encoding="utf-8")
    return f"const SHELL = {kept};\n{rules}"
