// The roll-call: everybody present but those one taps. A tap touches its own row and three numbers.
import { back, button, h, icon } from "./draw.js";
import { folded } from "./counting.js";
import { guests } from "./guests.js";
import { draft, keepDraft, say, timeOfDay, today } from "./evening.js";
import { hour } from "./forms.js";

const stands = (mark) => [mark.mark, mark.reason, Number(mark.late), Number(mark.left), mark.arrived || "", mark.gone || ""].join("|");
const wordless = { reason: "", late: false, left: false, arrived: "", gone: "" };

export const rollPage = async (evening, go) => {
  const { people, words } = evening.state;
  const kept = (await draft(evening, "roll")) || {};
  const marks = new Map(people.map((one) => [one.id, { ...start(one), ...(kept[one.id] || {}) }]));
  const due = people.filter((one) => one.due);
  const shown = { present: h("dd"), excused: h("dd"), unexcused: h("dd") };
  const numbers = h("dl", { class: "facts big", "aria-live": "polite" },
    [["Có mặt", shown.present], ["Có lý do", shown.excused], ["Không lý do", shown.unexcused]].map(([name, value]) =>
      h("div", {}, h("dt", {}, name), value)));
  let saving = 0;
  const clockNow = () => (evening.state.meeting.held_on === today(evening) ? timeOfDay(evening) : "");

  const count = () => {
    const now = { present: 0, excused: 0, unexcused: 0 };
    for (const one of due) now[marks.get(one.id).mark] += 1;
    for (const name of Object.keys(shown)) shown[name].textContent = name === "present" ? `${now.present}/${due.length}` : now[name];
    clearTimeout(saving);
    saving = setTimeout(() => keepDraft(evening, "roll", Object.fromEntries(marks)), 300);
  };

  const rows = people.map((one) => row(one, marks, words, count, clockNow));
  const lists = [true, false].map((due) => {
    const among = rows.filter((_row, at) => people[at].due === due);
    return among.length && h("section", { class: "stack tight" },
      h("h2", {}, due ? `Phải dự: ${among.length}` : `Không tính phải dự: ${among.length}`),
      h("ul", { class: "rows roll card" }, among));
  });
  const find = h("input", { type: "search", "aria-label": "Tìm tên", placeholder: "Tìm tên, không cần dấu",
    oninput: () => {
      const wanted = folded(find.value).trim();
      rows.forEach((one, at) => { one.hidden = !folded(people[at].name).includes(wanted); });
    } });

  const save = async () => {
    const changed = people.filter((one) => stands(one) !== stands(marks.get(one.id)));
    if (changed.length) {
      await say(evening, "roll", { marks: changed.map((one) => (
        { person: one.id, ...marks.get(one.id), was: stands(one) })) });
    }
    clearTimeout(saving);
    await keepDraft(evening, "roll", {});
    go("room");
  };
  count();
  return [back(`#${evening.vault.mandate}/room`, "Điểm danh"),
    h("div", { class: "card quick-facts" }, numbers),
    people.length > 8 && h("div", { class: "searchbox" }, icon("search"), find), lists,
    h("div", { class: "actionbar" }, button("Lưu điểm danh", save, "primary")),
    guests(evening, go)];
};

// Whoever is due and was never marked is shown as present, or as excused where leave was granted.
const start = (one) => {
  const { reason, late, left, arrived = "", gone = "" } = one;
  if (one.mark || !one.due) return { mark: one.mark, reason, late, left, arrived, gone };
  const away = one.leave === "granted";
  return { ...wordless, mark: away ? "excused" : "present", reason: away ? one.leave_reason : "" };
};
const LEAVE = { granted: "đã báo vắng, được đồng ý", refused: "báo vắng không được đồng ý", asked: "báo vắng, chưa trả lời" };

const row = (one, marks, words, count, clockNow) => {
  const mark = () => marks.get(one.id);
  const why = h("select", { "aria-label": `Lý do vắng của ${one.name}`, hidden: mark().mark !== "excused",
    onchange: () => { mark().reason = why.value; count(); } },
    [["", "Lý do (không bắt buộc)"], ...words.reasons].map(([key, name]) =>
      h("option", { value: key, selected: key === mark().reason }, name)));
  const times = h("button", { type: "button", class: "times", hidden: mark().mark !== "present" || !one.due,
    "aria-label": `${one.name}: đổi đúng giờ, đến muộn, về sớm`, onclick: () => turn() });
  const clock = h("div", { class: "clock-box", hidden: true });
  const tell = () => {
    const now = mark();
    const kind = now.late ? "arrived" : now.left ? "gone" : "";
    if (clock.dataset.kind !== kind) setClock(clock, kind, one, mark, count);
    times.textContent = now.late ? "đến muộn" : now.left ? "về sớm" : "đúng giờ";
    why.hidden = now.mark !== "excused";
    times.hidden = now.mark !== "present" || !one.due;
  };
  const turn = () => {
    const now = mark();
    const at = clockNow();
    if (now.late) Object.assign(now, { late: false, left: true, arrived: "", gone: at });
    else Object.assign(now, { late: !now.left, left: false, arrived: now.left ? "" : at, gone: "" });
    tell();
    count();
  };
  const choices = one.due
    ? [["present", "Có mặt", ""], ["excused", "Có lý do", "warn"], ["unexcused", "Không lý do", "bad"]]
    : [["present", "Có mặt", ""], ["", "Không dự", "warn"]];
  const made = h("li", { class: "row" },
    h("div", { class: "what" }, one.name, h("span", { class: "meta" }, words.standings[one.standing], LEAVE[one.leave] && ` · ${LEAVE[one.leave]}`, times)),
    h("div", { class: "segmented", role: "group", "aria-label": one.name }, choices.map(([key, label, kind]) =>
      h("label", { class: kind }, h("input", { type: "radio", name: `mark-${one.id}`, value: key,
        checked: mark().mark === key,
        onchange: () => { Object.assign(mark(), { ...wordless, mark: key }); tell(); count(); } }), h("span", {}, label)))),
    clock, h("div", { class: "why-absent" }, why));
  tell();
  return made;
};

// The hour at which somebody came or went: now, unless another is told; it may stay unknown.
const setClock = (clock, kind, one, mark, count) => {
  clock.dataset.kind = kind;
  clock.hidden = !kind;
  if (!kind) return clock.replaceChildren();
  const field = hour(kind === "arrived" ? `Giờ đến của ${one.name}` : `Giờ về của ${one.name}`, mark()[kind]);
  field.control.addEventListener("input", () => { mark()[kind] = field.read(); count(); });
  return clock.replaceChildren(field);
};
