// The evening as it stands on this device: the bundle, with everything said since folded over it.
import { ACTS } from "./acts.js";
import { all, device, drop, get, keepAct, nextCounter, put } from "./store.js";
import { newId } from "./bytes.js";
import { DONE } from "./states.js";
import { sealFor } from "./seal.js";
import { keyFrom, opened, shut } from "./vault.js";

// What a payload holds has a version; a server that does not know it says so and keeps nothing.
const VERSIONS = { open: 2, roll: 2, vote: 2 };
// What an evening taken along by an earlier program did not carry.
const SINCE = { me: "", criticism: [], amendments: [], failed: [],
  vote_rules: { recused_count: true, reported: [], reported_basis: "", attempts: null, attempts_basis: "" } };

// Without effect on the state: refused, set aside, or a conflict that was settled by another act.
const WITHOUT_EFFECT = ["refused", "quarantined", "settled", "stranger"];

export const unlock = async (vault, pin) => {
  const key = await keyFrom(pin, vault.salt, vault.rounds);
  const evening = { vault, key, keys: await opened(key, vault.keys) };
  await reload(evening);
  return evening;
};

export const reload = async (evening) => {
  const { vault, key } = evening;
  evening.bundle = await opened(key, vault.bundle);
  const rows = (await all("said")).filter((row) => row.mandate === vault.mandate);
  rows.sort((one, other) => one.counter - other.counter);
  evening.said = [];
  for (const row of rows) evening.said.push(await opened(key, row.words));
  await refold(evening);
};

export const refold = async (evening) => {
  const states = await statesOf(evening.vault.mandate);
  const state = { ...JSON.parse(JSON.stringify(SINCE)), ...JSON.parse(JSON.stringify(evening.bundle)) };
  for (const command of evening.said) {
    const stands = states[command.id] || { state: "applied" };
    if (WITHOUT_EFFECT.includes(stands.state)) continue;
    if (command.counter <= (evening.vault.upto || 0) && DONE.includes(stands.state)) continue;
    if (ACTS[command.name]) ACTS[command.name](state, command.payload);
  }
  evening.state = state;
};

export const statesOf = async (mandate) => {
  const rows = (await all("queue")).filter((row) => row.mandate === mandate);
  return Object.fromEntries(rows.map((row) => [row.id, row]));
};

// Says one thing: numbered, sealed, kept in one step; only then does it count on the screen.
export const say = async (evening, name, payload) => {
  const { vault, key, state } = evening;
  const command = await spoken(evening, name, payload, await nextCounter());
  const sealed = await sealFor(vault.door, command);
  const words = { id: command.id, name, payload, said_at: command.said_at, counter: command.counter };
  const mark = { id: command.id, mandate: vault.mandate, counter: command.counter };
  await keepAct(
    { ...mark, sealed, state: "waiting", number: 0, told: "" },
    { ...mark, words: await shut(key, words) },
  );
  evening.said.push(words);
  if (ACTS[name]) ACTS[name](state, payload);
  return words;
};

// A command as the server reads it, before it is sealed.
export const spoken = async ({ vault, keys }, name, payload, counter) => ({
  id: newId(), mandate: vault.mandate, secret: keys.secret, reply_key: keys.reply, device: await device(), counter,
  meeting: vault.meeting, name, version: VERSIONS[name] || 1, said_at: new Date().toISOString(), payload,
});

// What is being typed, so that a tab killed by the system loses a second of it at most.
export const keepDraft = async (evening, name, value) => {
  const key = `${evening.vault.mandate}/${name}`;
  await put("drafts", { key, mandate: evening.vault.mandate, words: await shut(evening.key, value) });
};
export const dropDraft = (evening, name) => drop("drafts", `${evening.vault.mandate}/${name}`);
export const draft = async (evening, name) => {
  const row = await get("drafts", `${evening.vault.mandate}/${name}`);
  return row ? opened(evening.key, row.words) : null;
};

// The device's clock, set right by the server's at take-along. Vietnam has one zone and no summer.
export const now = (evening) => new Date(Date.now() + (evening.vault.ahead || 0));
const local = (moment) => new Date(moment.getTime() + 7 * 3600 * 1000).toISOString();
export const today = (evening) => local(now(evening)).slice(0, 10);
export const timeOfDay = (evening) => local(now(evening)).slice(11, 16);
export const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
export const said = (evening, name) => evening.said.some((command) => command.name === name);

// How far the evening is against its plan; nothing on another day, or once it has ended.
export const clockOf = (evening) => {
  const { meeting, items } = evening.state;
  if (!meeting.started_at || meeting.ended_at || meeting.held_on !== today(evening)) return null;
  const planned = Math.max(1, items.reduce((sum, item) => sum + item.minutes, 0));
  const gone = minutesOf(timeOfDay(evening)) - minutesOf(meeting.started_at);
  if (gone < 0) return null;
  return { time: timeOfDay(evening), left: planned - gone, share: Math.min(100, Math.round((gone * 100) / planned)) };
};
