import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { exclusionFaults } from '../../../services/booking/test/invariants.ts';
import { Browser } from './api-browser.ts';
import { intentKey } from './api-fixtures.ts';
import { type Portal, startPortal } from './portal.ts';
import { startBalancer } from './test-balancer.ts';
import { type Company, startCompany } from './test-company.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

let first: Portal;
let second: Portal;
let company: Company;
const databases = { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') };
beforeAll(async () => {
  const common = {
    mongoUrl: inject('mongoUrl'),
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: await freshNamespace(),
    databases,
    env: {
      booking: { INTERLUDE_LIMITS: 'off', INTERLUDE_DRAIN_MS: '1500' },
      notifications: { INTERLUDE_SENDS_PER_SECOND: '0' },
    },
  };
  first = await startPortal(common);
  second = await startPortal({ ...common, keys: first.settings.keys, services: ['booking'] });
  company = await startCompany(first);
});
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

it('loses no request in a rolling restart of two booking processes under load', async () => {
  const templateId = await company.addTemplate([await company.addInterviewer()], { policy: { minimumNotice: 'PT0S' } });
  const candidates = await Promise.all(Array.from({ length: 8 }, () => company.invite(templateId)));
  const { starts } = await (candidates[0] ?? (await company.invite(templateId))).slots();
  const balancer = startBalancer([first.urls.booking, second.urls.booking]);
  const failures: string[] = [];
  let answered = 0;
  let isOver = false;

  const clients = candidates.map(async ({ browser, interviewId }, n) => {
    const input = encodeURIComponent(JSON.stringify({ interviewId }));
    for (let round = 0; !isOver; round++) {
      const there = new Browser(balancer.next());
      there.cookies = browser.cookies;
      const wishes = [
        () => there.fetch(`/trpc/candidate.interview?input=${input}`),
        () => there.fetch(`/api/interviews/${interviewId}/slots?zone=UTC&days=${7 + n}`),
        () => hold(there, interviewId, n * 4 + (round % 4)),
      ];
      try {
        const response = await (wishes[round % 3] ?? hold)(there, interviewId, 0);
        const said = await response.text();
        if (response.status >= 500) failures.push(`${response.status} ${said.slice(0, 200)}`);
        answered += 1;
      } catch (error) {
        failures.push(error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error));
      }
    }
  });
  async function hold(browser: Browser, interviewId: string, n: number): Promise<Response> {
    return await browser.fetch('/trpc/candidate.hold', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-interlude': '1' },
      body: JSON.stringify({ interviewId, startsAt: starts[n], idempotencyKey: intentKey() }),
    });
  }

  for (const portal of [first, second]) {
    await portal.restart('booking');
    await until('both to take requests', async () => balancer.ready.size === 2, { everyMs: 50 });
  }
  isOver = true;
  await Promise.all(clients);
  await balancer.stop();
  expect(failures).toEqual([]);
  expect(answered).toBeGreaterThan(200);
  const connection = await mongoose.createConnection(inject('mongoUrl'), { dbName: databases.booking }).asPromise();
  const collection = ((name: string) => connection.useDb(databases.booking).collection(name)) as never;
  expect(await exclusionFaults({ collection })).toEqual([]);
  await connection.close();
});
