// The room without a network: which page is shown, what the head tells, when things are sent.
import { h, icon } from "./draw.js";
import { refold } from "./evening.js";
import { bar, broken, head } from "./frame.js";
import { recallLook } from "./look.js";
import { homePage, warningsOf } from "./page_home.js";
import { keepSending, nudge, revoked } from "./post.js";
import { all, forgetReadable } from "./store.js";
import { PAGES } from "./ways.js";

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
    place.replaceChildren(await head(evening, reached), h("main", { class: `page on-${PAGES[page] ? page : "room"}`, id: "content", tabindex: "-1" }, done(), [made].flat(3).filter(Boolean)), opened ? bar(evening, page) : "");
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
  if (old) old.replaceWith(await head(evening, reached));
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
  if (old) old.replaceWith(await head(evening, reached));
}, 20000);
// Everything else after the first sight of the page: a newer program is asked for last, so that no
// page of it meets scripts of the one before.
const settle = async () => {
  await Promise.all(Object.values(PAGES).map((page) => page().catch(() => null)));
  if ("serviceWorker" in navigator) await navigator.serviceWorker.register("/room/worker.js").catch(() => null);
};
recallLook().catch(() => null).then(draw).then(() => keepSending(afterSending)).then(() => setTimeout(settle));
