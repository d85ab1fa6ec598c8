// Opening the evening, and correcting how it was opened.
import { h, notice } from "./draw.js";
import { vnDate } from "./counting.js";
import { say, timeOfDay, today } from "./evening.js";
import { check, choice, day, form, hour, must } from "./forms.js";
import { fingerprint } from "./bytes.js";

export const openingPage = async (evening, go) => {
  const { meeting, people } = evening.state;
  const chairs = people.filter((one) => one.votes !== "never").map((one) => [one.id, one.name]);
  const writers = people.filter((one) => one.standing !== "suspended").map((one) => [one.id, one.name]);
  const fields = {
    on: day("Ngày họp", meeting.held_on || today(evening)),
    at: hour("Giờ bắt đầu", meeting.started_at || timeOfDay(evening)),
    chair: choice("Chủ trì", [["", "Chọn người chủ trì"], ...chairs], meeting.chair),
    secretary: choice("Thư ký cuộc họp", [["", "Chọn thư ký"], ...writers], meeting.secretary),
  };
  const late = meeting.held_on === "" && meeting.planned_on < today(evening);
  fields.declared = check("Nhập lại từ giấy: buổi này đã họp và ghi trên giấy", meeting.declared || late);
  fields.declared.hidden = Boolean(meeting.milestones.opened);
  const opened = Boolean(meeting.milestones.opened);
  const was = opened ? `${meeting.held_on} ${meeting.started_at} ${meeting.chair} ${meeting.secretary}` : "";
  if (!people.length) return notice("Chưa có danh sách", "Chi bộ chưa có đảng viên nào vào ngày này.");
  return h("div", { class: "stack" }, h("h1", {}, opened ? "Sửa thông tin mở họp" : "Mở cuộc họp"),
    h("p", { class: "muted" }, `Dự kiến ${meeting.planned_at} ngày ${vnDate(meeting.planned_on)} · ${meeting.place}. Giờ bây giờ: ${timeOfDay(evening)} ngày ${vnDate(today(evening))}.`),
    form(fields, opened ? "Lưu" : "Mở cuộc họp", async (said) => {
      must(said.on && said.at, "Ghi ngày như 03/11/2026 và giờ như 19:00.");
      must(said.on <= today(evening), "Ngày họp chưa đến; đồng chí kiểm lại ngày, hoặc đồng hồ của máy.");
      must(said.chair && said.secretary, "Đồng chí chọn người chủ trì và thư ký.");
      await say(evening, "open", { ...said, base: await fingerprint(was) });
      go(opened ? "room" : "roll");
    }));
};
