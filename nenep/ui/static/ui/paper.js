// A button that prints the page it stands on: on a telephone the browser hides its own.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
