"""What lies on a device, byte by byte, and a build of the room that hides nothing (to prove that
the scanner would find it)."""

from collections.abc import Iterable

from playwright.sync_api import BrowserContext, Page, Route

# Every value of every store as text, whatever it is made of, and every body of every cache.
SCAN = """async () => {
  const told = [];
  const read = (value) => {
    if (value instanceof ArrayBuffer) value = new Uint8Array(value);
    if (ArrayBuffer.isView(value)) told.push(new TextDecoder().decode(value));
    else if (value && typeof value === "object") Object.values(value).forEach(read);
    else told.push(String(value));
  };
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const base = await asked(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      (await asked(base.transaction(store).objectStore(store).getAll())).forEach(read);
    }
    base.close();
  }
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push(new URL(request.url).pathname);
      told.push(await (await cache.match(request)).clone().text());
    }
  }
  told.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
  return { text: told.join("\\n"), kept };
}"""
PLAIN = """
export const ROUNDS = 1;
export const freshSalt = () => new Uint8Array(16);
export const keyFrom = async () => null;
const words = new TextEncoder();
const bare = (value) => words.encode(JSON.stringify(value));
export const shutBytes = async (key, bytes) => ({ iv: freshSalt(), box: bytes });
export const openedBytes = async (key, { box }) => box;
export const shut = async (key, value) => ({ iv: freshSalt(), box: bare(value) });
export const opened = async (key, { box }) => JSON.parse(new TextDecoder().decode(box));
"""


def found_on(page: Page, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Which of the names can be read on this device, and the addresses its caches hold."""
    said = page.evaluate(SCAN)
    return [name for name in names if name in said["text"]], said["kept"]


def hide_nothing(context: BrowserContext) -> None:
    """The test build: the same room without encryption."""

    def plain(route: Route) -> None:
        route.fulfill(body=PLAIN, content_type="text/javascript")

    context.route("**/static/room/hall/vault.js", plain)
