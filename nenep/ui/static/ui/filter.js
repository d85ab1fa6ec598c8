// <input type="search" data-filter="#list"> hides the children that do not hold the words.
// "dak may" finds "Đăk Mây": marks are taken off and đ is d, as people type on a phone.
(() => {
  "use strict";
  const fold = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[đĐ]/g, "d")
      .replace(/[’']/g, "")
      .toLowerCase()
      .replace(/\s+/g, " ")
      .trim();

  const known = new WeakMap();
  const folded = (item) => {
    if (!known.has(item)) known.set(item, fold(item.dataset.filterText || item.textContent));
    return known.get(item);
  };

  const apply = (box) => {
    const list = document.querySelector(box.dataset.filter);
    if (!list) return;
    const words = fold(box.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const item of list.children) {
      const held = words.every((word) => folded(item).includes(word));
      item.hidden = !held;
      if (held) shown += 1;
    }
    const count = box.dataset.filterCount && document.querySelector(box.dataset.filterCount);
    if (count) count.textContent = words.length ? `${shown}/${list.children.length}` : "";
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-filter]")) apply(event.target);
  });
  // Enter would send the surrounding form: here it only means "done typing".
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-filter]")) event.preventDefault();
  });
  window.addEventListener("pageshow", () => {
    for (const box of document.querySelectorAll("[data-filter]")) if (box.value) apply(box);
  });
})();
