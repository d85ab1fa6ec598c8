// A score sheet joined: what the facts propose, what people said, and what it adds up to.
import { MEASURES, factsOf } from "./scoring.js";

// Every line with what the facts propose and what people said of it.
export const sheetOf = (state) => {
  const facts = factsOf(state);
  const answers = Object.fromEntries(state.score.answers.map((one) => [one.code, one]));
  return state.score.criteria.map((criterion) => ({ ...criterion, lines: criterion.lines.map((line) => {
    const unused = line.applies === "thematic" && !facts.thematic;
    const found = unused ? { points: null, evidence: "Tháng này không có sinh hoạt chuyên đề." }
      : line.measure ? MEASURES[line.measure](line, facts) : { points: null, evidence: "" };
    const answer = answers[line.code] || {};
    const aside = unused || Boolean(answer.aside);
    const asked = !unused && !found.pending;
    const given = answer.points ?? null;
    const points = aside || found.pending ? null : given ?? found.points;
    return { ...line, proposed: aside ? null : found.points, evidence: found.evidence, pending: Boolean(found.pending), unused, aside, asked,
      points, reason: answer.reason || "", remedy: answer.remedy || "", open: asked && !aside && points === null, low: isLow(state.score, line, points) };
  }) }));
};

const isLow = (score, line, points) => {
  if (points === null || !score.remedy.length) return false;
  const check = line.measure && !line.steps.length;
  return (score.remedy_checks && check && !points) || points * score.remedy[1] < score.remedy[0] * line.max;
};

export const totalOf = (score, sheet) => {
  const lines = sheet.flatMap((criterion) => criterion.lines);
  const absent = lines.filter((line) => line.aside).reduce((sum, line) => sum + line.max, 0);
  const points = lines.reduce((sum, line) => sum + (line.points || 0), 0) + (score.policy === "full_marks" ? absent : 0);
  const possible = score.max - (score.policy === "normalise" ? absent : 0);
  const vetoes = score.vetoes.filter((veto) => lines.some((line) => line.code === veto.line && line.points !== null && line.points <= veto.points));
  const rank = (code) => score.bands.findIndex((band) => band.code === code);
  const reached = score.bands.findIndex((band) => points * 100 >= band.least * possible);
  return { points, possible, band: score.bands[Math.max(reached, ...vetoes.map((veto) => rank(veto.band)))], vetoes,
    pending: lines.filter((line) => line.pending).reduce((sum, line) => sum + line.max, 0) };
};
