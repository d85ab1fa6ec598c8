// A vote as it is judged on the device: base, threshold, attempt, what follows from a failure.
import { BALLOTS, mustRefer, mustReport, needed, passes, percent, voteBase } from "./counting.js";
import { must } from "./forms.js";

export const awaits = (vote) => BALLOTS.includes(vote.method) && !vote.confirmed;
export const carried = (vote) => vote.passed && !awaits(vote);
export const recusedOf = (vote) => (vote.recused || []).map((one) => one.person);
const baseOf = (state, vote) => voteBase(state.people, recusedOf(vote), state.vote_rules.recused_count);
const thresholdOf = (state, matter) => state.thresholds.find((one) => one.matter === matter);

// As the server will judge it; its verdict is the last one.
export const judged = (state, vote) => {
  const base = baseOf(state, vote).count;
  const threshold = thresholdOf(state, vote.matter);
  const earlier = [...state.votes, ...state.failed].find((one) => one.id === vote.follows);
  const attempt = earlier ? (earlier.attempt || 1) + 1 : 1;
  const passed = Boolean(threshold) && passes(threshold, vote.votes_for, base);
  return { base, passed, attempt, must_report: mustReport(state.vote_rules, vote.matter, passed),
    must_refer: Boolean(threshold) && mustRefer(state.vote_rules, threshold, passed, attempt) };
};

export const TOTALS = ["votes_for", "votes_against", "abstentions"];
export const mustFit = (state, said) => {
  const { present } = baseOf(state, said);
  for (const name of TOTALS) must(said[name] !== null && said[name] >= 0, "Đồng chí ghi đủ ba con số.");
  const cast = TOTALS.reduce((sum, name) => sum + said[name], said.invalid || 0);
  must(cast <= present, `Tổng số phiếu (${cast}) nhiều hơn số đảng viên có mặt được biểu quyết (${present}); đồng chí kiểm lại.`);
};

// The result in the words of the minutes.
export const resultWords = (state, vote) => {
  const threshold = thresholdOf(state, vote.matter);
  const spoilt = vote.invalid ? `, ${vote.invalid} phiếu không hợp lệ` : "";
  const ratio = threshold ? `; ${vote.passed ? "đạt" : "không đạt"} tỷ lệ ${threshold.words} (cần ít nhất ${needed(threshold, vote.base)})` : "";
  return `${vote.votes_for}/${vote.base} tán thành (${percent(vote.votes_for, vote.base)}), ${vote.votes_against} không tán thành, ${vote.abstentions} không có ý kiến${spoilt}${ratio}.`;
};
