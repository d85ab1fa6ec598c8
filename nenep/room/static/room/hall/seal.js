// Sealing to the server's public key (ECDH P-256, HKDF-SHA256, AES-GCM): what is queued can be
// sent or handed over by anybody and read by the server only. No PIN is needed for it.
import { bytesOf, fromBase64, joined, textOf } from "./bytes.js";

const ABOUT = "nenep room 1";
const CURVE = { name: "ECDH", namedCurve: "P-256" };

export const sealFor = async (door, said) => {
  const theirs = await crypto.subtle.importKey("raw", fromBase64(door), CURVE, false, []);
  const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const point = await crypto.subtle.exportKey("raw", own.publicKey);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytesOf(ABOUT) },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: point };
  const box = await crypto.subtle.encrypt(how, key, bytesOf(JSON.stringify(said)));
  return joined(point, iv, box);
};

// What the server answered, for this device's eyes only.
export const answerFrom = async (replyKey, told) => {
  const raw = fromBase64(told);
  const key = await crypto.subtle.importKey("raw", fromBase64(replyKey), "AES-GCM", false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: raw.subarray(0, 12) };
  return JSON.parse(textOf(await crypto.subtle.decrypt(how, key, raw.subarray(12))));
};
