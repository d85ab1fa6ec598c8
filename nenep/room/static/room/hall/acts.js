// What each command does to the evening on the screen: the same names as on the server.
const byId = (list, id) => list.find((one) => one.id === id);
const set = (list, entry) => {
  const at = list.findIndex((one) => one.id === entry.id);
  if (at < 0) list.push(entry);
  else list[at] = { ...list[at], ...entry };
};
const without = (list, id) => list.filter((one) => one.id !== id);
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
    });
    reached(state, "opened", said.on);
  },
  roll(state, said) {
    for (const mark of said.marks) {
      const person = byId(state.people, mark.person);
      if (person) {
        Object.assign(person, { mark: mark.mark, reason: mark.reason, late: mark.late, left: mark.left });
      }
    }
  },
  guest: (state, said) => state.guests.push({ ...said }),
  guest_off(state, said) {
    state.guests = state.guests.filter((one) => one.name !== said.name || one.title !== said.title);
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
  adopt(state, said) {
    state.adoption = said;
    if (said.passed) reached(state, "adopted", said.on);
  },
};
