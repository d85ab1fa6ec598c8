// Votes: who counts and how many are needed, before anybody raises a hand; then the totals.
import { back, button, card, h, icon, notice, sure, tag } from "./draw.js";
import { BALLOTS, needed, reveals, tally, voteBase } from "./counting.js";
import { fingerprint, newId } from "./bytes.js";
import { say } from "./evening.js";
import { choice, line, must, segments, several, whole } from "./forms.js";
import { nameOf } from "./page_item.js";
import { items } from "./page_opinions.js";
import { recounting } from "./page_tellers.js";
import { typedForm } from "./typed.js";
import { TOTALS, awaits, judged, mustFit, recusedOf, resultWords } from "./voting.js";

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

export const resultTag = (vote) => (awaits(vote) ? tag("chờ kiểm phiếu lại", "warn") : tag(vote.passed ? "đạt" : "không đạt", vote.passed ? "good" : "bad"));

export const votesPage = async (evening, go, asked) => {
  const { state, vault } = evening;
  const known = state.votes.find((one) => one.id === asked);
  const { fields, fit, aside } = boxes(state, known || { matter: "ordinary", method: "hand", item: asked || "", question: "" });
  fit();
  const upon = await fingerprint(known ? countOf(known) : "");
  return [back(`#${vault.mandate}/room`, known ? "Sửa kết quả biểu quyết" : "Biểu quyết"),
    tally(state.people).unmarked > 0 && notice("Chưa điểm danh xong", "Số người được biểu quyết tính từ điểm danh; đồng chí điểm danh trước."),
    measure(state),
    await typedForm(evening, `vote/${known ? known.id : ""}`, fields, "Ghi kết quả", async (said) => {
      const vote = wholeVote(said);
      must(vote.question, "Đồng chí ghi nội dung biểu quyết.");
      must(!vote.recused.length || vote.recused[0].reason, "Đồng chí ghi vì sao người ấy không biểu quyết.");
      must(!recusedOf(vote).includes(vote.teller), "Người kiểm phiếu không thể là người liên quan.");
      mustFit(state, vote);
      await say(evening, "vote", { id: known ? known.id : newId(), ...vote, upon, confirmed: false, ...judged(state, vote) });
      go("votes", "", "Đã ghi kết quả biểu quyết.");
    }, aside, fit),
    h("section", { class: "stack tight" }, h("h2", {}, "Đã biểu quyết"), state.votes.length
      ? h("ul", { class: "rows card" }, state.votes.map((vote) => row(evening, go, vote))) : h("p", { class: "muted" }, "Chưa có lần biểu quyết nào."))];
};

const countOf = (vote) => [...TOTALS, "invalid"].map((name) => vote[name] || 0).join(" ");

const boxes = (state, now) => {
  const here = state.people.filter((one) => one.mark === "present").map((one) => [one.id, one.name]);
  const everybody = state.people.filter((one) => one.name).map((one) => [one.id, one.name]);
  const repeated = new Set(state.votes.filter((one) => one.id !== now.id).map((one) => one.follows));
  const failed = [...state.failed, ...state.votes].filter((one) => !one.passed && one.matter !== "ordinary" && one.id !== now.id && !repeated.has(one.id));
  const out = now.recused || [];
  const fields = {
    question: line("Nội dung biểu quyết", now.question),
    matter: choice("Loại việc", state.words.matters, now.matter),
    method: segments("Hình thức", state.words.methods, now.method, () => fit()),
    ...totals(now),
    invalid: whole("Phiếu không hợp lệ", now.invalid || 0),
    teller: choice("Người kiểm phiếu thứ nhất", [["", "Chưa chọn"], ...here], now.teller),
    recused: several("Người liên quan, không biểu quyết", everybody, out.map((one) => one.person)),
    recused_reason: line("Lý do không biểu quyết", out.length ? out[0].reason : "", { maxlength: "200" }),
    follows: choice("Biểu quyết lại việc đã không đạt", [["", "Không"], ...failed.map((one) => [one.id, `${one.question} (lần ${one.attempt || 1})`])], now.follows),
    item: choice("Thuộc mục", [["", "Không gắn với mục nào"], ...items(state)], now.item),
  };
  const fit = () => {
    const ballot = BALLOTS.includes(fields.method.read());
    fields.invalid.hidden = fields.teller.hidden = !ballot;
    fields.follows.hidden = !failed.length;
  };
  const aside = h("details", { class: "quiet-details", open: out.length > 0 }, h("summary", {}, "Có người liên quan, không biểu quyết"),
    h("div", { class: "stack" }, fields.recused, fields.recused_reason));
  return { fields, fit, aside };
};

const wholeVote = (said) => {
  const ballot = BALLOTS.includes(said.method);
  const { recused_reason: reason, ...vote } = said;
  return { ...vote, invalid: ballot ? said.invalid || 0 : 0, teller: ballot ? said.teller : "", recused: said.recused.map((person) => ({ person, reason })) };
};

const row = (evening, go, vote) => {
  const { state, vault } = evening;
  const methods = Object.fromEntries(state.words.methods);
  const tellers = [vote.teller, vote.second_teller].filter(Boolean).map((id) => nameOf(state, id));
  const words = [`${resultWords(state, vote)} ${methods[vote.method] || ""}.`, vote.attempt > 1 && `Lần biểu quyết thứ ${vote.attempt} về việc này.`,
    tellers.length > 0 && `Kiểm phiếu: ${tellers.join(", ")}.`, recusedOf(vote).length > 0 && `Không biểu quyết vì liên quan: ${recusedOf(vote).map((id) => nameOf(state, id)).join(", ")}.`];
  return h("li", { class: "row" }, h("div", { class: "what" }, h("b", {}, vote.question), h("span", { class: "meta" }, words.filter(Boolean).join(" "))), resultTag(vote),
    followUp(evening, go, vote), !state.meeting.milestones.read_back && h("div", { class: "acts" },
      h("a", { class: "btn small quiet", href: `#${vault.mandate}/votes/${vote.id}` }, "Sửa"),
      !state.meeting.milestones.closed && button("Bỏ", async () => {
        if (!(await sure("Bỏ lần biểu quyết này?", "Bỏ"))) return;
        await say(evening, "vote_off", { id: vote.id });
        go("votes");
      }, "small quiet")));
};

const followUp = (evening, go, vote) => {
  const { state } = evening;
  const told = reveals(vote.method, vote.base, [...TOTALS, "invalid"].map((name) => vote[name] || 0));
  const { reported_basis: reported, attempts_basis: attempts } = state.vote_rules;
  return h("div", { class: "follow-up stack tight" },
    told && h("p", { class: "small" }, icon("alert"), " Kết quả này cho biết từng người đã bỏ phiếu thế nào (ai cũng như nhau, hoặc quá ít người). Đồng chí chủ trì cân nhắc khi công bố."),
    awaits(vote) && recounting(evening, go, vote),
    vote.must_refer ? notice(`Lần thứ ${vote.attempt} không đạt: báo cáo cấp ủy cấp trên quyết định`, attempts)
      : vote.must_report && notice("Không đạt tỷ lệ, vẫn báo cáo đầy đủ kết quả lên cấp ủy cấp trên", reported));
};
