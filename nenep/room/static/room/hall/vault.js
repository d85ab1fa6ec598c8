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

export const shut = async (key, value) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytesOf(JSON.stringify(value)));
  return { iv, box };
};

// Rejects with a wrong PIN, or when a byte was changed.
export const opened = async (key, shutBox) => {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: shutBox.iv }, key, shutBox.box);
  return JSON.parse(textOf(plain));
};
