// The second teller counts without seeing the first count; a ballot stands when both agree.
import { h } from "./draw.js";
import { say } from "./evening.js";
import { choice, form, must, whole } from "./forms.js";

const COUNT = ["votes_for", "votes_against", "abstentions", "invalid"];

export const recounting = (evening, go, vote) => {
  const out = (vote.recused || []).map((one) => one.person);
  const here = evening.state.people.filter((one) => one.mark === "present" && !out.includes(one.id)).map((one) => [one.id, one.name]);
  const people = [["", "Chưa chọn"], ...here];
  const fields = {
    teller: choice("Người kiểm phiếu thứ nhất", people, vote.teller),
    second_teller: choice("Người kiểm phiếu thứ hai", people),
    votes_for: whole("Tán thành", ""),
    votes_against: whole("Không tán thành", ""),
    abstentions: whole("Không có ý kiến", ""),
    invalid: whole("Phiếu không hợp lệ", ""),
  };
  return h("details", { class: "quiet-details" }, h("summary", {}, "Người kiểm phiếu thứ hai đếm lại", h("span", { class: "vh" }, ` ${vote.question}`)),
    form(fields, "Xác nhận kết quả", async (said) => {
      must(said.teller && said.second_teller, "Đồng chí chọn hai người kiểm phiếu.");
      must(said.teller !== said.second_teller, "Hai người kiểm phiếu phải là hai người khác nhau.");
      must(COUNT.every((name) => said[name] !== null), "Đồng chí ghi đủ bốn con số.");
      must(COUNT.every((name) => said[name] === (vote[name] || 0)), "Hai người kiểm phiếu đếm khác nhau. Kết quả lần đầu được giữ, chưa xác nhận; hai đồng chí đếm lại, sai ở lần đầu thì sửa kết quả trước.");
      await say(evening, "recount", { vote: vote.id, ...said });
      go("votes", "", "Hai kết quả khớp nhau.");
    }, ""));
};
