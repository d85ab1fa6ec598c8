// The roll and the votes in whole numbers: the same rules as the server's, on the data of that day.
export const tally = (people) => {
  const due = people.filter((one) => one.due);
  const count = (mark) => due.filter((one) => one.mark === mark).length;
  return {
    due: due.length,
    present: count("present"),
    excused: count("excused"),
    unexcused: count("unexcused"),
    unmarked: count(""),
    exempt: people.filter((one) => one.standing === "exempt").length,
  };
};

// Every official member counts; one who may stay away counts only when present. Whoever steps out
// does not vote; whether such a one still counts is a rule of the day.
export const voteBase = (people, recused = [], stays = true) => {
  const counted = people.filter(
    (one) => one.votes === "always" || (one.votes === "if_present" && one.mark === "present"),
  );
  const out = counted.filter((one) => recused.includes(one.id));
  const here = counted.filter((one) => one.mark === "present" && !recused.includes(one.id));
  return { count: counted.length - (stays ? 0 : out.length), present: here.length };
};

export const needed = (threshold, base) => {
  const exact = base * threshold.over;
  if (threshold.strict) return Math.floor(exact / threshold.under) + 1;
  return Math.max(1, Math.ceil(exact / threshold.under));
};

export const passes = (threshold, votesFor, base) => {
  const left = votesFor * threshold.under;
  const right = base * threshold.over;
  return base > 0 && (threshold.strict ? left > right : left >= right);
};

// A failed vote on such a matter is still told upward in full; after so many attempts without two
// thirds the superior decides.
export const mustReport = (rules, matter, passed) => !passed && rules.reported.includes(matter);
export const mustRefer = (rules, threshold, passed, attempt) =>
  !passed && rules.attempts !== null && threshold.over * 3 === threshold.under * 2 && attempt >= rules.attempts;

// Would the totals of a ballot tell how somebody voted: everybody alike, or so few of them?
const TELLING_BASE = 3;
export const BALLOTS = ["secret", "paper"];
export const reveals = (method, base, totals) => {
  const cast = totals.reduce((sum, one) => sum + one, 0);
  return BALLOTS.includes(method) && cast > 0 && (base <= TELLING_BASE || Math.max(...totals) === cast);
};

export const percent = (part, whole) => {
  if (!whole) return "—";
  const tenths = Math.floor((part * 2000 + whole) / (2 * whole));
  const text = tenths % 10 ? `${Math.floor(tenths / 10)},${tenths % 10}` : `${tenths / 10}`;
  return `${text}%`;
};

const LETTERS = /[đĐ]/g;
export const folded = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(LETTERS, "d").replace(/[’']/g, "").toLowerCase();

export const vnDate = (iso) => (iso ? `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}` : "");
