// Who was there without belonging to the cell.
import { button, h, tag } from "./draw.js";
import { say } from "./evening.js";
import { check, form, line, must } from "./forms.js";

export const guests = (evening, go) => {
  const listed = evening.state.guests;
  const fields = { name: line("Họ tên khách", "", { maxlength: "120" }), title: line("Chức danh, đơn vị", "", { maxlength: "160" }), superior: check("Cấp ủy cấp trên cử dự") };
  return h("section", { class: "stack tight" }, h("h2", {}, "Khách dự"),
    listed.length ? h("ul", { class: "rows card" }, listed.map((one) => h("li", { class: "row" },
      h("div", { class: "what" }, one.name, h("span", { class: "meta" }, one.title)), one.superior && tag("cấp trên", "info"),
      button("Bỏ", async () => { await say(evening, "guest_off", { name: one.name, title: one.title }); go("roll"); }, "small quiet"))))
      : h("p", { class: "muted" }, "Không có khách."),
    h("details", { class: "quiet-details" }, h("summary", {}, "Thêm khách"), h("div", { class: "card pad" },
      form(fields, "Thêm khách", async (said) => {
        must(said.name, "Đồng chí ghi họ tên khách.");
        await say(evening, "guest", said);
        go("roll");
      }, ""))));
};
