// Giving tasks: who, what, by when, with a result one can see.
import { back, button, h, sure } from "./draw.js";
import { vnDate } from "./counting.js";
import { say, today } from "./evening.js";
import { choice, day, line, must } from "./forms.js";
import { fingerprint, newId } from "./bytes.js";
import { nameOf } from "./page_item.js";
import { typedForm } from "./typed.js";

const ENOUGH_DAYS = 7;

// The end of the month, or of the next one when too little of it is left.
const usualDeadline = (on) => {
  const [year, month, date] = on.split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0));
  const enough = last.getUTCDate() - date >= ENOUGH_DAYS;
  return (enough ? last : new Date(Date.UTC(year, month + 1, 0))).toISOString().slice(0, 10);
};

export const ownerOf = (state, task) =>
  nameOf(state, task.person) || (state.units.find((unit) => unit.id === task.unit) || {}).name || task.owner || "";

export const tasksPage = async (evening, go, asked) => {
  const { state, vault } = evening;
  const known = state.given.find((one) => one.id === asked);
  const now = known || { due_on: usualDeadline(state.meeting.held_on || today(evening)), title: "" };
  const owners = [...state.units.map((unit) => [`unit:${unit.id}`, unit.name]),
    ...state.people.filter((one) => one.name).map((one) => [`person:${one.id}`, one.name])];
  const owner = now.person ? `person:${now.person}` : now.unit ? `unit:${now.unit}` : "";
  const fields = {
    title: line("Nhiệm vụ", now.title),
    owner: choice("Giao cho", [["", "Chọn người hoặc đơn vị"], ...owners], owner),
    due_on: day("Hạn hoàn thành", now.due_on),
    measure: line("Kết quả phải đạt", now.measure || "", { help: "Đếm được hoặc thấy được, ví dụ: 4 hộ có hố rác." }),
    source_sentence: line("Câu kết luận làm căn cứ", now.source_sentence || "", { maxlength: "500" }),
  };
  const row = (task) => h("li", { class: "row" }, h("div", { class: "what" }, task.title,
    h("span", { class: "meta" }, `${ownerOf(state, task)} · hạn ${vnDate(task.due_on)}${task.measure ? ` · ${task.measure}` : ""}`)),
    h("div", { class: "acts" }, h("a", { class: "btn small quiet", href: `#${vault.mandate}/tasks/${task.id}` }, "Sửa"),
      button("Bỏ", async () => {
        if (!(await sure("Bỏ việc này?", "Bỏ"))) return;
        await say(evening, "task_off", { id: task.id });
        go("tasks");
      }, "small quiet")));
  return [back(`#${vault.mandate}/room`, known ? "Sửa việc" : "Giao việc"),
    await typedForm(evening, `task/${known ? known.id : ""}`, fields, "Giao việc", async (said) => {
      must(said.title, "Đồng chí ghi nhiệm vụ.");
      must(said.owner, "Mỗi nhiệm vụ giao cho đúng một đảng viên hoặc một đơn vị.");
      must(said.due_on, "Ghi hạn hoàn thành như 30/11/2026.");
      must(said.due_on >= state.meeting.held_on, "Hạn hoàn thành trước ngày họp; đồng chí kiểm lại.");
      const [sort, id] = said.owner.split(":");
      const base = await fingerprint(known ? `${known.title}\n${known.due_on}` : "");
      await say(evening, "task", { id: known ? known.id : newId(), title: said.title, due_on: said.due_on,
        measure: said.measure, source_sentence: said.source_sentence,
        person: sort === "person" ? id : "", unit: sort === "unit" ? id : "", base });
      go("tasks", "", "Đã giao việc.");
    }),
    h("section", { class: "stack tight" }, h("h2", {}, "Đã giao"), state.given.length
      ? h("ul", { class: "rows card" }, state.given.map(row)) : h("p", { class: "muted" }, "Chưa giao việc nào."))];
};
