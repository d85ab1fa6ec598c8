// Sending: on a timer, on becoming visible, by a button. `navigator.onLine` is never asked: it is
// wrong too often. A row leaves the queue only when a verified backup covers it.
import { all, change, drop, forgetReadable, keepEpoch, knownEpoch } from "./store.js";
import { bytesOf, toBase64 } from "./bytes.js";
import { DONE, OPEN } from "./states.js";

const ADDRESS = "/room/letters/";
const A_LETTER = 40;
const EVERY = 45 * 1000;

export const waiting = async () => (await all("queue")).filter((row) => OPEN.includes(row.state));

// Letter after letter until nothing waits; what was sent stays marked, so a cut costs one letter.
export const sendAll = async () => {
  const seen = { sent: 0, reached: false };
  for (let turn = 0; turn < 100; turn += 1) {
    const rows = await waiting();
    rows.sort((one, other) => one.counter - other.counter);
    const letter = rows.slice(0, A_LETTER);
    const answer = await deliver(letter);
    seen.reached = true;
    const fresh = await noteEpoch(answer);
    if (fresh) continue;
    const stuck = await noteVerdicts(answer, letter);
    seen.sent += letter.length - stuck;
    if (stuck === letter.length || letter.length < A_LETTER) break;
  }
  return seen;
};

export const deliver = async (rows) => {
  const commands = rows.map((row) => ({ id: row.id, sealed: toBase64(row.sealed) }));
  const plain = bytesOf(JSON.stringify({ letter: 1, epoch: await knownEpoch(), commands }));
  const packed = await squeezed(plain);
  const answered = await fetch(ADDRESS, {
    method: "POST",
    credentials: "omit",
    cache: "no-store",
    headers: { "Content-Type": packed ? "application/gzip" : "application/json" },
    body: packed || plain,
  });
  if (!answered.ok) throw new Error(`${answered.status}`);
  return answered.json();
};

const squeezed = async (plain) => {
  if (!("CompressionStream" in window)) return null;
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
};

// Another epoch: the server was restored from a backup, and heard nothing of this letter. Everything
// not covered goes out again, from the first on.
const noteEpoch = async (answer) => {
  const known = await knownEpoch();
  if (known === answer.epoch) return false;
  await keepEpoch(answer.epoch);
  if (!known) return false;
  const rows = (await all("queue")).filter((row) => row.state !== "settled");
  await change("queue", rows.map((row) => ({ ...row, state: "waiting", number: 0 })));
  return true;
};

const noteVerdicts = async (answer, letter) => {
  const said = Object.fromEntries(answer.verdicts.map((one) => [one.id, one]));
  const rows = letter.filter((row) => said[row.id]).map((row) => ({
    ...row,
    state: said[row.id].verdict,
    told: said[row.id].told,
    number: answer.number,
  }));
  await change("queue", rows);
  for (const row of await all("queue")) {
    const safe = DONE.includes(row.state) && row.number > 0 && row.number <= answer.covered;
    if (safe) await drop("queue", row.id);
  }
  return rows.filter((row) => row.state === "later").length;
};

// A revoked device forgets what can be read on it; the queue stays to be told of.
export const revoked = async () => {
  const ended = new Set((await all("queue")).filter((row) => row.state === "quarantined").map((row) => row.mandate));
  const readable = (await all("vaults")).filter((vault) => ended.has(vault.mandate));
  for (const vault of readable) await forgetReadable(vault.mandate);
  return readable.length > 0;
};

let busy = null;
export const send = () => {
  if (!busy) {
    busy = sendAll().catch(() => ({ sent: 0, reached: false })).finally(() => {
      busy = null;
    });
  }
  return busy;
};

const SOON = 3000;
let soon = 0;
let attempt = () => null;
// After an act, once the hand rests: with a network the evening is at the server as it goes.
export const nudge = () => {
  clearTimeout(soon);
  soon = setTimeout(() => attempt(), SOON);
};

export const keepSending = (then) => {
  attempt = async () => {
    if (document.visibilityState === "visible") then(await send());
  };
  document.addEventListener("visibilitychange", attempt);
  setInterval(async () => (await waiting()).length && attempt(), EVERY);
  attempt();
};
