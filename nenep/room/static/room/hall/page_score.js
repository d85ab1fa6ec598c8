// The score sheet in the hall: evidence computed, judgement asked, both confirmed by the cell.
import { back, h, notice, tag } from "./draw.js";
import { percent } from "./counting.js";
import { say } from "./evening.js";
import { check, choice, form, line as box, must, segments } from "./forms.js";
import { sheetOf, totalOf } from "./sheet.js";

const FEW = 6;

export const scorePage = async (evening, go) => {
  const { state, vault } = evening;
  const to = `#${vault.mandate}/room`;
  if (!state.score) return [back(to, "Chấm điểm"), notice("Chưa biết mẫu chấm điểm của ngày này", "Bỏ qua bước này; đọc và thông qua biên bản ngay.")];
  const sheet = sheetOf(state);
  const lines = sheet.flatMap((criterion) => criterion.lines).filter((line) => line.asked);
  const fields = Object.fromEntries(lines.map((line) => [line.code, fieldsOf(line)]));
  const total = totalOf(state.score, sheet);
  const early = !state.meeting.milestones.closed;
  const adopted = state.meeting.milestones.adopted;
  const save = async () => {
    const answers = lines.map((line) => answerOf(line, fields[line.code])).filter((answer, at) => differs(answer, lines[at]));
    for (const [at, line] of lines.entries()) mustBeSaid(line, answerOf(lines[at], fields[line.code]));
    if (answers.length) await say(evening, "score", { answers });
  };
  const confirm = async () => {
    await save();
    const now = sheetOf(state).flatMap((criterion) => criterion.lines);
    const open = now.filter((line) => line.open);
    const low = now.filter((line) => line.low && !line.remedy);
    must(!open.length, `Còn dòng chưa cho điểm: ${open.map((line) => line.code).join(", ")}. Điểm đã ghi được giữ.`);
    must(!low.length, `Dòng điểm thấp cần ghi biện pháp khắc phục: ${low.map((line) => line.code).join(", ")}. Điểm đã ghi được giữ.`);
    await say(evening, "confirm", { on: state.meeting.held_on });
    go("minutes");
  };
  return [back(to, state.score.title), h("div", { class: "card quick-facts" }, h("dl", { class: "facts big" },
    h("div", {}, h("dt", {}, "Điểm"), h("dd", {}, total.points, h("span", { class: "of" }, `/${total.possible}`))),
    h("div", {}, h("dt", {}, "Quy về 100"), h("dd", {}, percent(total.points, total.possible).replace("%", ""))),
    h("div", {}, h("dt", {}, "Mức"), h("dd", {}, total.band.title)))),
  total.pending > 0 && h("p", { class: "small muted" }, `Còn chờ kết quả: ${total.pending} điểm (thông qua biên bản, gửi văn bản). Máy chủ tính lại mọi dòng khi nhận được.`),
  early && notice("Cuộc họp chưa kết thúc", "Ghi điểm được, xác nhận sau khi kết thúc phần thảo luận."),
  sheet.map((criterion) => h("section", { class: "stack tight" }, h("h2", {}, criterion.title),
    h("ul", { class: "rows card" }, criterion.lines.map((line) => lineRow(line, fields[line.code]))))),
  !adopted && form({}, state.score.confirmed ? "Lưu điểm" : "Lưu và xác nhận điểm", early ? async () => { await save(); go("score"); } : confirm)];
};

const fieldsOf = (line) => {
  const options = [...line.allowed].sort((one, other) => other - one).map((points) => [String(points), String(points)]);
  const value = line.points === null ? "" : String(line.points);
  return {
    points: options.length <= FEW ? segments("Điểm", options, value) : choice("Điểm", [["", "chưa cho điểm"], ...options], value),
    reason: box("Lý do cho điểm khác số liệu, hoặc bớt điểm", line.reason, { maxlength: "500" }),
    remedy: box("Biện pháp khắc phục", line.remedy, { maxlength: "500", help: line.low && "Dòng điểm thấp nên cần ghi biện pháp." }),
    aside: line.proposed === null && line.points === null ? check("Không áp dụng trong tháng này", line.aside) : null,
  };
};

const lineRow = (line, fields) => h("li", { class: "row score-line" },
  h("div", { class: "what" }, line.title, h("span", { class: "meta" }, line.evidence), line.low && !line.remedy && tag("cần biện pháp khắc phục", "warn")),
  h("span", { class: "time" }, `${line.points ?? "–"}/${line.max}`),
  fields && h("details", { open: line.points === null || (line.low && !line.remedy) }, h("summary", { class: "small" }, "Điểm, lý do, biện pháp"),
    h("div", { class: "stack tight" }, fields.points, fields.reason, fields.remedy, fields.aside)));

const answerOf = (line, fields) => {
  const reason = fields.reason.read();
  const said = fields.points.read();
  const given = said === "" ? null : Number(said);
  return { code: line.code, points: given === line.proposed && !reason ? null : given, reason, remedy: fields.remedy.read(), aside: Boolean(fields.aside && fields.aside.read()) };
};

const differs = (answer, line) => {
  const stands = { points: line.points === line.proposed && !line.reason ? null : line.points, reason: line.reason, remedy: line.remedy, aside: line.aside };
  return ["points", "reason", "remedy", "aside"].some((name) => answer[name] !== stands[name]);
};

const mustBeSaid = (line, answer) => {
  must(!answer.aside || answer.reason, `Dòng ${line.code} không áp dụng thì cần ghi lý do.`);
  must(answer.points === null || answer.points === line.proposed || line.proposed === null || answer.reason, `Điểm dòng ${line.code} khác số liệu; hãy ghi lý do.`);
};
