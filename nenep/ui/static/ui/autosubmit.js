// data-autosubmit on a GET form: a changed choice sends it. Typing waits for Enter.
(() => {
  "use strict";
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (!form) return;
    const typed = event.target.matches("textarea, input:not([type=checkbox], [type=radio])");
    if (!typed) form.requestSubmit();
  });
})();
