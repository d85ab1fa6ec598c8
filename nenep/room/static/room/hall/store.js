// IndexedDB as promises. Shelves: this device, vaults, papers, drafts and what was said (readable,
// encrypted) and the queue (sealed to the server; readable by nobody on this device).
import { newId } from "./bytes.js";

const NAME = "nenep-room";
const SHELVES = { device: "name", vaults: "mandate", said: "id", queue: "id", drafts: "key", papers: "id" };
const READABLE = ["vaults", "papers", "said", "drafts"];
let opening = null;

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const open = () => {
  if (opening) return opening;
  opening = new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = () => {
      const kept = request.result.objectStoreNames;
      for (const shelf of Object.keys(SHELVES).filter((one) => !kept.contains(one))) {
        request.result.createObjectStore(shelf, { keyPath: SHELVES[shelf] });
      }
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  opening.catch(() => {
    opening = null;
  });
  return opening;
};

const abort = (transaction) => {
  try {
    transaction.abort();
  } catch {
    // It had ended already.
  }
};

// Everything `work` puts is kept, or nothing; `strict`: on the disk itself, for a battery may die.
const within = async (shelves, mode, work, durability = "default") => {
  const base = await open();
  const transaction = base.transaction(shelves, mode, { durability });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error || new Error("aborted"));
    transaction.onerror = () => reject(transaction.error);
  });
  try {
    const answer = await work((shelf) => transaction.objectStore(shelf));
    await done;
    return answer;
  } catch (wrong) {
    done.catch(() => null);
    if (transaction.error === null) abort(transaction);
    throw wrong;
  }
};

export const get = (shelf, key) =>
  within([shelf], "readonly", (store) => asked(store(shelf).get(key)));
export const all = (shelf) => within([shelf], "readonly", (store) => asked(store(shelf).getAll()));
export const put = (shelf, value) =>
  within([shelf], "readwrite", (store) => asked(store(shelf).put(value)));
export const drop = (shelf, key) =>
  within([shelf], "readwrite", (store) => asked(store(shelf).delete(key)));

// One act: its sealed and its readable copy, and the counter of this device, together.
export const keepAct = (row, words) =>
  within(["device", "queue", "said"], "readwrite", async (store) => {
    store("queue").put(row);
    store("said").put(words);
  }, "strict");

// The next number of this device, taken for good before anything is sealed with it.
export const nextCounter = () =>
  within(["device"], "readwrite", async (store) => {
    const self = (await asked(store("device").get("self"))) || { name: "self", counter: 0 };
    self.counter += 1;
    store("device").put(self);
    return self.counter;
  });

export const knownEpoch = async () => ((await get("device", "self")) || {}).epoch || "";
export const keepEpoch = (epoch) =>
  within(["device"], "readwrite", async (store) => {
    const self = (await asked(store("device").get("self"))) || { name: "self", counter: 0 };
    store("device").put({ ...self, epoch });
  });

export const device = () =>
  within(["device"], "readwrite", async (store) => {
    const known = await asked(store("device").get("self"));
    if (known && known.id) return known.id;
    const id = newId();
    store("device").put({ ...(known || { counter: 0 }), name: "self", id });
    return id;
  });

export const change = (shelf, rows) =>
  within([shelf], "readwrite", async (store) => {
    for (const row of rows) store(shelf).put(row);
  });

// Forget what can be read of a mandate (or of all); the queue stays, whatever happens.
export const forgetReadable = (mandate) =>
  within(READABLE, "readwrite", async (store) => {
    for (const shelf of READABLE) {
      for (const row of await asked(store(shelf).getAll())) {
        if (!mandate || row.mandate === mandate) store(shelf).delete(row[SHELVES[shelf]]);
      }
    }
  });
