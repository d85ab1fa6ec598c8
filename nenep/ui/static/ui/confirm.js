// data-confirm="…" on a form or a button asks first. Without scripts the form is simply sent.
(() => {
  "use strict";
  const agreed = new WeakSet();

  const make = (name, text, kind) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };

  const ask = (asking, onYes) => {
    const dialog = make("dialog");
    const words = make("p", asking.dataset.confirm);
    words.id = "confirm-words";
    dialog.setAttribute("aria-labelledby", words.id);
    const acts = make("div", "", "acts");
    const no = make("button", "Thôi", "btn");
    const yes = make("button", asking.dataset.confirmAction || "Đồng ý", "btn primary");
    no.type = yes.type = "button";
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => {
      dialog.close();
      onYes();
    });
    dialog.addEventListener("close", () => dialog.remove());
    acts.append(no, yes);
    dialog.append(words, acts);
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  };

  // Capture: before htmx and before any other listener sees the submission.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const button = event.submitter;
      const asking = [button, form].find((one) => one && one.dataset.confirm);
      if (!asking || typeof HTMLDialogElement === "undefined") return;
      if (agreed.delete(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(asking, () => {
        agreed.add(form);
        form.requestSubmit(button || undefined);
      });
    },
    true,
  );
})();
