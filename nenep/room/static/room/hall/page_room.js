// The running order: the clock, the open item, what comes after.
import { card, h, icon, link } from "./draw.js";
import { tally } from "./counting.js";
import { newId } from "./bytes.js";
import { say } from "./evening.js";
import { form, line, must, whole } from "./forms.js";
import { largeType } from "./look.js";
import { all } from "./store.js";
import { openItem } from "./page_item.js";
import { openingPage } from "./page_opening.js";

// More settled items than this fold into one line, so that the open item stands near the top.
const SHOWN_BEHIND = 2;
const leading = (items, settled, current) => {
  const at = items.findIndex((item) => !settled(item) || item === current);
  return at < 0 ? items.length : at;
};

export const roomPage = async (evening, go, asked) => {
  const { state, vault } = evening;
  if (!state.meeting.milestones.opened) return openingPage(evening, go);
  const closed = Boolean(state.meeting.milestones.closed);
  const due = state.items.filter((item) => !item.later);
  const settled = (item) => item.done || item.skipped;
  const current = state.items.find((item) => item.id === asked) || (closed ? null : due.find((item) => !settled(item)));
  const rows = [];
  for (const [at, item] of state.items.entries()) {
    rows.push(item === current ? await openItem(evening, go, item, at + 1) : itemRow(vault, item, at + 1));
  }
  const done = due.every(settled);
  const behind = current ? leading(state.items, settled, current) : 0;
  const folded = behind > SHOWN_BEHIND && h("li", { class: "row done" }, h("span", { class: "n" }, icon("check")),
    h("details", { class: "what folded" }, h("summary", {}, `Đã xong ${behind} mục`), h("ol", { class: "rows agenda" }, rows.splice(0, behind))));
  const papers = (await all("papers")).filter((one) => one.mandate === vault.mandate).length;
  return [rollCard(evening), quiet(state), h("ol", { class: "rows agenda card" }, folded, rows),
    !closed && adding(evening, go),
    done && !closed && card("Đã xong phần thảo luận", h("p", { class: "muted" }, "Chủ trì kết luận, giao việc có thời hạn; sau đó chấm điểm và đọc biên bản."),
      link(`#${vault.mandate}/end`, "Kết luận cuộc họp", "btn primary")),
    closed && card("Phần thảo luận đã kết thúc", h("div", { class: "acts" },
      link(`#${vault.mandate}/score`, "Chấm điểm", state.score && !state.score.confirmed ? "btn primary" : "btn"),
      link(`#${vault.mandate}/minutes`, "Đọc, thông qua biên bản", "btn"), link(`#${vault.mandate}/queue`, "Gửi về, hoặc lưu ra tệp", "btn quiet")),
      h("p", { class: "small muted" }, "Có trình duyệt tự xóa dữ liệu sau một tuần không mở: lưu ra tệp nếu lâu mới có mạng.")),
    h("p", { class: "acts" }, papers > 0 && link(`#${vault.mandate}/papers`, `Tài liệu mang theo (${papers})`, ""),
      link(`#${vault.mandate}/criticism`, "Ghi riêng trong chi bộ", ""), link(`#${vault.mandate}/opening`, "Sửa chủ trì, thư ký, giờ bắt đầu", ""), largeType())];
};

// Only on the device of the one who chairs, while the meeting sits; kept and counted nowhere.
const quiet = ({ me, meeting, people, opinions }) => {
  if (!me || me !== meeting.chair || meeting.milestones.closed) return null;
  const spoke = new Set(opinions.map((one) => one.person));
  const silent = people.filter((one) => one.mark === "present" && one.id !== me && !spoke.has(one.id));
  return h("details", { class: "card pad no-print" }, h("summary", {}, "Ai chưa phát biểu"),
    silent.length ? h("ul", { class: "plain" }, silent.map((one) => h("li", {}, one.name))) : h("p", { class: "muted" }, "Ai có mặt cũng đã phát biểu."),
    h("p", { class: "small muted" }, "Chỉ chủ trì thấy, để mời phát biểu. Không lưu, không đếm, không vào văn bản."));
};

const adding = (evening, go) => h("details", { class: "quiet-details" }, h("summary", {}, "Thêm một mục"), h("div", { class: "card pad" },
  form({ title: line("Nội dung"), minutes: whole("Số phút", 10) }, "Thêm vào chương trình", async (said) => {
    must(said.title, "Đồng chí ghi tên mục.");
    must(said.minutes !== null && said.minutes <= 240, "Số phút từ 0 đến 240.");
    await say(evening, "item", { id: newId(), ...said });
    go("room", "", "Đã thêm vào chương trình.");
  }, "")));

const rollCard = (evening) => {
  const count = tally(evening.state.people);
  const to = `#${evening.vault.mandate}/roll`;
  if (count.unmarked) {
    return h("section", { class: "card quick-facts" }, h("p", {}, h("b", {}, "Chưa điểm danh xong"), h("br"),
      h("span", { class: "small muted" }, `${count.due} đồng chí phải dự`)), link(to, "Điểm danh", "btn primary"));
  }
  const facts = [["Có mặt", count.present, `/${count.due}`], ["Có lý do", count.excused, ""],
    count.unexcused ? ["Không lý do", count.unexcused, ""] : ["Miễn SH", count.exempt, ""]];
  return h("section", { class: "card quick-facts" }, h("dl", { class: "facts big" }, facts.map(([name, value, of]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value, of && h("span", { class: "of" }, of))))), link(to, "Điểm danh"));
};

const itemRow = (vault, item, number) => {
  const finished = item.done || item.skipped;
  return h("li", { class: finished ? "row done" : "row" }, h("span", { class: "n" }, item.done ? icon("check") : number),
    h("div", { class: "what" }, h("a", { href: `#${vault.mandate}/room/${item.id}` }, item.title),
      item.skipped && h("span", { class: "meta" }, `Không làm: ${item.skipped}`),
      item.later && h("span", { class: "meta" }, "sau khi kết luận")),
    h("span", { class: "time" }, `${item.spent ?? item.minutes} ph`));
};
