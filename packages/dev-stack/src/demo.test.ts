import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Browser } from './api-browser.ts';
import { fillDemo } from './demo.ts';
import { type Portal, startPortal } from './portal.ts';
import type { DemoData } from './stack-file.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';

let portal: Portal;
let demo: DemoData;
beforeAll(async () => {
  portal = await startPortal({
    mongoUrl: inject('mongoUrl'),
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: await freshNamespace(),
    databases: { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') },
  });
  demo = await fillDemo({ portal, demo: true });
}, 240_000);
afterAll(async () => await portal?.stop());

interface Listed {
  readonly interviewId: string;
  readonly status: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}
interface Event {
  readonly at: string;
  readonly what: string;
  readonly when: string;
  readonly source: string;
}

it('shows nothing that has begun before its time, and nothing that happened before what led to it', async () => {
  const admin = new Browser(portal.urls.booking);
  const [company] = demo.tenants;
  const { email, password } = company?.staff[0] ?? { email: '', password: '' };
  await admin.call('staff.signIn', { email, password });
  const { interviews } = await admin.ask<{ interviews: Listed[] }>('interviews.list', { limit: 100 });
  const now = Date.now();
  const of = (...statuses: string[]) => interviews.filter(({ status }) => statuses.includes(status));
  const begun = of('in_progress', 'completed', 'archived', 'no_show');
  expect(new Set(begun.map(({ status }) => status)).size).toBe(4);
  for (const { startsAt, status } of begun) expect([status, Date.parse(startsAt ?? '') < now]).toEqual([status, true]);
  for (const { endsAt, status } of of('completed', 'archived', 'no_show'))
    expect([status, Date.parse(endsAt ?? '') < now]).toEqual([status, true]);
  for (const { startsAt, status } of of('scheduled', 'confirmed', 'rescheduled'))
    expect([status, Date.parse(startsAt ?? '') > now]).toEqual([status, true]);
  expect(new Set(begun.map(({ startsAt }) => startsAt?.slice(0, 10))).size).toBe(begun.length);

  const order = ['invite', 'book', 'start', 'markNoShow', 'complete', 'requestRetake', 'approveRetake', 'issueRetake'];
  for (const { interviewId, startsAt } of begun) {
    const { events } = await admin.ask<{ events: Event[] }>('interviews.timeline', { interviewId });
    const done = events.filter(({ source, what }) => source === 'command' && order.includes(what));
    expect(done.every(({ at }) => Date.parse(at) <= now)).toBe(true);
    const places = done.map(({ what }) => order.indexOf(what));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(done.find(({ what }) => what === 'start')?.at).toBe(startsAt);
  }
});
