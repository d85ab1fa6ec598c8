// Tells what htmx could not do, beside the page as it was; marks that scripts run; one press, one send.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  const tell = (words) => {
    const place = document.getElementById("notices");
    if (!place) return;
    const line = document.createElement("p");
    line.className = "message error";
    line.setAttribute("role", "alert");
    line.dataset.level = "error";
    line.textContent = words;
    place.replaceChildren(line);
    line.scrollIntoView({ block: "center" });
  };

  // An answer that is not ours (a proxy's page, a stack trace) never replaces a part of the page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status < 400 || xhr.status === 422 || xhr.status === 409) return;
    if (xhr.getResponseHeader("HX-Retarget")) return;
    event.detail.shouldSwap = false;
    tell("Máy chủ chưa làm được việc này. Những gì đang ghi trên trang vẫn còn; xin thử lại sau một phút.");
  });
  document.addEventListener("htmx:sendError", () => {
    tell("Không nối được máy chủ. Những gì đang ghi trên trang vẫn còn; kiểm tra mạng rồi thử lại.");
  });
  document.addEventListener("htmx:timeout", () => {
    tell("Máy chủ trả lời quá lâu. Những gì đang ghi trên trang vẫn còn; xin thử lại.");
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]") || event.defaultPrevented) return;
    if (form.classList.contains("sending")) event.preventDefault();
    form.classList.add("sending");
  });
  // Back through the browser's cache: the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form.sending")) form.classList.remove("sending");
  });
})();
