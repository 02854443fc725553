import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { MessageFacts } from '@interlude/shared/contracts/messages';
import type { TenantId } from '@interlude/shared/ids';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { createActivities } from '../temporal/activities.ts';
import type { ObligationDeps } from './deps.ts';
import { messageFor } from './message-for.ts';

let portal: TestPortal;
let templateId = '';

beforeAll(async () => {
  portal = await startTestPortal();
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());

/** What the first mail of this kind to the candidate, or to the other side, says. */
async function mailTo(
  { interviewId }: CandidateBrowser,
  kind: string,
  app: ObligationDeps = portal.app,
  role: MessageFacts['role'] = 'candidate',
) {
  const ref = { tenantId: portal.tenantId as TenantId, interviewId };
  const { items } = await createActivities(portal.app, () => Date.now()).planInterview(ref);
  const item = items.find((one) => one.does === 'notify' && one.kind === kind && one.recipient.role === role);
  const answer = await messageFor(app, { ...ref, key: item?.key ?? '' });
  if (!('message' in answer)) throw new Error(`nothing is said: ${answer.skip}`);
  return answer.message;
}

const startsOf = ({ soonest = [] }: MessageFacts) => soonest.map(({ startsAt }) => startsAt);

describe('the soonest times in an invitation', () => {
  it('are three that the page offers at that moment, each a link that names it and keeps its key in the fragment', async () => {
    const candidate = await portal.invite(templateId);
    const mail = await mailTo(candidate, 'invitation');
    const { starts } = await candidate.slots();

    expect(startsOf(mail)).toHaveLength(3);
    expect(startsOf(mail)[0]).toBe(starts.find((start) => new Date(start).getUTCHours() >= 8));
    expect(starts).toEqual(expect.arrayContaining(startsOf(mail)));
    for (const { startsAt, url } of mail.soonest ?? []) {
      const { pathname, searchParams, hash } = new URL(url);
      expect([pathname, searchParams.get('start'), url.split('#')[0]?.includes('eyJ')]).toEqual([
        '/i',
        startsAt,
        false,
      ]);
      expect(`#${mail.url?.split('#')[1]}`).toBe(hash);
    }
  });

  it('are read anew for each mail, so a time that somebody booked meanwhile is not named', async () => {
    const [first, second] = [await portal.invite(templateId), await portal.invite(templateId)];
    const [taken = ''] = startsOf(await mailTo(second, 'invitation'));
    await first.book(taken);
    expect(startsOf(await mailTo(second, 'nudge'))).not.toContain(taken);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no times'))],
    ['does not answer', () => new Promise<never>(() => undefined)],
  ])('are left out where the question for them %s, and the mail goes', async (_what, findWithPeople) => {
    const candidate = await portal.invite(templateId);
    const { bookings, ...stores } = portal.app.stores;
    const logged: string[] = [];
    const log = pino({ base: null, timestamp: false }, { write: (text: string) => logged.push(text) });
    const app = { ...portal.app, log, stores: { ...stores, bookings: { ...bookings, findWithPeople } } };
    const { url, soonest, to } = await mailTo(candidate, 'invitation', app);
    expect([url?.includes('/i?lang='), soonest]).toEqual([true, undefined]);
    // Whoever looks after the portal learns of it, and nothing of anybody.
    expect(logged.map((text) => JSON.parse(text))).toEqual([
      expect.objectContaining({ level: 40, interviewId: candidate.interviewId, tenantId: portal.tenantId }),
    ]);
    for (const personal of [to.name, to.email]) expect(logged.join()).not.toContain(personal);
  });

  it('are in no mail that invites to several parts, which are chosen together', async () => {
    const candidate = await portal.inviteParts([templateId, templateId]);
    const { part, soonest } = await mailTo(candidate, 'invitation');
    expect([part?.of, soonest]).toEqual([2, undefined]);
  });

  it('are in no mail of what is booked, which says instead where to move or cancel it', async () => {
    const candidate = await portal.invite(templateId);
    await candidate.book((await candidate.slots()).starts[30] ?? '');
    const { soonest, changes, brand } = await mailTo(candidate, 'scheduled');

    expect([soonest, brand]).toEqual([undefined, { accent: null }]);
    expect(changes?.moveUrl).toMatch(/\/i\?lang=en&go=reschedule#\S+$/);
    expect(changes?.cancelUrl).toMatch(/\/i\?lang=en&go=cancel#\S+$/);
  });

  it('say until when, by the cut-offs of the company', async () => {
    const candidate = await portal.invite(templateId, { reschedule: { cutoff: 'PT12H' } });
    const startsAt = (await candidate.slots()).starts[50] ?? '';
    await candidate.book(startsAt);
    const { changes } = await mailTo(candidate, 'scheduled');
    const before = Date.parse(startsAt) - 12 * 3_600_000;
    expect([Date.parse(changes?.moveUntil ?? ''), changes?.cancelUntil]).toEqual([before, startsAt]);
  });

  it('leave out what the company no longer lets a candidate do', async () => {
    const candidate = await portal.invite(templateId, { reschedule: { limit: 0 } });
    await candidate.book((await candidate.slots()).starts[40] ?? '');
    const { changes } = await mailTo(candidate, 'scheduled');
    expect([changes?.moveUrl, changes?.cancelUrl?.includes('go=cancel')]).toEqual([undefined, true]);
  });
});

describe('the clock of the other side', () => {
  it('is that of the panel for the candidate and that of the candidate for the panel', async () => {
    const template = await portal.addTemplate([await portal.addInterviewer({ zone: 'Europe/Athens' })]);
    const candidate = await portal.invite(template);
    await candidate.book((await candidate.slots()).starts[20] ?? '');
    const [theirs, ours] = [
      await mailTo(candidate, 'scheduled'),
      await mailTo(candidate, 'scheduled', portal.app, 'interviewer'),
    ];

    expect(theirs.other).toEqual({ zone: 'Europe/Athens', offsetMinutes: ours.offsetMinutes });
    expect(ours.other).toEqual({ zone: theirs.zone, offsetMinutes: theirs.offsetMinutes });
    expect([theirs.privacyUrl, ours.privacyUrl]).toEqual([
      `${new URL(theirs.url ?? '').origin}/privacy?lang=${theirs.locale}`,
      undefined,
    ]);
  });

  it('is nobody’s where the panel has more than one, and goes without saying where people meet in person', async () => {
    const [here, there] = [await portal.addInterviewer(), await portal.addInterviewer({ zone: 'Asia/Kolkata' })];
    const apart = await portal.invite(await portal.addTemplate([here, there]));
    await apart.book((await apart.slots()).starts[0] ?? '');
    expect((await mailTo(apart, 'scheduled')).other).toBeUndefined();

    const onsite = { provider: 'in_person', venue: 'Neuer Wall 1', meetingUrl: undefined };
    const visitor = await portal.invite(await portal.addTemplate([there], onsite));
    await visitor.book((await visitor.slots()).starts[40] ?? '');
    const { venueZone, other } = await mailTo(visitor, 'scheduled');
    expect([venueZone, other]).toEqual([expect.any(String), undefined]);
  });
});

it('names everybody of the panel to the candidate, and to each of the panel the others', async () => {
  const panel = [
    await portal.addInterviewer({ name: 'Mara Brandt' }),
    await portal.addInterviewer({ name: 'Sunita Gurung' }),
  ];
  const candidate = await portal.invite(await portal.addTemplate(panel));
  await candidate.book((await candidate.slots()).starts[10] ?? '');
  const namesIn = ({ interviewers }: MessageFacts) => interviewers.map(({ name }) => name).toSorted();
  const theirs = await mailTo(candidate, 'scheduled', portal.app, 'interviewer');

  expect(namesIn(await mailTo(candidate, 'scheduled'))).toEqual(['Mara Brandt', 'Sunita Gurung']);
  expect([theirs.to.name, ...namesIn(theirs)].toSorted()).toEqual(['Mara Brandt', 'Sunita Gurung']);
});
