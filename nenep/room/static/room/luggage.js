// "Mang theo" on the server's page: ask for the mandate, fetch the bundle, encrypt it under the
// PIN, keep the shell; then the room opens from this device alone.
import { textOf, toBase64 } from "./hall/bytes.js";
import { ROUNDS, freshSalt, keyFrom, shut } from "./hall/vault.js";
import { all, device, forgetReadable, get, put } from "./hall/store.js";
import { chosen, refusal, takePapers } from "./luggage_papers.js";

const place = document.getElementById("take");
const told = document.getElementById("told");
const size = document.getElementById("size");

const able = async () => {
  if (!window.isSecureContext || !window.crypto || !crypto.subtle) return "Kết nối này chưa an toàn (cần https), nên trình duyệt không cho giữ dữ liệu kín. Báo quản trị hệ thống.";
  if (!("indexedDB" in window) || !("serviceWorker" in navigator)) return "Trình duyệt này quá cũ hoặc đang ở chế độ riêng tư, nên không mang theo được. Dùng cửa sổ thường, hoặc trình duyệt mới hơn.";
  try {
    await device();
  } catch {
    return "Trình duyệt không cho lưu trên máy này (đang ở chế độ riêng tư, hoặc hết chỗ).";
  }
  return "";
};

const fail = (words) => {
  const said = document.createElement("p");
  said.className = "message error";
  said.textContent = words;
  told.replaceChildren(said);
};

const weigh = async () => {
  const answered = await fetch(place.dataset.bundle, { credentials: "same-origin" });
  if (!answered.ok) return;
  const { byteLength } = await answered.arrayBuffer();
  const tell = () => {
    const whole = chosen().reduce((sum, one) => sum + Number(one.dataset.size), byteLength);
    size.textContent = `Cỡ gói: ${Math.ceil(whole / 1024)} kB, cùng khoảng 0,3 MB chương trình.`;
  };
  place.addEventListener("change", tell);
  tell();
};

const take = async (pin) => {
  const form = new FormData(place);
  form.set("device", await device());
  form.set("clock", new Date().toISOString());
  const asked = Date.now();
  const answered = await fetch(place.action, { method: "POST", body: form, credentials: "same-origin", redirect: "error" });
  if (!answered.ok) throw refusal("Máy chủ chưa cho mang theo; hãy tải lại trang rồi thử lại.");
  const issued = await answered.json();
  const packed = await fetch(issued.bundle, { credentials: "same-origin", redirect: "error" });
  if (!packed.ok) throw refusal("Chưa tải được cuộc họp; hãy thử lại.");
  const raw = await packed.arrayBuffer();
  const bundle = JSON.parse(textOf(raw));
  const salt = freshSalt();
  const key = await keyFrom(pin, salt, ROUNDS);
  const reply = toBase64(crypto.getRandomValues(new Uint8Array(32)));
  await takePapers(issued.mandate, key);
  await put("vaults", {
    mandate: issued.mandate, meeting: bundle.meeting.id, unit: bundle.meeting.unit, label: bundle.meeting.title,
    until: issued.until, taken: issued.now, door: issued.door,
    ahead: Date.parse(issued.now) - (asked + Date.now()) / 2, salt, rounds: ROUNDS, size: raw.byteLength,
    etag: packed.headers.get("ETag"), bundle: await shut(key, bundle), keys: await shut(key, { secret: issued.secret, reply }),
  });
  await get("vaults", issued.mandate);
  await forgetEarlier(bundle.meeting.id, issued.mandate);
  if (navigator.storage && navigator.storage.persist) await navigator.storage.persist().catch(() => false);
  const kept = await navigator.serviceWorker.register("/room/worker.js");
  await settled(kept);
  return issued.mandate;
};

// An older copy of the same evening goes, unless something in it still waits to be sent or settled.
const forgetEarlier = async (meeting, mandate) => {
  const queue = await all("queue");
  const open = ["waiting", "later", "conflict", "refused"];
  for (const vault of await all("vaults")) {
    const mine = queue.some((row) => row.mandate === vault.mandate && open.includes(row.state));
    if (vault.meeting === meeting && vault.mandate !== mandate && !mine) await forgetReadable(vault.mandate);
  }
};

// The shell must be whole before anybody walks away from the network with it.
const settled = (registration) =>
  new Promise((resolve, reject) => {
    const worker = registration.installing || registration.waiting || registration.active;
    if (!worker || worker.state === "activated") return resolve();
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(refusal("Chưa giữ được chương trình trên máy này; hãy thử lại."));
    });
    return null;
  });

place.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [pin, again] = ["pin", "pin-again"].map((id) => document.getElementById(id).value);
  if (!/^.{6,}$/.test(pin)) return fail("Mã cần từ 6 chữ số trở lên.");
  if (pin !== again) return fail("Hai lần nhập mã chưa giống nhau.");
  const press = place.querySelector("button.primary");
  press.disabled = true;
  try {
    location.href = `/room/#${await take(pin)}/room`;
  } catch (wrong) {
    press.disabled = false;
    fail(wrong.told || "Chưa mang theo được: mất mạng, hết phiên đăng nhập hoặc máy đầy. Tải lại trang rồi thử lại.");
  }
  return null;
});

able().then((words) => {
  if (!words) {
    place.hidden = false;
    return weigh();
  }
  const box = document.getElementById("unable");
  box.hidden = false;
  box.className = "message error";
  box.textContent = words;
  return null;
}).catch(() => null);
