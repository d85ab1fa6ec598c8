// A form whose words outlive the tab: kept encrypted while they are typed, found again at the next
// opening, forgotten once the act is said. A tab the system kills loses half a second of typing.
import { h } from "./draw.js";
import { draft, dropDraft, keepDraft } from "./evening.js";
import { form } from "./forms.js";

const PAUSE = 300; // ms
const read = (box) => (["checkbox", "radio"].includes(box.type) ? box.checked : box.value);
const write = (box, value) => {
  box[["checkbox", "radio"].includes(box.type) ? "checked" : "value"] = value;
};

// As `form`; `name` tells which draft it is, `fit` is called when a draft was put into the boxes.
export const typedForm = async (evening, name, fields, label, then, aside = null, fit = null) => {
  const keep = (values) => keepDraft(evening, name, values);
  const values = () => boxes.map(read);
  let saving = 0;
  const made = form(fields, label, async (said) => {
    clearTimeout(saving);
    await dropDraft(evening, name); // before the page is drawn anew; again below if the act is refused
    try {
      await then(said);
    } catch (wrong) {
      await keep(values()).catch(() => {});
      throw wrong;
    }
  }, "primary", [], aside);
  const boxes = [...made.querySelectorAll("input, select, textarea")];
  const kept = await draft(evening, name);
  if (kept && kept.length === boxes.length) {
    boxes.forEach((box, at) => write(box, kept[at]));
    if (fit) fit();
    made.prepend(h("p", { class: "help", role: "status" }, "Nội dung đang gõ dở lúc trước vẫn còn đây."));
  }
  made.addEventListener("input", () => {
    clearTimeout(saving);
    saving = setTimeout(() => keep(values()).catch(() => {}), PAUSE);
  });
  return made;
};
