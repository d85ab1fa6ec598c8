// Self-criticism and criticism: for the cell's own use, in no paper, erased when it wishes.
import { back, button, h, notice, sure } from "./draw.js";
import { say } from "./evening.js";
import { area, choice, must, segments } from "./forms.js";
import { fingerprint, newId } from "./bytes.js";
import { nameOf } from "./page_item.js";
import { typedForm } from "./typed.js";

const KINDS = [["self_criticism", "Tự phê bình"], ["criticism", "Phê bình"]];

export const criticismPage = async (evening, go, asked) => {
  const { state, vault } = evening;
  const known = state.criticism.find((one) => one.id === asked);
  const now = known || { person: "", kind: "self_criticism", text: "" };
  const fields = {
    person: choice("Về đồng chí", [["", "Chọn người"], ...state.people.filter((one) => one.name).map((one) => [one.id, one.name])], now.person),
    kind: segments("Loại", KINDS, now.kind),
    text: area("Nội dung", now.text, { maxlength: "4000" }),
  };
  const kinds = Object.fromEntries(KINDS);
  const row = (one) => h("li", { class: "row" }, h("div", { class: "what" }, h("b", {}, nameOf(state, one.person)),
    h("span", { class: "meta" }, kinds[one.kind].toLowerCase()), h("p", { class: "noted" }, one.text)), h("div", { class: "acts" },
    h("a", { class: "btn small quiet", href: `#${vault.mandate}/criticism/${one.id}` }, "Sửa"),
    button("Xóa hẳn", async () => {
      if (!(await sure("Xóa hẳn ghi chép này?", "Xóa hẳn"))) return;
      await say(evening, "criticism_off", { id: one.id });
      go("criticism");
    }, "small quiet")));
  return [back(`#${vault.mandate}/room`, "Tự phê bình và phê bình"),
    notice("Chỉ để trong nội bộ chi bộ", "Chi ủy và chính người được ghi mới đọc được. Không vào biên bản, không gửi cấp trên, xóa được bất cứ lúc nào. Trên máy này cũng chỉ đọc được khi đã nhập mã.", "info"),
    await typedForm(evening, `criticism/${known ? known.id : ""}`, fields, "Ghi", async (said) => {
      must(said.person, "Đồng chí chọn người.");
      must(said.text, "Đồng chí ghi nội dung.");
      await say(evening, "criticism", { id: known ? known.id : newId(), ...said, base: await fingerprint(known ? known.text : "") });
      go("criticism", "", "Đã ghi.");
    }),
    h("section", { class: "stack tight" }, h("h2", {}, "Đã ghi"), state.criticism.length
      ? h("ul", { class: "rows card" }, state.criticism.map(row)) : h("p", { class: "muted" }, "Chưa ghi gì."))];
};
