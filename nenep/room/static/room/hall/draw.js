// The renderer: elements from calls, and the few shapes every page of the room is made of.
const STROKES = {
  left: "M19 12H5m6-6-6 6 6 6",
  right: "M5 12h14m-6-6 6 6-6 6",
  check: "m4.5 12.5 5 5L19.5 7",
  comment: "M4 5h16v11H9.500L5 20v-4H4z",
  hand: "M8 12V6a1.5 1.5 0 0 1 3 0v5-6.500a1.5 1.5 0 0 1 3 0V11 6a1.5 1.5 0 0 1 3 0v8.500a6 6 0 0 1-6 6c-2.8 0-4.2-1.3-5.5-3.500l-2-3.500c-.8-1.5 1-2.7 2.2-1.500L8 14",
  tasks: "M10 6h10M10 12h10M10 18h10M3.5 6l1.2 1.200L7 4.800M3.5 12l1.2 1.200L7 10.800M3.5 18l1.2 1.200L7 16.8",
  lock: "M5 10.500h14v10H5zM8 10.500V8a4 4 0 0 1 8 0v2.5",
  alert: "M12 4 2.8 19.500h18.400zM12 10v4.500m0 2.400v.1",
  send: "M20.5 3.5 3.5 10.500l6.5 3 3 6.500zM10 13.500l10.5-10",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6.500H7z",
  search: "M17 10.500a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zm-1.5 5 5 5",
};
const AS_PROPERTY = ["value", "checked", "disabled", "hidden", "selected", "required", "open"];

export const h = (tag, props, ...kids) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (AS_PROPERTY.includes(name)) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...kids.flat(3).filter((kid) => kid !== null && kid !== undefined && kid !== false && kid !== ""));
  return made;
};

export const icon = (name) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("class", "icon");
  made.setAttribute("viewBox", "0 0 24 24");
  made.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", STROKES[name]);
  made.append(path);
  return made;
};

export const button = (label, act, kind = "") =>
  h("button", { type: "button", class: `btn ${kind}`, onclick: act }, label);
export const link = (to, label, kind = "btn") => h("a", { href: to, class: kind }, label);
export const tag = (label, kind = "") => h("span", { class: `tag ${kind}` }, label);
export const card = (title, ...kids) =>
  h("section", { class: "card pad" }, title && h("h2", {}, title), ...kids);
export const notice = (title, text, kind = "warn") =>
  h("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" }, icon("alert"),
    h("div", {}, h("p", { class: "notice-title" }, title), h("p", {}, text)));
export const back = (to, title, eyebrow = "Cuộc họp") =>
  h("header", { class: "page-top" }, h("div", {},
    h("p", { class: "eyebrow" }, h("a", { href: to }, icon("left"), ` ${eyebrow}`)), h("h1", {}, title)));

// A question before an ending; resolves to whether it was said yes to.
export const sure = (question, yes) =>
  new Promise((resolve) => {
    const answer = (said) => {
      box.close();
      box.remove();
      resolve(said);
    };
    const box = h("dialog", { oncancel: () => answer(false) }, h("p", {}, question),
      h("div", { class: "acts" }, button("Thôi", () => answer(false)), button(yes, () => answer(true), "primary")));
    document.body.append(box);
    box.showModal();
  });
