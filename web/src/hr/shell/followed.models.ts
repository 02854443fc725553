interface Asked {
  readonly queryKey: readonly unknown[];
  readonly state: { readonly dataUpdatedAt: number; readonly fetchStatus: string };
}

/** What is only looked at. What is edited in place is read again when the page is come to, not under somebody's hands. */
const followed = new Set<unknown>(['interviews', 'appointments', 'retakes', 'candidates', 'jobs']);
/** What of it is an answer to a question of the moment, or never changes. */
const ofTheMoment = new Set<unknown>(['preview', 'whyNot', 'message']);
const freshMs = 5_000;

/** Whether it is asked for again when something of the company has changed. */
export function isFollowed({ queryKey: [about, part] }: Pick<Asked, 'queryKey'>): boolean {
  return followed.has(about) && !(about === 'interviews' && ofTheMoment.has(part));
}

/** Whether it is asked for again when a stream begins: what the page has just asked for itself is as new. */
export function isOldNow(asked: Asked, now: number): boolean {
  return isFollowed(asked) && asked.state.fetchStatus === 'idle' && now - asked.state.dataUpdatedAt > freshMs;
}
