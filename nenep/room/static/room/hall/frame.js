// What stands around every page of the room: the head that tells, the bar under the thumb, and what
// is said when nothing could be drawn.
import { h, icon, notice } from "./draw.js";
import { vnDate } from "./counting.js";
import { clockOf } from "./evening.js";
import { waiting } from "./post.js";

const BAR = [["opinions", "Ý kiến", "comment"], ["votes", "Biểu quyết", "hand"], ["tasks", "Giao việc", "tasks"], ["end", "Kết thúc", "right"]];

export const head = async (evening, reached) => {
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

export const bar = (evening, page) => h("div", { class: "bottom no-print" }, h("nav", { class: "bottom-bar", "aria-label": "Việc trong cuộc họp" }, BAR.map(([name, label, drawn]) =>
  h("a", { href: `#${evening.vault.mandate}/${name}`, "aria-current": page === name ? "page" : null }, icon(drawn), h("span", {}, label)))));

export const broken = (wrong) => {
  const full = wrong && /quota/i.test(`${wrong.name}${wrong.message}`);
  if (full) return notice("Máy đã đầy", "Nội dung vừa bấm chưa ghi được; nội dung trước đó còn nguyên. Xóa bớt ảnh hoặc ứng dụng, rồi mở lại trang này.", "bad");
  return notice("Phòng họp chưa mở được trên trình duyệt này", "Có thể trình duyệt chặn lưu trữ, đang ở chế độ riêng tư, hoặc quá cũ. Nội dung đã ghi không bị xóa. Thử mở lại, hoặc dùng trình duyệt khác.", "bad");
};
