// The score sheet from the facts of the evening: the rules of the server, on the form in the bundle.
// What the server finds when the evening arrives has the last word; a test holds both together.
import { minutesOf } from "./evening.js";
import { percent, tally } from "./counting.js";

const UNKNOWN = "Chưa có số liệu, đề nghị chi bộ cho điểm.";
const unknown = { points: null, evidence: UNKNOWN };

export const factsOf = (state) => {
  const { meeting, people, items, score } = state;
  const roll = tally(people);
  const here = new Set(people.filter((one) => one.due && one.mark === "present").map((one) => one.id));
  const speakers = new Set(state.opinions.map((one) => one.person).filter((id) => here.has(id)));
  const spent = items.filter((item) => score.ideology.includes(item.code) && item.spent !== null && item.spent !== undefined);
  const found = Object.fromEntries(state.carried.map((task) => [task.id, task.kind]));
  const due = [...score.work.done, ...score.work.late].filter((id) => !["dropped", "handed_on"].includes(found[id]));
  const done = due.filter((id) => found[id] === "done" || (score.work.done.includes(id) && !found[id]));
  const run = Math.max(0, ...people.filter((one) => one.due).map((one) => Math.max(one.runs[0], one.mark === "excused" ? one.runs[1] + 1 : 0)));
  return {
    ...score.facts, ...roll, members: people.length, speakers: speakers.size, run,
    minutes: meeting.started_at && meeting.ended_at ? minutesOf(meeting.ended_at) - minutesOf(meeting.started_at) : null,
    minutes_taken: Boolean(meeting.secretary) && items.some((item) => item.note),
    ideology_minutes: spent.length ? spent.reduce((sum, item) => sum + item.spent, 0) : null,
    tasks_due: due.length, tasks_done: done.length, concluded: Boolean(meeting.conclusion.trim()),
    adopted: meeting.milestones.adopted ? true : null,
  };
};

const passed = (line, held, evidence) => ({ points: held ? line.max : 0, evidence });
const stepped = (line, part, whole, evidence, unexcused = 0) => {
  for (const [test, bound, points] of line.steps) {
    const held = { at_least: part * 100 >= bound * whole, more_than: part * 100 > bound * whole,
      any_unexcused: unexcused > 0, otherwise: true }[test];
    if (held) return { points, evidence: `${evidence}.` };
  }
  return unknown;
};

export const MEASURES = {
  duration(line, facts) {
    const large = line.large[0] !== null && facts.members >= line.large[0] ? line.large[1] : null;
    const asked = [facts.least_minutes, large].filter((one) => one !== null);
    if (facts.minutes === null || !asked.length) return unknown;
    const required = Math.max(...asked);
    const short = required - facts.minutes;
    const said = `Họp ${facts.minutes} phút, yêu cầu ${required} phút${short > 0 ? `, thiếu ${short} phút` : ""}.`;
    for (const [test, bound, points] of line.steps) {
      const held = { short_at_most: short <= bound, at_least: facts.minutes * 100 >= bound * required, otherwise: true }[test];
      if (held) return { points, evidence: said };
    }
    return unknown;
  },
  attendance(line, facts) {
    if (!facts.due || facts.due !== facts.present + facts.excused + facts.unexcused) return unknown;
    const more = facts.unexcused ? `; ${facts.unexcused} vắng không lý do` : "";
    return stepped(line, facts.present, facts.due, `${facts.present}/${facts.due} đảng viên phải dự = ${percent(facts.present, facts.due)}${more}`, facts.unexcused);
  },
  excused_run: (line, facts) => passed(line, facts.run <= line.bound, `Vắng có lý do liên tiếp nhiều nhất trong năm: ${facts.run} kỳ.`),
  premeeting(line, facts) {
    if (!facts.has_committee) return passed(line, true, "Chi bộ không có chi ủy, chỉ có bí thư.");
    return facts.premeeting === null ? unknown : passed(line, facts.premeeting, facts.premeeting ? "Chi ủy đã họp trước, có biên bản." : "Chi ủy chưa có biên bản họp trước.");
  },
  notified(line, facts) {
    if (facts.members_notified === null || facts.superior_notified === null) return unknown;
    const told = [facts.members_notified && "đảng viên", facts.superior_notified && "cấp trên được phân công theo dõi"].filter(Boolean);
    return passed(line, told.length === 2, told.length ? `Đã thông báo cho ${told.join(" và ")}.` : "Chưa ghi nhận thông báo.");
  },
  papers_lead(line, facts) {
    if (facts.papers_lead_days === null) return passed(line, false, "Chưa ghi nhận việc gửi tài liệu trước buổi họp.");
    return passed(line, facts.papers_lead_days >= line.bound, `Tài liệu gửi trước ${facts.papers_lead_days} ngày.`);
  },
  speakers(line, facts) {
    if (!facts.present || facts.speakers > facts.present) return unknown;
    return stepped(line, facts.speakers, facts.present, `${facts.speakers}/${facts.present} đảng viên có mặt phát biểu = ${percent(facts.speakers, facts.present)}`);
  },
  minutes_taken: (line, facts) => passed(line, facts.minutes_taken, facts.minutes_taken ? "Đã ghi biên bản." : "Chưa ghi biên bản."),
  ideology_minutes(line, facts) {
    const spent = facts.ideology_minutes;
    if (spent === null || line.bound === null || line.upper === null) return unknown;
    return passed(line, line.bound <= spent && spent <= line.upper, `Dành ${spent} phút cho tư tưởng, tự phê bình và phê bình.`);
  },
  implementation(line, facts) {
    if (!facts.tasks_due) return { points: null, evidence: "Kỳ này không có nhiệm vụ đến hạn; đề nghị chi bộ cho điểm." };
    return stepped(line, facts.tasks_done, facts.tasks_due, `${facts.tasks_done}/${facts.tasks_due} nhiệm vụ đến hạn đã hoàn thành = ${percent(facts.tasks_done, facts.tasks_due)}`);
  },
  concluded: (line, facts) => passed(line, facts.concluded, facts.concluded ? "Chủ trì đã kết luận." : "Chưa ghi kết luận."),
  adopted: (line, facts) => (facts.adopted === null ? { points: null, evidence: "Chờ thông qua biên bản.", pending: true } : passed(line, facts.adopted, "Biên bản đã được thông qua.")),
  finalised: (line) => ({ points: null, evidence: `Chờ gửi văn bản trong ${line.bound} ngày sau buổi họp.`, pending: true }),
};
