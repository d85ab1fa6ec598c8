// Where a queued command may stand: to be sent (again), or done in effect.
export const OPEN = ["waiting", "later"];
export const DONE = ["applied", "known", "settled"];
