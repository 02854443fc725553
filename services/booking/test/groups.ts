import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { bookingKinds, TestPortal } from './portal.ts';

type TestKind = (typeof bookingKinds)[number];

/** What HR reads of a group session, or of a booking with a place in one. */
export interface GroupDetail {
  readonly kind: string;
  readonly jobTitle: string;
  readonly actions: string[];
  readonly group: {
    readonly places: number;
    readonly sessionId: string;
    readonly guests: { readonly interviewId: string; readonly name: string }[];
  };
}

/** What tests of group sessions ask and do; the portal is started later than this is called. */
export function groupTools(portal: () => TestPortal) {
  const groupOf = async ({ interviewId }: { interviewId: string }) =>
    await portal().admin.ask<GroupDetail>('interviews.get', { interviewId });
  /** A session as tests of people name a booking. */
  const sessionOf = async (guest: CandidateBrowser) =>
    ({ interviewId: (await groupOf(guest)).group.sessionId }) as CandidateBrowser;
  const hold = async ({ browser, interviewId }: CandidateBrowser, startsAt: string) =>
    await browser.call('candidate.hold', { interviewId, startsAt, idempotencyKey: intentKey() });
  const cancel = async ({ browser, interviewId }: CandidateBrowser) =>
    await browser.call('candidate.cancel', { interviewId, reason: { code: 'other' }, idempotencyKey: intentKey() });

  /** A session of three places with so many guests, one of these people giving it. */
  async function session(kind: TestKind, people: readonly string[], guests: number, more = {}) {
    const offer = await portal().offer(kind, people, { places: 3, ...more });
    const all: CandidateBrowser[] = [];
    for (let n = 0; n < guests; n++) all.push(await offer.begin());
    const starts = (await all[0]?.slots())?.starts ?? [];
    const start = starts[6] ?? '';
    for (const guest of all) await guest.book(start);
    const [first] = all;
    if (first === undefined) throw new Error('no guest');
    return { offer, guests: all, first, starts, start, session: await sessionOf(first) };
  }

  const ofSession = async (name: string, { interviewId }: { interviewId: string }, more: object) =>
    await portal().admin.call<{ status: string; version: number; startsAt: string }>(`interviews.${name}`, {
      interviewId,
      idempotencyKey: intentKey(),
      reason: { code: 'other' },
      ...more,
    });
  const cancelGroup = async (one: { interviewId: string }, more = {}) => await ofSession('cancelGroup', one, more);
  const moveGroup = async (one: { interviewId: string }, startsAt: string, more = {}) =>
    await ofSession('moveGroup', one, { startsAt, ...more });

  return { groupOf, sessionOf, session, hold, cancel, cancelGroup, moveGroup };
}
