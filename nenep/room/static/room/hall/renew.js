// The evening as the server knows it by now, asked for under the mandate after a sending: what other
// devices wrote is seen here without taking the meeting along again.
import { sealFor, answerFrom } from "./seal.js";
import { bytesOf } from "./bytes.js";
import { refold, spoken, statesOf } from "./evening.js";
import { OPEN } from "./states.js";
import { get, put } from "./store.js";
import { shut } from "./vault.js";

const ADDRESS = "/room/renewal/";
const ENDED = 403;

// "ended" when the mandate no longer lets this device read; otherwise whether anything was new.
export const renew = async (evening) => {
  const { vault, key, keys } = evening;
  const upto = await confirmedUpTo(evening);
  const asked = await spoken(evening, "renew", { etag: vault.etag || "" }, 0);
  const answered = await fetch(ADDRESS, { method: "POST", credentials: "omit", cache: "no-store",
    headers: { "Content-Type": "application/octet-stream" }, body: await sealFor(vault.door, asked) });
  if (answered.status === ENDED) return "ended";
  if (!answered.ok) return false;
  const said = await answerFrom(keys.reply, (await answered.json()).told);
  if (!said.bundle || !(await get("vaults", vault.mandate))) return false;
  const bundle = JSON.parse(said.bundle);
  const fresh = { etag: said.etag, upto, taken: said.taken, size: bytesOf(said.bundle).byteLength };
  Object.assign(vault, fresh, { bundle: await shut(key, bundle) });
  await put("vaults", vault);
  evening.bundle = bundle;
  await refold(evening);
  return true;
};

// Up to here everything said was done by the server before it was asked; later words are said on top.
const confirmedUpTo = async ({ vault, said }) => {
  const states = await statesOf(vault.mandate);
  const open = said.filter(({ id }) => states[id] && OPEN.includes(states[id].state)).map((one) => one.counter);
  return open.length ? Math.min(...open) - 1 : Math.max(0, ...said.map((one) => one.counter));
};
