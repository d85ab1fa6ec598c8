// The item being dealt with: its note, the tasks it looks at, what was said under it.
import { button, h, icon, link, tag } from "./draw.js";
import { vnDate } from "./counting.js";
import { draft, keepDraft, minutesOf, say, timeOfDay, today } from "./evening.js";
import { area, choice, day, form, line, must, segments } from "./forms.js";
import { fingerprint } from "./bytes.js";
import { carried } from "./voting.js";

export const openItem = async (evening, go, item, number) => {
  const { state, vault } = evening;
  const { closed, read_back: read } = state.meeting.milestones;
  const base = await fingerprint(item.note);
  const kept = await draft(evening, `note/${item.id}`);
  const note = area("Ghi chép", kept === null || kept.base !== base ? item.note : kept.text);
  note.control.addEventListener("input", () => keepDraft(evening, `note/${item.id}`, { base, text: note.control.value }));
  const write = async (text) => {
    if (text !== item.note) await say(evening, "note", { item: item.id, text, base });
  };
  const next = state.items.findIndex((one) => one !== item && !one.done && !one.skipped && !one.later);
  const reason = { reason: line("Lý do không làm mục này") };
  const settled = async () => fingerprint(item.done ? "done" : item.skipped);
  const tasks = item.code === "tasks" ? state.carried : [];
  return h("li", { class: "row now", id: "now" },
    h("div", { class: "split" }, h("span", { class: "eyebrow" }, `${item.done ? "Xem lại" : "Đang làm"} · mục ${number}`),
      h("span", { class: "small" }, `${elapsed(evening, item) ?? "–"} / ${item.minutes} phút`)),
    h("h2", {}, item.title, tasks.length ? `: ${tasks.length} việc` : ""), tasks.map((task) => taskRow(evening, go, task, item)),
    state.opinions.filter((one) => one.item === item.id).map((one) => h("p", { class: "small" }, icon("comment"), ` ${nameOf(state, one.person) || "Không nêu tên"}: ${one.text}`)),
    read ? readItem(evening, item) : form({ note }, item.done ? "Lưu ghi chép" : next >= 0 ? `Xong, sang mục ${next + 1}` : "Xong mục này", async (said) => {
      const text = said.note.trim();
      const spent = item.done ? item.spent : elapsed(evening, item);
      await write(text);
      if (!item.done) await say(evening, "finish", { item: item.id, minutes: spent, base: await settled() });
      go("room");
    }, "primary", [!item.done && button("Lưu", async () => { await write(note.read()); go("room", item.id); })]),
    !read && h("div", { class: "acts" }, link(`#${vault.mandate}/opinions/${item.id}`, "Ghi ý kiến", "btn small quiet"),
      link(`#${vault.mandate}/votes/${item.id}`, "Biểu quyết", "btn small quiet"),
      item.code === "self_criticism" && link(`#${vault.mandate}/criticism`, "Ghi riêng trong chi bộ", "btn small quiet")),
    !item.done && !closed && h("details", { class: "quiet-details" }, h("summary", { class: "small" }, "Bỏ qua mục này"),
      form(reason, "Ghi lý do, bỏ qua", async (said) => {
        must(said.reason, "Bỏ qua một mục thì cần ghi lý do.");
        await say(evening, "skip", { item: item.id, reason: said.reason, base: await settled() });
        go("room");
      }, "")));
};

// What was read back stands; it is changed only by an amendment that says who asked.
const readItem = ({ vault, state }, item) => h("div", { class: "stack tight" }, h("p", { class: "noted" }, item.note || item.skipped || "Chưa ghi gì."),
  state.meeting.milestones.adopted ? h("p", { class: "small muted" }, "Biên bản đã thông qua và được giữ nguyên; sau khi ban hành chỉ đính chính.")
    : [h("p", { class: "small muted" }, "Đã đọc lại trước chi bộ: sửa ở bước đọc biên bản, ghi rõ ai đề nghị."),
      h("div", { class: "acts" }, link(`#${vault.mandate}/amend/item:${item.id}`, "Sửa khi đọc biên bản", "btn"))]);

const taskRow = (evening, go, task, item) => {
  const kind = segments("Kết quả", evening.state.words.findings, task.kind, () => fit());
  const votes = evening.state.votes.filter(carried).map((vote) => [vote.id, vote.question]);
  const people = evening.state.people.map((one) => [one.id, one.name]);
  const fields = {
    kind,
    comment: line("Nhận xét, lý do", task.comment),
    vote: choice("Thôi theo biểu quyết", [["", "Chưa chọn"], ...votes]),
    to_person: choice("Chuyển cho", [["", "Chưa chọn"], ...people]),
    due_on: day("Hạn mới khi chuyển", ""),
  };
  // Only the boxes that this finding asks for.
  const fit = () => {
    fields.vote.hidden = kind.read() !== "dropped";
    fields.to_person.hidden = fields.due_on.hidden = kind.read() !== "handed_on";
  };
  fit();
  const told = task.kind ? [Object.fromEntries(evening.state.words.findings)[task.kind], "good"]
    : task.days_late ? [`trễ ${task.days_late} ngày`, "bad"] : [task.report ? "đã báo cáo" : "đang làm", task.report ? "good" : ""];
  return h("details", { class: "task" }, h("summary", {}, h("span", { class: "what" }, task.title,
    h("span", { class: "meta" }, `${task.owner} · hạn ${vnDate(task.due_on)}`)), tag(...told)),
    task.report && h("p", { class: "small" }, `Báo cáo: ${task.report}`),
    form(fields, "Ghi kết quả", async (said) => {
      must(said.kind, "Đồng chí chọn kết quả.");
      must(said.comment || !["dropped", "handed_on"].includes(said.kind), "Thôi thực hiện hoặc chuyển giao thì cần ghi lý do.");
      must(said.vote || said.kind !== "dropped", "Thôi thực hiện phải do chi bộ biểu quyết: ghi biểu quyết trước, rồi chọn ở đây.");
      must(said.to_person || said.kind !== "handed_on", "Chuyển giao thì chọn người nhận.");
      if (said.kind !== "dropped") said.vote = "";
      if (said.kind !== "handed_on") Object.assign(said, { to_person: "", due_on: "" });
      const base = await fingerprint(task.kind ? `${task.kind}\n${task.comment}` : "");
      await say(evening, "finding", { task: task.id, ...said, base });
      go("room", item.id);
    }, ""));
};

export const nameOf = (state, id) => (state.people.find((one) => one.id === id) || {}).name || "";

// Since the item before was finished, or the meeting began; unknown on another day.
const elapsed = (evening, item) => {
  const { meeting, items } = evening.state;
  if (meeting.held_on !== today(evening)) return null;
  if (item.done) return item.spent;
  const spent = items.reduce((sum, one) => sum + (one.spent || 0), 0);
  const gone = minutesOf(timeOfDay(evening)) - minutesOf(meeting.started_at) - spent;
  return gone >= 0 && gone <= 180 ? gone : null;
};
