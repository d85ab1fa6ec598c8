// A text changed while the minutes are read back: who asked, both wordings, a vote where one was
// counted. What was read is never changed otherwise.
import { back, h, link, notice } from "./draw.js";
import { say } from "./evening.js";
import { area, check, choice, must } from "./forms.js";
import { newId } from "./bytes.js";
import { nameOf } from "./page_item.js";
import { titleOf } from "./page_opinions.js";
import { totals } from "./page_votes.js";
import { typedForm } from "./typed.js";
import { judged, mustFit } from "./voting.js";

const REGULAR = ["regular", "combined"];

// From the moment the minutes may be read until they are adopted: the rule of the server's page.
export const isBeingRead = ({ meeting, score }) => {
  const { closed, scored, adopted } = meeting.milestones;
  return Boolean(closed && (scored || !score || !REGULAR.includes(meeting.kind)) && !adopted);
};

export const textsOf = (state) => [
  ...state.items.filter((item) => item.note || item.done || item.skipped).map((item) => ({ part: "item", id: item.id, place: titleOf(state, item.id), text: item.note })),
  ...state.opinions.map((one) => ({ part: "opinion", id: one.id, place: `Ý kiến của ${nameOf(state, one.person) || "người không nêu tên"}`, text: one.text })),
  { part: "conclusion", id: state.meeting.id, place: "Kết luận của chủ trì", text: state.meeting.conclusion },
];

export const amending = (evening) => {
  const { state, vault } = evening;
  const of = (one) => state.amendments.filter((made) => made.part === one.part && made.id === one.id);
  return h("section", { class: "stack tight no-print" }, h("h2", {}, "Sửa khi đọc biên bản"),
    h("p", { class: "small muted" }, "Nội dung đã đọc chỉ sửa theo đề nghị của người có mặt; bản trước và bản sau đều được giữ và in trong biên bản."),
    h("ul", { class: "rows card" }, textsOf(state).map((one) => h("li", { class: "row" },
      h("div", { class: "what" }, one.place, h("span", { class: "meta" }, of(one).length ? `đã sửa ${of(one).length} lần` : one.text.slice(0, 90) || "chưa ghi")),
      link(`#${vault.mandate}/amend/${one.part}:${one.id}`, h("span", {}, "Sửa", h("span", { class: "vh" }, ` ${one.place}`)), "btn small quiet")))));
};

export const amendPage = async (evening, go, asked) => {
  const { state, vault } = evening;
  const to = `#${vault.mandate}/minutes`;
  const one = textsOf(state).find((text) => `${text.part}:${text.id}` === asked);
  if (!one || !isBeingRead(state)) return [back(to, "Sửa khi đọc biên bản", "Biên bản"), notice("Lúc này không sửa được", "Sửa từ khi đọc lại biên bản đến khi thông qua; thông qua rồi thì chỉ đính chính.")];
  const here = state.people.filter((person) => person.mark === "present").map((person) => [person.id, person.name]);
  const counted = check("Chi bộ biểu quyết có đếm phiếu");
  const votes = totals();
  const fit = () => Object.values(votes).forEach((field) => { field.hidden = !counted.read(); });
  counted.addEventListener("change", fit);
  fit();
  const fields = { after: area("Nội dung sau khi sửa", one.text, { rows: "6" }), asked_by: choice("Người đề nghị sửa", [["", "Không nêu tên"], ...here]), counted, ...votes };
  return [back(to, one.place, "Biên bản"),
    h("section", { class: "card pad" }, h("h2", {}, "Bản đã đọc"), h("p", { class: "noted" }, one.text || "Chưa ghi gì.")),
    await typedForm(evening, `amend/${asked}`, fields, "Ghi nội dung sửa", async (said) => {
      must(said.after, "Đồng chí ghi nội dung sau khi sửa.");
      must(said.after !== one.text.trim(), "Nội dung chưa thay đổi so với bản đã đọc.");
      const amendment = { part: one.part, id: one.id, before: one.text, after: said.after, asked_by: said.asked_by, counted: said.counted };
      if (said.counted) {
        mustFit(state, said);
        const vote = { id: newId(), item: "", question: `Sửa biên bản: ${said.after}`.slice(0, 300), matter: "ordinary", method: "hand", invalid: 0 };
        for (const name of Object.keys(votes)) amendment[name] = vote[name] = said[name];
        amendment.vote = { ...vote, ...judged(state, vote) };
      }
      await say(evening, "amend", amendment);
      go("minutes", "", said.counted && !amendment.vote.passed ? "Biểu quyết không đạt nên nội dung giữ nguyên." : "Đã ghi nội dung sửa.");
    }, null, fit)];
};
