// The pages of the room. Fetched once the door is drawn: over a slow line the PIN can be typed while they come.
export const PAGES = {
  room: async () => (await import("./page_room.js")).roomPage,
  opening: async () => (await import("./page_opening.js")).openingPage,
  roll: async () => (await import("./page_roll.js")).rollPage,
  opinions: async () => (await import("./page_opinions.js")).opinionsPage,
  votes: async () => (await import("./page_votes.js")).votesPage,
  tasks: async () => (await import("./page_tasks.js")).tasksPage,
  end: async () => (await import("./page_end.js")).endPage,
  score: async () => (await import("./page_score.js")).scorePage,
  criticism: async () => (await import("./page_criticism.js")).criticismPage,
  papers: async () => (await import("./page_papers.js")).papersPage,
  amend: async () => (await import("./page_amend.js")).amendPage,
  minutes: async () => (await import("./page_minutes.js")).minutesPage,
  queue: async () => (await import("./page_queue.js")).queuePage,
};
