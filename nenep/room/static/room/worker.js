// The service worker: a table of rules. SHELL (a version and a list of files) stands above this
// line, written by the server. No page with a name in it is ever kept: only what is listed there,
// the shell page itself, and nothing else. Everything not ruled here goes to the network untouched.
const PAGE = "/room/";
const KEPT = `nenep-room-${SHELL.version}`;

const fromShell = async (request, key) => {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(key || request, { ignoreSearch: true });
  return kept || fetch(request);
};

const RULES = [
  { when: (url) => url.pathname === PAGE, then: (request) => fromShell(request, PAGE) },
  { when: (url) => SHELL.files.includes(url.pathname), then: (request) => fromShell(request) },
];

self.addEventListener("install", (event) => {
  // All of the shell or none of it; a half-fetched shell would open to nothing in the village.
  const fetched = [PAGE, ...SHELL.files].map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(fetched)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("nenep-room-") && name !== KEPT) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const rule = RULES.find((one) => one.when(url));
  if (rule) event.respondWith(rule.then(request));
});
