// Handing over by file: sealed rows, readable by nobody on the way. Taking over twice is once.
import { button, h } from "./draw.js";
import { fromBase64, toBase64 } from "./bytes.js";
import { all, get, put } from "./store.js";

const FORM = "nenep-room-queue-1";

export const handOver = async (vault) => {
  const rows = (await all("queue")).filter((row) => (!vault || row.mandate === vault.mandate) && row.state !== "settled");
  const kept = rows.map((row) => ({ id: row.id, mandate: row.mandate, counter: row.counter, sealed: toBase64(row.sealed) }));
  const day = new Date().toISOString().slice(0, 10);
  const blob = new Blob([JSON.stringify({ form: FORM, rows: kept })], { type: "application/json" });
  const link = h("a", { href: URL.createObjectURL(blob), download: `nenep-${day}-${kept.length}.nenep` });
  document.body.append(link);
  link.click();
  link.remove();
};

export const takeIn = async (text) => {
  const said = JSON.parse(text);
  if (said.form !== FORM || !Array.isArray(said.rows)) throw new Error("another form");
  let fresh = 0;
  for (const row of said.rows) {
    if (await get("queue", row.id)) continue;
    await put("queue", { id: row.id, mandate: row.mandate, counter: row.counter, sealed: fromBase64(row.sealed), state: "waiting", number: 0, told: "" });
    fresh += 1;
  }
  return { fresh, all: said.rows.length };
};

// What the last file held stays told when the page is drawn again with it.
let lastly = "";

export const takeOver = (then) => {
  const told = h("p", { class: "small", role: "status" }, lastly);
  const box = h("input", { type: "file", accept: ".nenep,application/json", hidden: true, onchange: async () => {
    try {
      const taken = await takeIn(await box.files[0].text());
      lastly = `Tệp có ${taken.all} việc, thêm mới ${taken.fresh}.`;
      then();
    } catch {
      told.textContent = lastly = "Tệp này không phải tệp phòng họp, hoặc đã hỏng; chưa nhận gì.";
    }
  } });
  return h("div", { class: "take-over" }, button("Nhận từ tệp", () => box.click(), "quiet"), box, told);
};
