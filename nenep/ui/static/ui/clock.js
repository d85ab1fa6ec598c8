// The meeting clock. The server's time is the time: the device only counts the seconds since.
(() => {
  "use strict";
  const MINUTE = 60000;
  const time = new Intl.DateTimeFormat("vi-VN", {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    timeZone: "Asia/Ho_Chi_Minh",
  });
  // When this clock was first seen: a part swapped in later brings its own data-now.
  const seen = new WeakMap();

  const tick = (clock) => {
    if (!seen.has(clock)) seen.set(clock, performance.now());
    const now = Date.parse(clock.dataset.now) + (performance.now() - seen.get(clock));
    const planned = Number(clock.dataset.planned);
    const spent = Math.max(0, Math.floor((now - Date.parse(clock.dataset.started)) / MINUTE));
    const left = clock.querySelector("[data-clock-left]");
    const over = spent > planned;
    const words = over ? left.dataset.over : left.dataset.left;
    clock.querySelector("[data-clock-time]").textContent = time.format(now);
    left.textContent = words.replace("{n}", String(over ? spent - planned : planned - spent));
    clock.querySelector("progress").value = Math.min(spent, planned);
    clock.classList.toggle("over", over);
  };

  const all = () => {
    for (const clock of document.querySelectorAll("[data-clock]")) tick(clock);
  };
  all();
  setInterval(all, 5000);
  document.addEventListener("visibilitychange", all);
})();
