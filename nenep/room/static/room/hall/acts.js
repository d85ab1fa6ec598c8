// What each command does to the evening on the screen: the same names as on the server.
const byId = (list, id) => list.find((one) => one.id === id);
const set = (list, entry) => {
  const at = list.findIndex((one) => one.id === entry.id);
  if (at < 0) list.push(entry);
  else list[at] = { ...list[at], ...entry };
};
const without = (list, id) => list.filter((one) => one.id !== id);
const others = (guests, said) => guests.filter((one) => one.name !== said.name || one.title !== said.title);
const reached = (state, kind, on) => {
  if (!state.meeting.milestones[kind]) state.meeting.milestones[kind] = on;
};

export const ACTS = {
  open(state, said) {
    Object.assign(state.meeting, {
      held_on: said.on,
      started_at: said.at,
      chair: said.chair,
      secretary: said.secretary,
      declared: state.meeting.declared || Boolean(said.declared),
    });
    reached(state, "opened", said.on);
  },
  roll(state, said) {
    for (const mark of said.marks) {
      const person = byId(state.people, mark.person);
      if (person) {
        Object.assign(person, { mark: mark.mark, reason: mark.reason, late: mark.late, left: mark.left,
          arrived: (mark.late && mark.arrived) || "", gone: (mark.left && mark.gone) || "" });
      }
    }
  },
  guest(state, said) {
    state.guests = [...others(state.guests, said), { ...said }];
  },
  guest_off(state, said) {
    state.guests = others(state.guests, said);
  },
  item(state, said) {
    if (byId(state.items, said.id)) return;
    const end = state.items.findIndex((one) => one.later);
    const fresh = { ...said, code: "typed", basis: "", note: "", spent: null, done: false, skipped: "", later: false };
    state.items.splice(end < 0 ? state.items.length : end, 0, fresh);
  },
  note(state, said) {
    const item = byId(state.items, said.item);
    if (item) item.note = said.text;
  },
  finish(state, said) {
    const item = byId(state.items, said.item);
    if (item) Object.assign(item, { done: true, skipped: "", spent: said.minutes });
  },
  skip(state, said) {
    const item = byId(state.items, said.item);
    if (item) Object.assign(item, { done: false, skipped: said.reason, spent: null });
  },
  opinion: (state, said) => set(state.opinions, said),
  opinion_off(state, said) {
    state.opinions = without(state.opinions, said.id);
  },
  vote: (state, said) => set(state.votes, said),
  vote_off(state, said) {
    state.votes = without(state.votes, said.id);
  },
  recount(state, said) {
    const vote = byId(state.votes, said.vote);
    if (vote) Object.assign(vote, { confirmed: true, teller: said.teller, second_teller: said.second_teller });
  },
  criticism: (state, said) => set(state.criticism, said),
  criticism_off(state, said) {
    state.criticism = without(state.criticism, said.id);
  },
  task: (state, said) => set(state.given, said),
  task_off(state, said) {
    state.given = without(state.given, said.id);
  },
  finding(state, said) {
    const task = byId(state.carried, said.task);
    if (task) Object.assign(task, { kind: said.kind, comment: said.comment });
  },
  conclusion(state, said) {
    state.meeting.conclusion = said.text;
  },
  resolution(state, said) {
    state.resolution = { ...said };
  },
  close(state, said) {
    state.meeting.ended_at = said.at;
    reached(state, "closed", state.meeting.held_on);
  },
  score(state, said) {
    const kept = state.score.answers.filter((one) => !said.answers.some((a) => a.code === one.code));
    state.score.answers = [...kept, ...said.answers];
  },
  confirm(state, said) {
    state.score.confirmed = true;
    reached(state, "scored", said.on);
  },
  read_back: (state, said) => reached(state, "read_back", said.on),
  amend(state, said) {
    if (said.counted) set(state.votes, said.vote);
    if (said.counted && !said.vote.passed) return;
    const item = said.part === "item" && byId(state.items, said.id);
    const opinion = said.part === "opinion" && byId(state.opinions, said.id);
    if (item) item.note = said.after;
    else if (opinion) opinion.text = said.after;
    else state.meeting.conclusion = said.after;
    const { part, id, before, after, asked_by } = said;
    const again = (one) => one.part === part && one.id === id && one.after === after;
    if (!state.amendments.some(again)) state.amendments.push({ part, id, before, after, asked_by });
  },
  adopt(state, said) {
    state.adoption = said;
    if (said.passed) reached(state, "adopted", said.on);
  },
};
