// Reading the minutes back: everything that was recorded, in the order of the book; then adoption.
import { back, button, card, h, icon, link, notice } from "./draw.js";
import { percent, tally, vnDate } from "./counting.js";
import { say } from "./evening.js";
import { form } from "./forms.js";
import { nameOf } from "./page_item.js";
import { ownerOf } from "./page_tasks.js";
import { measure, resultTag, totals } from "./page_votes.js";
import { amending, isBeingRead } from "./page_amend.js";
import { judged, mustFit, recusedOf, resultWords } from "./voting.js";
import { sheetOf, totalOf } from "./sheet.js";

export const minutesPage = async (evening, go) => {
  const { state, vault } = evening;
  const { milestones, held_on: on } = state.meeting;
  const regular = ["regular", "combined"].includes(state.meeting.kind);
  const scored = !state.score || !regular || milestones.scored;
  const next = !milestones.closed ? notice("Cuộc họp chưa kết thúc", "Kết thúc phần thảo luận, chấm điểm, rồi đọc biên bản.")
    : !scored ? card("Chấm điểm trước", h("p", {}, "Chấm điểm xong mới đọc và thông qua biên bản."), link(`#${vault.mandate}/score`, "Chấm điểm", "btn primary"))
    : !milestones.read_back ? button("Đã đọc lại biên bản", async () => { await say(evening, "read_back", { on }); go("minutes"); }, "primary wide")
    : !milestones.adopted ? [measure(state), adopting(evening, go)]
    : notice("Biên bản đã được thông qua", "Có mạng thì gửi về; văn bản được cho số và hoàn thiện trên máy chủ.", "good");
  return [back(`#${vault.mandate}/room`, "Đọc, thông qua biên bản"), record(state),
    h("div", { class: "acts" }, h("button", { type: "button", class: "btn", onclick: () => window.print() }, icon("print"), "In bản ghi này")), next, isBeingRead(state) && amending(evening)];
};

const adopting = (evening, go) => {
  const { state } = evening;
  const failed = state.adoption && !state.adoption.passed;
  return card("Biểu quyết thông qua biên bản", failed && notice("Biểu quyết không đạt tỷ lệ nên biên bản chưa thông qua", "Sửa nội dung rồi biểu quyết lại."),
    form(totals(), "Ghi kết quả biểu quyết", async (said) => {
      mustFit(state, said);
      await say(evening, "adopt", { ...said, on: state.meeting.held_on, passed: judged(state, { ...said, matter: "ordinary" }).passed });
      go("minutes");
    }));
};

const block = (title, ...kids) => [h("h2", {}, title), ...kids];
const hours = (people) => {
  const told = [["late", "Đến muộn", "arrived"], ["left", "Về sớm", "gone"]].map(([flag, words, time]) => {
    const these = people.filter((one) => one.mark === "present" && one[flag]).map((one) => (one[time] ? `${one.name} (${one[time]})` : one.name));
    return these.length ? ` ${words}: ${these.join(", ")}.` : "";
  });
  return told.join("");
};
const lines = (list, words) => (list.length ? h("ul", {}, list.map((one) => h("li", {}, words(one)))) : h("p", {}, "Không có."));

// The same facts the server composes the paper from; its wording is the server's own.
export const record = (state) => {
  const { meeting, people, items, opinions } = state;
  const count = tally(people);
  const away = (mark) => people.filter((one) => one.due && one.mark === mark).map((one) => one.name).join(", ") || "không có";
  const said = (id) => opinions.filter((one) => (one.item || "") === id).map((one) => h("p", {}, `${nameOf(state, one.person) || "Ý kiến không nêu tên"}: ${one.text}`));
  return h("article", { class: "card pad prose record" },
    h("p", { class: "eyebrow" }, meeting.unit), h("p", { class: "lead" }, meeting.title),
    h("p", {}, `Bắt đầu ${meeting.started_at || "…"}, kết thúc ${meeting.ended_at || "…"}, ngày ${vnDate(meeting.held_on)}, tại ${meeting.place}.`),
    h("p", {}, `Chủ trì: ${nameOf(state, meeting.chair)}. Thư ký: ${nameOf(state, meeting.secretary)}.`),
    state.guests.length > 0 && h("p", {}, `Khách dự: ${state.guests.map((one) => [one.name, one.title, one.superior && "cấp trên cử dự"].filter(Boolean).join(", ")).join("; ")}.`),
    h("p", {}, `Có mặt ${count.present}/${count.due} đồng chí phải dự (${percent(count.present, count.due)}). Vắng có lý do: ${away("excused")}. Vắng không lý do: ${away("unexcused")}.${hours(people)}`),
    block("Nội dung sinh hoạt", items.filter((item) => !item.later).map((item, at) => h("div", {}, h("h3", {}, `${at + 1}. ${item.title}`),
      item.skipped ? h("p", {}, `Không làm: ${item.skipped}`) : item.note && h("p", { class: "noted" }, item.note), said(item.id))), said("")),
    block("Việc kỳ trước", lines(state.carried.filter((task) => task.kind), (task) => `${task.title}: ${Object.fromEntries(state.words.findings)[task.kind]}${task.comment ? `. ${task.comment}` : ""}`)),
    block("Kết luận", h("p", { class: "noted" }, meeting.conclusion || "Chưa ghi.")),
    block("Phân công nhiệm vụ", lines(state.given, (task) => `${task.title}: ${ownerOf(state, task)}, hạn ${vnDate(task.due_on)}${task.measure ? `, kết quả: ${task.measure}` : ""}`)),
    block("Biểu quyết", lines(state.votes, (vote) => [voteLine(state, vote), " ", resultTag(vote)])),
    state.amendments.length > 0 && block("Sửa khi đọc biên bản", lines(state.amendments, (one) => `${nameOf(state, one.asked_by) || "Chi bộ"} đề nghị sửa “${one.before || "(chưa ghi)"}” thành “${one.after}”.`)),
    state.score && scoreOf(state));
};

const voteLine = (state, vote) => {
  const out = recusedOf(vote).map((id) => nameOf(state, id));
  const tellers = [vote.teller, vote.second_teller].filter(Boolean).map((id) => nameOf(state, id));
  const methods = Object.fromEntries(state.words.methods);
  return [`${vote.question}: ${resultWords(state, vote)} ${methods[vote.method] || ""}.`, out.length > 0 && `Không biểu quyết vì liên quan: ${out.join(", ")}.`,
    tellers.length > 0 && `Kiểm phiếu: ${tellers.join(", ")}.`].filter(Boolean).join(" ");
};

const scoreOf = (state) => {
  const sheet = sheetOf(state);
  const total = totalOf(state.score, sheet);
  return block("Điểm chất lượng", h("p", {}, `${total.points}/${total.possible} điểm, ${total.band.title}${total.pending ? `; còn chờ ${total.pending} điểm` : ""}.`));
};
