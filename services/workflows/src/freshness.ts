import { growingWait } from './rests.ts';

/** Facts that could not be read: how often that was tried, when it is next, and since when it fails. */
export interface UnreadFacts {
  readonly tries: number;
  readonly until: number;
  readonly since: number;
}

const firstRestMs = 10_000;

/**
 * Which revision of the facts somebody asked for. What could not be read is read again after a rest, an hour at most, or
 * as soon as there is news.
 */
export function createFreshness() {
  let asked = Number.POSITIVE_INFINITY;
  let reading = asked;
  let newest = Number.NEGATIVE_INFINITY;
  let unread: (UnreadFacts & { readonly newest: number }) | null = null;

  return {
    /** Facts of that revision are wanted; without one, whatever there is. */
    ask(rev: number = Number.POSITIVE_INFINITY): void {
      if (rev === Number.POSITIVE_INFINITY) unread = null;
      else newest = Math.max(newest, rev);
      asked = Math.max(asked, rev);
    },
    isStale: (rev: number): boolean => asked > rev && (unread === null || newest > unread.newest),
    /** Forgets what was asked for: a revision the database does not have costs one read, not a loop of them. */
    begin(): void {
      reading = asked;
      asked = Number.NEGATIVE_INFINITY;
    },
    done(): void {
      unread = null;
    },
    failed(now: number): void {
      asked = Math.max(asked, reading);
      const { tries = 0, since = now } = unread ?? {};
      unread = { tries: tries + 1, until: now + growingWait(firstRestMs, tries), since, newest };
    },
    /** Null while the facts can be read. */
    unread: (): UnreadFacts | null => unread,
  };
}
