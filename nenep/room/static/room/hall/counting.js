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

// Every official member counts; one who may stay away counts only when present.
export const voteBase = (people) => {
  const counted = people.filter(
    (one) => one.votes === "always" || (one.votes === "if_present" && one.mark === "present"),
  );
  return { count: counted.length, present: counted.filter((one) => one.mark === "present").length };
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
