import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type CandidateBrowser, intentKey } from './api-fixtures.ts';
import { findBinary, temporalCli } from './binaries.ts';
import { type ChildProcesses, createChildProcesses } from './child-processes.ts';
import { type Portal, startPortal } from './portal.ts';
import { freePort } from './ports.ts';
import { type RunningTemporal, startTemporal } from './temporal.ts';
import { type Company, startCompany } from './test-company.ts';
import { freshDatabaseName } from './test-isolation.ts';
import { until } from './until-ready.ts';

const day = 86_400_000;

let children: ChildProcesses;
let folder: string;
let temporal: RunningTemporal;
let portal: Portal;
let company: Company;
let start: () => Promise<RunningTemporal>;

beforeAll(async () => {
  children = createChildProcesses();
  folder = await mkdtemp(join(tmpdir(), 'interlude-waitlist-'));
  const binary = (await findBinary(temporalCli)).path;
  const port = await freePort();
  start = () => startTemporal({ binary, children, port, uiPort: null, dbFile: join(folder, 'temporal.db') });
  temporal = await start();
  portal = await startPortal({
    mongoUrl: inject('mongoUrl'),
    temporalAddress: temporal.address,
    databases: { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') },
    env: { booking: { INTERLUDE_LIMITS: 'off' }, notifications: { INTERLUDE_SENDS_PER_SECOND: '0' } },
  });
  company = await startCompany(portal);
});
afterAll(async () => {
  await portal?.stop();
  await children?.stopAll();
  children?.close();
  await rm(folder, { recursive: true, force: true });
});

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
  const templateId = await company.addTemplate([await company.addInterviewer({ zone: 'UTC', weekly: [], overrides })]);
  const [rival, ada] = await Promise.all([
    company.invite(templateId),
    company.invite(templateId, { waitlist: { offerFor: 'PT8S' } }),
  ]);
  const ben = await company.invite(templateId, { waitlist: { offerFor: 'PT1H' } });
  await rival.book(`${date}T10:00:00Z`);
  await call(ada, 'joinWaitlist');
  await call(ben, 'joinWaitlist');

  await call(rival, 'cancel', { reason: { code: 'illness' } });
  const endsAt = await untilOffered(ada);
  const armed = async () => (await company.timeline(ada.interviewId)).some(({ what }) => what === 'lapseOffer');
  await until('the timer of the offer', armed);
  await temporal.child.kill9();

  await untilOffered(ben);
  expect(Date.now()).toBeGreaterThanOrEqual(endsAt);
  expect(await didOf(ada)).not.toContain('lapseOffer');

  temporal = await start();
  const isStruck = async () => (await didOf(ada)).includes('lapseOffer');
  await until('the end of the first offer', isStruck, { deadlineMs: 120_000, everyMs: 200 });
  expect((await ben.book(`${date}T10:00:00Z`)).status).toBe('scheduled');
  expect((await didOf(ada)).filter((what) => what === 'offer')).toHaveLength(1);
}, 300_000);
