// What can be read on this device is encrypted under a PIN: PBKDF2 → AES-GCM, a key that no script
// can take out of the browser. The key lives in memory only while the room is open.
import { bytesOf, textOf } from "./bytes.js";

export const ROUNDS = 310000;

export const freshSalt = () => crypto.getRandomValues(new Uint8Array(16));

export const keyFrom = async (pin, salt, rounds) => {
  const raw = await crypto.subtle.importKey("raw", bytesOf(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds },
    raw,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
};

export const shutBytes = async (key, bytes) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
};
export const shut = (key, value) => shutBytes(key, bytesOf(JSON.stringify(value)));

// Rejects with a wrong PIN, or when a byte was changed.
export const openedBytes = (key, { iv, box }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, box);
export const opened = async (key, box) => JSON.parse(textOf(await openedBytes(key, box)));
