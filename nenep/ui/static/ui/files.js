// A file box in the page's words: browsers write their own, in the language they were installed in.
// The input stays where it is, unseen above the words, so that keys, clicks and drops work as ever.
(() => {
  "use strict";
  const tell = (box, input) => {
    const names = [...input.files].map((file) => file.name);
    box.querySelector("[data-file-name]").textContent = names.join(", ") || box.dataset.none;
  };
  const dress = (box) => {
    const input = box.querySelector('input[type="file"]');
    if (!input) return;
    const words = document.createElement("span");
    words.className = "file-words";
    words.setAttribute("aria-hidden", "true");
    const button = document.createElement("span");
    button.className = "btn";
    button.textContent = box.dataset.choose;
    const name = document.createElement("span");
    name.dataset.fileName = "";
    words.append(button, name);
    box.classList.add("dressed");
    box.append(words);
    tell(box, input);
    input.addEventListener("change", () => tell(box, input));
  };
  for (const box of document.querySelectorAll("[data-choose]")) dress(box);
})();
