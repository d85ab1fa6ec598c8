// The end of the discussion: the chair concludes, the paper is named, the meeting is closed.
import { back, card, h, link, notice } from "./draw.js";
import { tally, vnDate } from "./counting.js";
import { draft, keepDraft, minutesOf, say, timeOfDay, today } from "./evening.js";
import { area, choice, form, hour, line, must, segments } from "./forms.js";
import { fingerprint } from "./bytes.js";
import { ownerOf } from "./page_tasks.js";
import { awaits, carried } from "./voting.js";

const KINDS = [["", "Chỉ ghi biên bản"], ["conclusion", "Kết luận"], ["resolution", "Nghị quyết"]];

export const endPage = async (evening, go) => {
  const { state, vault } = evening;
  const { meeting, resolution } = state;
  const base = await fingerprint(meeting.conclusion);
  const kept = await draft(evening, "conclusion");
  const text = area("Kết luận của chủ trì", kept && kept.base === base ? kept.text : meeting.conclusion, { rows: "6" });
  text.control.addEventListener("input", () => keepDraft(evening, "conclusion", { base, text: text.control.value }));
  const { closed, read_back: read } = meeting.milestones;
  const passed = state.votes.filter(carried).map((vote) => [vote.id, vote.question]);
  const fields = {
    text,
    kind: segments("Văn bản ban hành", KINDS, resolution.kind),
    subject: line("Trích yếu", resolution.subject, { help: "Ví dụ: về nhiệm vụ tháng 12 năm 2026." }),
    vote: choice("Biểu quyết thông qua", [["", "Chưa chọn"], ...passed], resolution.vote),
  };
  const missing = whatIsMissing(state);
  return [back(`#${vault.mandate}/room`, "Kết luận cuộc họp"),
    read ? card("Kết luận của chủ trì", h("p", { class: "noted" }, meeting.conclusion), meeting.milestones.adopted ? h("p", { class: "small muted" }, "Biên bản đã thông qua và được giữ nguyên; sau khi ban hành chỉ đính chính.")
      : [h("p", { class: "small muted" }, "Đã đọc lại trước chi bộ: sửa ở bước đọc biên bản, ghi rõ ai đề nghị."), h("div", { class: "acts" }, link(`#${vault.mandate}/amend/conclusion:${meeting.id}`, "Sửa khi đọc biên bản"))])
    : form(fields, "Lưu kết luận", async (said) => {
      must(said.text, "Đồng chí ghi kết luận của chủ trì.");
      must(!said.kind || said.subject, "Đồng chí ghi trích yếu của văn bản.");
      if (said.text !== meeting.conclusion) await say(evening, "conclusion", { text: said.text, base });
      const changed = ["kind", "subject", "vote"].some((name) => said[name] !== resolution[name]);
      if (said.kind && changed) await say(evening, "resolution", { kind: said.kind, subject: said.subject, vote: said.vote });
      go("end", "", "Đã ghi kết luận.");
    }, closed || (meeting.conclusion && !missing.length) ? "" : "primary"),
    card("Việc đã giao", state.given.length ? h("ul", { class: "rows" }, state.given.map((task) => h("li", { class: "row" },
      h("div", { class: "what" }, task.title, h("span", { class: "meta" }, `${ownerOf(state, task)} · hạn ${vnDate(task.due_on)}`)))))
      : h("p", { class: "muted" }, "Chưa giao việc nào.")),
    missing.length > 0 && notice("Chưa kết thúc được vì còn thiếu", missing.join("; ")),
    card("Kết thúc phần thảo luận", form({ at: hour("Giờ kết thúc", meeting.ended_at || usualEnd(evening)) }, closed ? "Sửa giờ kết thúc" : "Kết thúc cuộc họp", async (said) => {
      must(!missing.length, `Còn thiếu: ${missing.join("; ")}.`);
      must(said.at, "Đồng chí ghi giờ kết thúc, ví dụ 20:45.");
      must(minutesOf(said.at) >= minutesOf(meeting.started_at), "Giờ kết thúc trước giờ bắt đầu; đồng chí kiểm lại.");
      await say(evening, "close", { at: said.at });
      go("room");
    }, closed || missing.length || !meeting.conclusion ? "" : "primary"))];
};

const usualEnd = (evening) => (evening.state.meeting.held_on === today(evening) ? timeOfDay(evening) : "");

const whatIsMissing = (state) => {
  const { unmarked } = tally(state.people);
  const open = state.items.filter((item) => !item.later && !item.done && !item.skipped);
  const ballots = state.votes.filter(awaits);
  return [unmarked && `điểm danh ${unmarked} đồng chí`, ...open.map((item) => `mục “${item.title}”`), ...ballots.map((vote) => `người kiểm phiếu thứ hai xác nhận “${vote.question}”`)].filter(Boolean);
};
