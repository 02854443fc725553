import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CandidateBrowser, intentKey } from './api-fixtures.ts';
import { type OwnTemporal, startOnOwnTemporal } from './test-own-temporal.ts';
import { until } from './until-ready.ts';

const day = 86_400_000;

let own: OwnTemporal;
let company: OwnTemporal['company'];
beforeAll(async () => {
  own = await startOnOwnTemporal();
  company = own.company;
});
afterAll(async () => await own?.stop());

const call = (candidate: CandidateBrowser, name: string, more: Record<string, unknown> = {}) =>
  candidate.browser.call(`candidate.${name}`, {
    interviewId: candidate.interviewId,
    idempotencyKey: intentKey(),
    ...more,
  });

const didOf = async ({ interviewId }: CandidateBrowser) =>
  (await company.timeline(interviewId)).filter(({ source }) => source === 'command').map(({ what }) => what);

async function untilOffered(candidate: CandidateBrowser): Promise<number> {
  const waits = { deadlineMs: 60_000, everyMs: 100 };
  const offer = await until('an offer', async () => (await candidate.view()).waitlist?.offer, waits);
  return Date.parse(offer.expiresAt);
}

it('passes an offer on when it ends while the workflow engine is down, and strikes it off when the engine is back', async () => {
  const date = new Date(Date.now() + 5 * day).toISOString().slice(0, 10);
  const overrides = [{ date, ranges: [{ from: '10:00', to: '11:00' }] }];
  const people = [await company.addInterviewer({ zone: 'UTC', weekly: [], overrides })];
  const templateId = await company.addTemplate(people);
  // Interviews and appointments wait in one line.
  const service = await company.addService(people, {
    policy: { minimumNotice: 'PT0S', waitlist: { offerFor: 'PT1H' } },
  });
  const [rival, ada] = await Promise.all([
    company.invite(templateId),
    company.invite(templateId, { waitlist: { offerFor: 'PT15S' } }),
  ]);
  const ben = await company.appoint(service);
  await rival.book(`${date}T10:00:00Z`);
  await call(ada, 'joinWaitlist');
  await call(ben, 'joinWaitlist');

  await call(rival, 'cancel', { reason: { code: 'illness' } });
  const endsAt = await untilOffered(ada);
  const armed = async () => (await company.timeline(ada.interviewId)).some(({ what }) => what === 'lapseOffer');
  await until('the timer of the offer', armed);
  await own.temporal.kill();

  await untilOffered(ben);
  expect(Date.now()).toBeGreaterThanOrEqual(endsAt);
  expect(await didOf(ada)).not.toContain('lapseOffer');

  await own.temporal.restart();
  const isStruck = async () => (await didOf(ada)).includes('lapseOffer');
  await until('the end of the first offer', isStruck, { deadlineMs: 120_000, everyMs: 200 });
  expect((await ben.book(`${date}T10:00:00Z`)).status).toBe('scheduled');
  expect((await didOf(ada)).filter((what) => what === 'offer')).toHaveLength(1);
});
