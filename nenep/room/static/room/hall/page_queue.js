// What waits, what two people wrote differently, what was refused: kept, explained, never dropped.
import { back, button, card, h, sure, tag } from "./draw.js";
import { fingerprint } from "./bytes.js";
import { refold, say, statesOf } from "./evening.js";
import { answerFrom } from "./seal.js";
import { change } from "./store.js";
import { send } from "./post.js";
import { DONE } from "./states.js";
import { area, form } from "./forms.js";
import { LABELS, plain } from "./labels.js";
import { handOver, takeOver } from "./hand.js";

const TEXTS = { note: "text", conclusion: "text", opinion: "text", criticism: "text", amend: "after" };

export const queuePage = async (evening, go) => {
  const { vault } = evening;
  const states = await statesOf(vault.mandate);
  const rows = evening.said.map((words) => ({ words, row: states[words.id] })).filter((one) => one.row);
  const of = (...names) => rows.filter(({ row }) => names.includes(row.state));
  const told = [];
  for (const { words, row } of of("conflict", "refused", "quarantined", "stranger", "unreadable")) {
    told.push({ words, row, said: await explained(evening, row) });
  }
  const conflicts = lastOfEach(told.filter(({ row }) => row.state === "conflict"));
  const refused = told.filter(({ row }) => row.state !== "conflict");
  const waits = of("waiting", "later").length;
  return [back(`#${vault.mandate}/room`, "Gửi về máy chủ"),
    card(waits ? `${waits} việc chờ gửi` : "Đã gửi hết", h("p", { class: "muted" }, `${of(...DONE).length} việc máy chủ đã nhận. Bản niêm phong vẫn giữ trên máy này đến khi máy chủ có bản sao lưu.`),
      h("div", { class: "acts" }, button("Gửi ngay", async () => {
        const seen = await send();
        await refold(evening);
        if (!seen.reached) await sure("Chưa liên lạc được máy chủ. Mọi nội dung vẫn nằm trên máy này; có sóng thì máy tự gửi.", "Được");
        go("queue");
      }, "primary"), button("Lưu ra tệp", () => handOver(vault), ""), takeOver(() => go("queue")))),
    conflicts.map((one) => conflictCard(evening, go, one, told)),
    refused.length > 0 && h("section", { class: "stack tight" }, h("h2", {}, "Máy chủ chưa ghi"),
      h("p", { class: "small muted" }, "Giữ nguyên trên máy này. In ra, hoặc có mạng thì ", h("a", { href: `/meetings/${vault.meeting}/minutes/` }, "mở biên bản trên máy chủ"), " để nhập lại; biên bản đã có số thì lập bản đính chính."),
      h("ul", { class: "rows card" }, refused.map((one) => refusedRow(evening, go, one)))),
    refused.length > 0 && h("div", { class: "acts" }, h("button", { class: "btn", type: "button", onclick: () => window.print() }, "In danh sách này"))];
};

const WORDS = {
  quarantined: "Máy này đã bị thu hồi: máy chủ giữ riêng nội dung này cho chi ủy đọc.",
  stranger: "Máy chủ không biết ủy nhiệm này.",
  unreadable: "Nội dung không niêm phong cho máy chủ này.",
};

const explained = async (evening, row) => {
  if (!row.told) return { why: WORDS[row.state] || "" };
  return answerFrom(evening.keys.reply, row.told).catch(() => ({ why: WORDS[row.state] || "" }));
};

// Several writings of one text are one question: the last of them against theirs.
const about = ({ words }) => `${words.name}/${words.payload.item || words.payload.id || words.payload.task || ""}`;
const lastOfEach = (conflicts) => [...new Map(conflicts.map((one) => [about(one), one])).values()];

const conflictCard = (evening, go, one, told) => {
  const { words, said } = one;
  const field = TEXTS[words.name];
  const settle = async (payload) => {
    const same = told.filter((other) => other.row.state === "conflict" && about(other) === about(one));
    if (payload) await say(evening, words.name, payload);
    await change("queue", same.map(({ row }) => ({ ...row, state: "settled" })));
    await refold(evening);
    go("queue");
  };
  const again = async () => ({ ...words.payload, ...(await upon(words, said)) });
  const joined = field && area("Ghép hai bản", `${said.theirs}\n\n${said.mine}`.trim(), { rows: "6" });
  return h("section", { class: "card pad conflict" }, h("h2", {}, `${LABELS[words.name]}: hai bản khác nhau`), h("p", { class: "small" }, said.why),
    h("div", { class: "two-texts" }, h("div", {}, h("h3", {}, "Của máy này"), h("p", { class: "noted" }, said.mine)),
      h("div", {}, h("h3", {}, "Đã ghi ở máy chủ"), h("p", { class: "noted" }, said.theirs))),
    h("div", { class: "acts" }, button("Lấy bản của máy này", async () => settle(await again())), button("Giữ bản ở máy chủ", async () => settle(field ? { ...(await again()), [field]: said.theirs } : null))),
    joined && form({ joined }, "Lưu bản ghép", async (now) => settle({ ...(await again()), [field]: now.joined }), ""));
};

// Written again, now upon what the other wrote.
const upon = async (words, said) => {
  if (words.name === "vote") return { upon: await fingerprint(said.now) };
  if (words.name === "amend") return { before: said.theirs };
  if (words.name !== "roll") return { base: await fingerprint(said.now || said.theirs) };
  const stands = Object.fromEntries((said.stands || "").split(",").map((one) => one.split("=")));
  return { marks: words.payload.marks.map((mark) => ({ ...mark, was: stands[mark.person] ?? mark.was })) };
};

const refusedRow = (evening, go, { words, row, said }) => h("li", { class: "row" },
  h("div", { class: "what" }, h("b", {}, LABELS[words.name] || words.name), h("span", { class: "meta" }, plain(evening.state, words)),
    h("span", { class: "meta" }, said.why), h("span", { class: "meta" }, said.basis || "")), tag("chưa ghi", "warn"),
  h("div", { class: "acts no-print" }, row.state === "refused" && button("Gửi lại", async () => {
    await change("queue", [{ ...row, state: "waiting" }]);
    await send();
    await refold(evening);
    go("queue");
  }, "small"), button("Bỏ", async () => {
    if (!(await sure("Nội dung này sẽ mất hẳn trên máy này. Đồng chí chắc chắn bỏ?", "Bỏ hẳn nội dung này"))) return;
    await change("queue", [{ ...row, state: "settled" }]);
    await refold(evening);
    go("queue");
  }, "small quiet")));
