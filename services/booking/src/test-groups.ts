import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { TestPortal } from './test-portal.ts';

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

  return { groupOf, sessionOf, hold, cancel };
}
