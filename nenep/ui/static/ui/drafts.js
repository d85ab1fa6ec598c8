// data-draft="key" keeps a form's text areas (no names, no choices) on this device until the server has
// accepted them. A draft goes when the page shows the same text or tells of a success, at sign-out, after
// a week, and where somebody else signs in. On a shared device nothing outlives the tab; nor does data-draft-brief.
(() => {
  "use strict";
  const PREFIX = "draft:";
  const SHARED = "drafts-shared";
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const owner = document.documentElement.dataset.reader ?? "";

  const safely = (act, otherwise) => {
    try {
      return act();
    } catch {
      // A full or forbidden store costs only the draft.
      return otherwise;
    }
  };
  const stores = () => safely(() => [localStorage, sessionStorage], []);
  const shared = () => safely(() => localStorage.getItem(SHARED) === "1", true);
  const storeOf = (form) => ("draftBrief" in form.dataset || shared() ? sessionStorage : localStorage);

  const areas = (form) => [...form.querySelectorAll("textarea[name]")];
  const texts = (form) => Object.fromEntries(areas(form).map((area) => [area.name, area.value]));
  const changed = (form) => areas(form).some((area) => area.value !== area.defaultValue);

  const parsed = (store, name) => safely(() => JSON.parse(store.getItem(name)), null);
  const read = (form) => safely(() => parsed(storeOf(form), PREFIX + form.dataset.draft), null);
  const write = (form, draft) =>
    safely(() => storeOf(form).setItem(PREFIX + form.dataset.draft, JSON.stringify(draft)));
  const drop = (key) => {
    for (const store of stores()) safely(() => store.removeItem(PREFIX + key));
  };
  const each = (act) => {
    for (const store of stores()) {
      for (const name of safely(() => Object.keys(store), [])) {
        if (name.startsWith(PREFIX)) act(store, name);
      }
    }
  };
  const forget = () => each((store, name) => store.removeItem(name));

  // Whose draft it is goes with it, as a mark that tells nobody's name.
  const stale = (draft) => !draft || draft.owner !== owner || !(Date.now() - draft.when < WEEK);

  const offer = (form, draft) => {
    const key = form.dataset.draft;
    const box = document.createElement("div");
    box.className = "notice warn";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = `Bản nháp còn giữ trên máy này, gõ lúc ${draft.at}, chưa gửi được.`;
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
    button("Bỏ bản nháp", () => drop(key));
    if (!shared()) {
      button("Máy dùng chung, đừng giữ nháp", () => {
        forget();
        safely(() => localStorage.setItem(SHARED, "1"));
      });
    }
    const inside = document.createElement("div");
    inside.append(words, acts);
    box.append(inside);
    form.prepend(box);
  };

  const start = () => {
    const accepted = document.querySelector('.message[data-level="success"]');
    each((store, name) => {
      const draft = parsed(store, name);
      if (stale(draft) ? owner !== "" : accepted && draft.sent) store.removeItem(name);
    });
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const draft = read(form);
      if (!draft || stale(draft)) continue;
      const same = areas(form).every((area) => (draft.texts[area.name] ?? area.value) === area.value);
      if (same) drop(form.dataset.draft);
      else offer(form, draft);
    }
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form || !event.target.matches("textarea")) return;
    const now = new Date();
    const at = now.toLocaleString("vi-VN", { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });
    const draft = { texts: texts(form), at, when: now.getTime(), owner, sent: false };
    if (changed(form)) write(form, draft);
    else drop(form.dataset.draft);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-forget]")) forget();
    if (!form.matches("form[data-draft]")) return;
    const draft = read(form);
    if (draft) write(form, { ...draft, sent: true });
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
