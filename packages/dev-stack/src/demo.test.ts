import { createSandboxClient } from '@interlude/calendar-sandbox/sandbox-client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Browser } from './api-browser.ts';
import { fillDemo } from './demo.ts';
import { type Portal, startPortal } from './portal.ts';
import { serviceNames } from './portal-settings.ts';
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
    services: serviceNames,
  });
  demo = await fillDemo({ portal, demo: true });
});
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

it('has two people with calendars of theirs, in which their bookings stand, also after all of it was started again', async () => {
  const admin = new Browser(portal.urls.booking);
  const [company] = demo.tenants;
  const { email, password } = company?.staff[0] ?? { email: '', password: '' };
  await admin.call('staff.signIn', { email, password });
  const google = createSandboxClient(portal.urls.google);
  const { interviews } = await admin.ask<{ interviews: Listed[] }>('interviews.list', { limit: 100 });
  const booked = interviews.filter(({ status }) => ['scheduled', 'confirmed', 'rescheduled'].includes(status));
  const owners = (company?.staff ?? []).filter((one) => /^(mara|dele)@/.test(one.email));
  expect(owners).toHaveLength(2);
  // Of each booking every one of them who comes has an entry.
  const wanted = await Promise.all(
    booked.map(async ({ interviewId, startsAt }) => {
      const asked = { interviewId };
      const { interviewers } = await admin.ask<{ interviewers: { personId: string }[] }>('interviews.get', asked);
      return owners
        .filter(({ personId }) => interviewers.some((one) => one.personId === personId))
        .map((owner) => `${owner.email} ${startsAt}`);
    }),
  );
  expect(wanted.flat().length).toBeGreaterThan(0);
  const entriesOf = async (owner: string) =>
    (await google.events({ email: owner }))
      .filter(({ extendedProperties }) => extendedProperties?.private !== undefined)
      .map(({ start }) => `${owner} ${new Date(start?.dateTime ?? '').toISOString().replace('.000', '')}`);
  const standing = async () => (await Promise.all(owners.map((owner) => entriesOf(owner.email)))).flat();
  await expect.poll(standing, { timeout: 30_000 }).toEqual(expect.arrayContaining(wanted.flat()));

  const before = await google.events({ email: owners[0]?.email ?? '' });
  await portal.kill9('google');
  await portal.restart('google');
  await portal.restart('calendars');
  expect(await google.events({ email: owners[0]?.email ?? '' })).toEqual(before);
  for (const { personId } of owners) {
    interface Known {
      readonly connections: { readonly connectionId: string; readonly state: string; readonly freshAt: string }[];
    }
    const asked = { personId };
    const known = (await admin.ask<Known>('calendars.connections', asked)).connections[0];
    await admin.call('calendars.syncNow', { personId, connectionId: known?.connectionId });
    const after = (await admin.ask<Known>('calendars.connections', asked)).connections[0];
    expect(after?.state).toBe('ok');
    expect(Date.parse(after?.freshAt ?? '')).toBeGreaterThan(Date.parse(known?.freshAt ?? ''));
  }
});
