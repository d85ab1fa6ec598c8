// The room without a network: which page is shown, what the head tells, when things are sent.
import { h, icon, notice } from "./draw.js";
import { vnDate } from "./counting.js";
import { clockOf, refold } from "./evening.js";
import { homePage, warningsOf } from "./page_home.js";
import { keepSending, nudge, revoked, waiting } from "./post.js";
import { all, forgetReadable } from "./store.js";

// Fetched once the door is drawn: over a slow line the PIN can be typed while they come.
const PAGES = {
  room: async () => (await import("./page_room.js")).roomPage,
  opening: async () => (await import("./page_opening.js")).openingPage,
  roll: async () => (await import("./page_roll.js")).rollPage,
  opinions: async () => (await import("./page_opinions.js")).opinionsPage,
  votes: async () => (await import("./page_votes.js")).votesPage,
  tasks: async () => (await import("./page_tasks.js")).tasksPage,
  end: async () => (await import("./page_end.js")).endPage,
  score: async () => (await import("./page_score.js")).scorePage,
  criticism: async () => (await import("./page_criticism.js")).criticismPage,
  papers: async () => (await import("./page_papers.js")).papersPage,
  amend: async () => (await import("./page_amend.js")).amendPage,
  minutes: async () => (await import("./page_minutes.js")).minutesPage,
  queue: async () => (await import("./page_queue.js")).queuePage,
};
const BAR = [["opinions", "Ý kiến", "comment"], ["votes", "Biểu quyết", "hand"], ["tasks", "Giao việc", "tasks"], ["end", "Kết thúc", "right"]];
const place = document.getElementById("hall");
let evening = null;
let reached = null;

const go = (page, asked = "", told = "") => {
  evening.told = told;
  nudge();
  const to = `#${evening.vault.mandate}/${page}${asked ? `/${asked}` : ""}`;
  if (location.hash === to) return draw();
  location.hash = to;
  return null;
};

const draw = async () => {
  const [mandate, page, asked] = location.hash.slice(1).split("/");
  try {
    if (!evening || evening.vault.mandate !== mandate) return await drawHome();
    const opened = evening.state.meeting.milestones.opened || page === "queue";
    const drawn = await (opened ? PAGES[page] || PAGES.room : PAGES.opening)();
    const made = await drawn(evening, go, asked);
    place.className = opened ? "desk" : "";
    place.replaceChildren(await head(), h("main", { class: `page on-${PAGES[page] ? page : "room"}`, id: "content", tabindex: "-1" }, done(), [made].flat(3).filter(Boolean)), opened ? bar(page) : "");
    const now = document.getElementById("now");
    if (now) now.scrollIntoView({ block: "nearest" });
    else window.scrollTo(0, 0);
  } catch (wrong) {
    place.replaceChildren(h("main", { class: "page" }, broken(wrong)));
  }
  return null;
};

const done = () => {
  const { told } = evening;
  evening.told = "";
  return told ? h("p", { class: "message success", role: "status" }, icon("check"), h("span", {}, told)) : "";
};

const typing = () => [...place.querySelectorAll("input")].some((field) => field.value || field === document.activeElement);

// After a sending the home page is drawn anew, but never under the hand of who types the PIN: asked
// again at the last moment, for the drawing itself takes a while.
const drawHome = async (afterSent = false) => {
  evening = null;
  await forgetExpired();
  const enter = (opened) => {
    evening = opened;
    go("room");
  };
  const made = await homePage(enter, draw, await warningsOf(await all("vaults")));
  if (afterSent && typing()) return;
  place.className = "";
  place.replaceChildren(h("main", { class: "page narrow" }, made.flat(3).filter(Boolean)));
};

const forgetExpired = async () => {
  for (const vault of await all("vaults")) {
    if (Date.parse(vault.until) < Date.now() + vault.ahead) await forgetReadable(vault.mandate);
  }
};

const head = async () => {
  const { meeting } = evening.state;
  const waits = (await waiting()).length;
  const told = waits ? `${reached === false ? "Ngoại tuyến · " : ""}${waits} việc chờ gửi` : "đã gửi hết";
  const clock = clockOf(evening);
  return h("header", { class: "room-head no-print" },
    h("div", { class: "split" }, h("h1", { class: "eyebrow" }, `${meeting.unit} · tháng ${Number(meeting.planned_on.slice(5, 7))}`),
      h("a", { class: `tag ${waits ? "warn" : "good"}`, href: `#${evening.vault.mandate}/queue` }, told)),
    meeting.declared && h("p", { class: "small muted" }, `Nhập lại từ giấy · họp ngày ${vnDate(meeting.held_on)}`),
    clock && h("div", {}, h("div", { class: "split" }, h("p", { class: "clock" }, clock.time, h("span", { class: "muted small" },
      clock.left >= 0 ? ` còn ${clock.left} phút` : ` quá ${-clock.left} phút`)), h("span", { class: "small muted" }, `bắt đầu ${meeting.started_at}`)),
    h("progress", { max: "100", value: String(clock.share), "aria-label": "Thời gian đã dùng" })));
};

const bar = (page) => h("div", { class: "bottom no-print" }, h("nav", { class: "bottom-bar", "aria-label": "Việc trong cuộc họp" }, BAR.map(([name, label, drawn]) =>
  h("a", { href: `#${evening.vault.mandate}/${name}`, "aria-current": page === name ? "page" : null }, icon(drawn), h("span", {}, label)))));

const broken = (wrong) => {
  const full = wrong && /quota/i.test(`${wrong.name}${wrong.message}`);
  if (full) return notice("Máy đã đầy", "Nội dung vừa bấm chưa ghi được; nội dung trước đó còn nguyên. Xóa bớt ảnh hoặc ứng dụng, rồi mở lại trang này.", "bad");
  return notice("Phòng họp chưa mở được trên trình duyệt này", "Có thể trình duyệt chặn lưu trữ, đang ở chế độ riêng tư, hoặc quá cũ. Nội dung đã ghi không bị xóa. Thử mở lại, hoặc dùng trình duyệt khác.", "bad");
};

const afterSending = async (seen) => {
  reached = seen.reached;
  if (await revoked()) {
    evening = null;
    return draw();
  }
  if (!evening) return seen.sent ? drawHome(true) : null;
  if (seen.sent) await refold(evening);
  if (seen.reached && (seen.sent || Date.now() - renewed > AT_LEAST) && (await renewedNow()) === "ended") {
    await forgetReadable(evening.vault.mandate);
    evening = null;
    return draw();
  }
  const old = place.querySelector(".room-head");
  if (old) old.replaceWith(await head());
  return null;
};

// Only what stands on paper so far is fetched anew; what is being typed stays under the hand.
const AT_LEAST = 2 * 60 * 1000;
let renewed = 0;
const renewedNow = async () => {
  renewed = Date.now();
  const { renew } = await import("./renew.js");
  return evening ? renew(evening).catch(() => false) : false;
};

window.addEventListener("hashchange", draw);
setInterval(async () => {
  const old = evening && document.visibilityState === "visible" && place.querySelector(".room-head");
  if (old) old.replaceWith(await head());
}, 20000);
// Everything else after the first sight of the page: a newer program is asked for last, so that no
// page of it meets scripts of the one before.
const settle = async () => {
  await Promise.all(Object.values(PAGES).map((page) => page().catch(() => null)));
  if ("serviceWorker" in navigator) await navigator.serviceWorker.register("/room/worker.js").catch(() => null);
};
draw().then(() => keepSending(afterSending)).then(() => setTimeout(settle));
