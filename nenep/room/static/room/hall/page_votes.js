// Votes: who counts and how many are needed, before anybody raises a hand; then the totals.
import { back, button, card, h, notice, sure, tag } from "./draw.js";
import { needed, passes, percent, tally, voteBase } from "./counting.js";
import { say } from "./evening.js";
import { choice, form, line, must, segments, whole } from "./forms.js";
import { items } from "./page_opinions.js";
import { newId } from "./bytes.js";

// A ballot asks for two tellers who count apart: it is entered on the server's page.
const RAISED = ["hand", "card"];

export const judged = (state, vote) => {
  const base = voteBase(state.people);
  const threshold = state.thresholds.find((one) => one.matter === vote.matter);
  return { base: base.count, passed: Boolean(threshold) && passes(threshold, vote.votes_for, base.count) };
};

export const mustFit = (state, said) => {
  const { present } = voteBase(state.people);
  for (const name of ["votes_for", "votes_against", "abstentions"]) must(said[name] !== null && said[name] >= 0, "Đồng chí ghi đủ ba con số.");
  const cast = said.votes_for + said.votes_against + said.abstentions;
  must(cast <= present, `Tổng số phiếu (${cast}) nhiều hơn số đảng viên có mặt được biểu quyết (${present}); đồng chí kiểm lại.`);
};

export const totals = (now = {}) => ({
  votes_for: whole("Tán thành", now.votes_for ?? ""),
  votes_against: whole("Không tán thành", now.votes_against ?? 0),
  abstentions: whole("Không có ý kiến", now.abstentions ?? 0),
});

export const measure = (state) => {
  const base = voteBase(state.people);
  const names = Object.fromEntries(state.words.matters);
  const grouped = new Map();
  for (const one of state.thresholds) {
    const key = `${one.words}: cần ít nhất ${needed(one, base.count)}`;
    grouped.set(key, [...(grouped.get(key) || []), names[one.matter]]);
  }
  return card("Trước khi biểu quyết", h("dl", { class: "facts big" },
    h("div", {}, h("dt", {}, "Mẫu số"), h("dd", {}, base.count)), h("div", {}, h("dt", {}, "Có mặt, được biểu quyết"), h("dd", {}, base.present))),
    h("dl", { class: "pairs" }, [...grouped].map(([words, matters]) => h("div", {}, h("dt", {}, matters.join("; ")), h("dd", {}, words)))),
    state.threshold_basis ? h("p", { class: "basis" }, state.threshold_basis)
      : notice("Chưa biết quy định về tỷ lệ biểu quyết của ngày này", "Kết quả ghi được; máy chủ sẽ hỏi lại khi gửi."));
};

export const votesPage = async (evening, go, asked) => {
  const { state, vault } = evening;
  const known = state.votes.find((one) => one.id === asked);
  const now = known || { matter: "ordinary", method: "hand", item: asked || "", question: "" };
  const open = state.words.methods.filter(([key]) => RAISED.includes(key));
  const fields = {
    question: line("Nội dung biểu quyết", now.question),
    matter: choice("Loại việc", state.words.matters, now.matter),
    method: segments("Hình thức", open, now.method),
    ...totals(now),
    item: choice("Thuộc mục", [["", "Không gắn với mục nào"], ...items(state)], now.item),
  };
  const row = (vote) => h("li", { class: "row" }, h("div", { class: "what" }, h("b", {}, vote.question),
    h("span", { class: "meta" }, `${vote.votes_for}/${vote.base} tán thành (${percent(vote.votes_for, vote.base)}), ${vote.votes_against} không tán thành, ${vote.abstentions} không có ý kiến`)),
    tag(vote.passed ? "đạt" : "không đạt", vote.passed ? "good" : "bad"), h("div", { class: "acts" },
      RAISED.includes(vote.method) && h("a", { class: "btn small quiet", href: `#${vault.mandate}/votes/${vote.id}` }, "Sửa"),
      button("Bỏ", async () => {
        if (!(await sure("Bỏ lần biểu quyết này?", "Bỏ"))) return;
        await say(evening, "vote_off", { id: vote.id });
        go("votes");
      }, "small quiet")));
  return [back(`#${vault.mandate}/room`, known ? "Sửa kết quả biểu quyết" : "Biểu quyết"),
    tally(state.people).unmarked > 0 && notice("Chưa điểm danh xong", "Số người được biểu quyết tính từ điểm danh; đồng chí điểm danh trước."),
    measure(state), h("p", { class: "small muted" }, "Phiếu kín, phiếu giấy cần hai người kiểm phiếu: ghi trên trang cuộc họp khi có mạng."),
    form(fields, "Ghi kết quả", async (said) => {
      must(said.question, "Đồng chí ghi nội dung biểu quyết.");
      mustFit(state, said);
      await say(evening, "vote", { id: known ? known.id : newId(), ...said, ...judged(state, said) });
      go("votes", "", "Đã ghi kết quả biểu quyết.");
    }),
    h("section", { class: "stack tight" }, h("h2", {}, "Đã biểu quyết"), state.votes.length
      ? h("ul", { class: "rows card" }, state.votes.map(row)) : h("p", { class: "muted" }, "Chưa có lần biểu quyết nào."))];
};
