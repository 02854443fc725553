import { CallRefused } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, openLink } from '@interlude/dev-stack/api-fixtures';
import type { TestOffer, TestPortal } from './portal.ts';

/** Candidates or clients, spread over all copies of the service. */
export async function beginMany(portal: TestPortal, count: number, offer: TestOffer): Promise<CandidateBrowser[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 10) {
    const some = Array.from({ length: Math.min(10, count - n) }, () => offer.begin());
    ids.push(...(await Promise.all(some)).map(({ interviewId }) => interviewId));
  }
  return await Promise.all(
    ids.map(async (id, n) => openLink(portal.bases[n % portal.bases.length] ?? portal.base, await portal.linkOf(id))),
  );
}

/** What was refused; anything else that went wrong is thrown. */
export function refusalsOf(outcomes: readonly PromiseSettledResult<unknown>[]) {
  return outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return [];
    if (!(outcome.reason instanceof CallRefused) || outcome.reason.refusal === null) throw outcome.reason;
    return [outcome.reason.refusal];
  });
}
