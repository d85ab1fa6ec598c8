// Opinions: who said what, under which item. Nothing here is counted per person.
import { back, button, h, notice, sure, tag } from "./draw.js";
import { say } from "./evening.js";
import { area, check, choice, must } from "./forms.js";
import { fingerprint, newId } from "./bytes.js";
import { nameOf } from "./page_item.js";
import { typedForm } from "./typed.js";

export const items = (state) => state.items.map((item, at) => [item.id, `${at + 1}. ${item.title}`]);
export const titleOf = (state, id) => {
  const at = state.items.findIndex((item) => item.id === id);
  return at < 0 ? "Ngoài chương trình" : `${at + 1}. ${state.items[at].title}`;
};

export const opinionsPage = async (evening, go, asked) => {
  const { state, vault } = evening;
  const known = state.opinions.find((one) => one.id === asked);
  const now = known || { item: asked || "", kind: "proposal", text: "", person: "" };
  const people = state.people.filter((one) => one.name).map((one) => [one.id, one.name]);
  const fields = {
    person: choice("Người nêu", [["", "Không nêu tên"], ...people], now.person),
    kind: choice("Loại ý kiến", state.words.opinions, now.kind),
    text: area("Nội dung", now.text, { maxlength: "4000" }),
    item: choice("Thuộc mục", [["", "Ngoài chương trình"], ...items(state)], now.item),
    minority: check("Ý kiến thiểu số, đề nghị bảo lưu", now.minority),
    needs_answer: check("Cần được trả lời", now.needs_answer),
  };
  const { closed, read_back: read } = state.meeting.milestones;
  const kinds = Object.fromEntries(state.words.opinions);
  const line = (one) => h("li", { class: "row" }, h("div", { class: "what" }, one.text,
    h("span", { class: "meta" }, `${nameOf(state, one.person) || "Không nêu tên"} · ${titleOf(state, one.item)}`)),
    tag(kinds[one.kind] || ""), !closed && h("div", { class: "acts" },
      h("a", { class: "btn small quiet", href: `#${vault.mandate}/opinions/${one.id}` }, "Sửa"),
      button("Bỏ", async () => {
        if (!(await sure("Bỏ ý kiến này?", "Bỏ"))) return;
        await say(evening, "opinion_off", { id: one.id });
        go("opinions");
      }, "small quiet")));
  return [back(`#${vault.mandate}/room`, known ? "Sửa ý kiến" : "Ghi ý kiến"),
    read ? notice("Biên bản đã đọc lại", "Không thêm ý kiến được nữa; sửa lời đã ghi thì sửa ở bước đọc biên bản, ghi rõ ai đề nghị.", "info")
    : await typedForm(evening, `opinion/${known ? known.id : ""}`, fields, known ? "Lưu ý kiến" : "Ghi ý kiến", async (said) => {
      must(said.text, "Đồng chí ghi nội dung ý kiến.");
      const base = await fingerprint(known ? known.text : "");
      await say(evening, "opinion", { id: known ? known.id : newId(), ...said, base });
      go("opinions", "", "Đã ghi ý kiến.");
    }),
    h("section", { class: "stack tight" }, h("h2", {}, "Đã ghi"), state.opinions.length
      ? h("ul", { class: "rows card" }, state.opinions.map(line)) : h("p", { class: "muted" }, "Chưa có ý kiến nào."),
    h("p", { class: "small muted" }, "Ý kiến không bị chấm điểm, xếp hạng hay đếm theo người."))];
};
