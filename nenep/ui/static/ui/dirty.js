// data-draft="key" on a form keeps its text areas in this tab until the server has accepted them.
// A draft goes away only when the page shows the same text or tells of a success; never by guessing.
(() => {
  "use strict";
  const PREFIX = "draft:";
  const areas = (form) => [...form.querySelectorAll("textarea[name]")];
  const read = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  };
  const write = (key, draft) => {
    try {
      sessionStorage.setItem(PREFIX + key, JSON.stringify(draft));
    } catch {
      // A full or forbidden store costs only the draft.
    }
  };
  const drop = (key) => sessionStorage.removeItem(PREFIX + key);

  const texts = (form) => Object.fromEntries(areas(form).map((area) => [area.name, area.value]));
  const changed = (form) => areas(form).some((area) => area.value !== area.defaultValue);

  const offer = (form, key, draft) => {
    const box = document.createElement("div");
    box.className = "notice warn";
    const words = document.createElement("p");
    words.textContent = `Có bản ghi dở lúc ${draft.at}, chưa gửi được.`;
    const acts = document.createElement("div");
    acts.className = "acts";
    const button = (label, act) => {
      const one = document.createElement("button");
      one.type = "button";
      one.className = "btn small";
      one.textContent = label;
      one.addEventListener("click", () => {
        act();
        box.remove();
      });
      acts.append(one);
    };
    button("Lấy lại", () => {
      for (const area of areas(form)) {
        if (area.name in draft.texts) area.value = draft.texts[area.name];
      }
    });
    button("Bỏ bản ghi dở", () => drop(key));
    const inside = document.createElement("div");
    inside.append(words, acts);
    box.append(inside);
    form.prepend(box);
  };

  const start = () => {
    const accepted = document.querySelector('.message[data-level="success"]');
    if (accepted) {
      for (const name of Object.keys(sessionStorage)) {
        if (!name.startsWith(PREFIX)) continue;
        const key = name.slice(PREFIX.length);
        if (read(key)?.sent) drop(key);
      }
    }
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const key = form.dataset.draft;
      const draft = read(key);
      if (!draft) continue;
      const same = areas(form).every((area) => (draft.texts[area.name] ?? area.value) === area.value);
      if (same) drop(key);
      else offer(form, key, draft);
    }
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form || !event.target.matches("textarea")) return;
    const at = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    if (changed(form)) write(form.dataset.draft, { texts: texts(form), at, sent: false });
    else drop(form.dataset.draft);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-forget]")) sessionStorage.clear();
    if (!form.matches("form[data-draft]")) return;
    const draft = read(form.dataset.draft);
    if (draft) write(form.dataset.draft, { ...draft, sent: true });
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
