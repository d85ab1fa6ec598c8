// Boxes to fill. Each is an element with `.read()`; a form gathers them by name.
import { h } from "./draw.js";

const NOT_KEPT = "Chưa ghi được trên máy này: máy đầy, hoặc trình duyệt chặn lưu trữ. Nội dung trước đó còn nguyên; xóa bớt ảnh rồi bấm lại.";
let made = 0;
const boxed = (label, control, help, kind = "") => {
  control.id = `box-${(made += 1)}`;
  const field = h("div", { class: `field ${kind}` }, h("label", { for: control.id }, label),
    help && h("p", { class: "help" }, help), control);
  field.read = () => control.value.trim();
  field.control = control;
  return field;
};

export const line = (label, value = "", more = {}) =>
  boxed(label, h("input", { type: "text", maxlength: "300", ...more, value }), more.help);
export const area = (label, value = "", more = {}) =>
  boxed(label, h("textarea", { rows: "4", maxlength: "20000", class: "grow", ...more, value }), more.help);
export const whole = (label, value) => {
  const field = boxed(label, h("input", { type: "number", min: "0", max: "1000", inputmode: "numeric", value }));
  field.read = () => (field.control.value === "" ? null : Number(field.control.value));
  return field;
};
// Hours and days as they are written here, whatever language the browser speaks; "" for neither.
export const hourOf = (text) => {
  const told = /^(\d{1,2})\s*[:hg.]\s*(\d{2})?$/i.exec(text.trim()) || [];
  const [at, past] = [Number(told[1]), Number(told[2] || 0)];
  return told.length && at < 24 && past < 60 ? `${String(at).padStart(2, "0")}:${String(past).padStart(2, "0")}` : "";
};
export const hour = (label, value) => {
  const field = boxed(label, h("input", { type: "text", inputmode: "numeric", class: "date", placeholder: "19:00", value }));
  field.read = () => hourOf(field.control.value);
  return field;
};
export const day = (label, value) => {
  const shown = value ? `${value.slice(8)}/${value.slice(5, 7)}/${value.slice(0, 4)}` : "";
  const field = boxed(label, h("input", { type: "text", inputmode: "numeric", class: "date", placeholder: "03/11/2026", value: shown }));
  field.read = () => {
    const told = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(field.control.value.trim());
    const iso = told ? `${told[3]}-${told[2].padStart(2, "0")}-${told[1].padStart(2, "0")}` : "";
    const real = iso && new Date(`${iso}T00:00:00Z`);
    return real && !Number.isNaN(real.getTime()) && real.toISOString().startsWith(iso) ? iso : "";
  };
  return field;
};

export const choice = (label, options, value = "") =>
  boxed(label, h("select", {}, options.map(([key, name]) =>
    h("option", { value: key, selected: key === value }, name))));

export const segments = (label, options, value = "", onchange = null) => {
  const name = `seg-${(made += 1)}`;
  const field = h("div", { class: "field segmented" }, h("fieldset", {}, h("legend", {}, label),
    h("div", { class: "segmented" }, options.map(([key, text]) => h("label", {},
      h("input", { type: "radio", name, value: key, checked: key === value, onchange }), h("span", {}, text))))));
  field.read = () => {
    const chosen = field.querySelector("input:checked");
    return chosen ? chosen.value : "";
  };
  return field;
};

export const check = (label, value = false) => {
  const box = h("input", { type: "checkbox", checked: value });
  const field = h("label", { class: "check" }, box, h("span", {}, label));
  field.read = () => box.checked;
  return field;
};

// Some of a list, as boxes to tick; reads their keys.
export const several = (label, options, chosen = []) => {
  const boxes = options.map(([key, name]) => [key, check(name, chosen.includes(key))]);
  const field = h("fieldset", { class: "several" }, h("legend", {}, label), boxes.map(([, box]) => box));
  field.read = () => boxes.filter(([, box]) => box.read()).map(([key]) => key);
  return field;
};

// `then` gets the values by name; what it throws is told above the button and nothing is cleared.
export const form = (fields, label, then, kind = "primary", more = [], aside = null) => {
  const told = h("div", { role: "alert" });
  const press = h("button", { class: `btn ${kind}` }, label);
  return h("form", {
    novalidate: true,
    onsubmit: async (event) => {
      event.preventDefault();
      press.disabled = true;
      told.replaceChildren();
      try {
        await then(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read()])));
      } catch (wrong) {
        told.replaceChildren(h("p", { class: "message error" }, wrong.told || NOT_KEPT));
      } finally {
        press.disabled = false;
      }
    },
  }, Object.values(fields).filter((field) => !aside || !aside.contains(field)), aside, told, h("div", { class: "acts" }, press, more));
};

export const must = (held, words) => {
  if (!held) throw Object.assign(new Error(words), { told: words });
};
