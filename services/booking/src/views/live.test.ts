import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addColleague } from '../../test/passwords.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;

const interestIn = ({ people = [], interviewIds = [] }: { people?: string[]; interviewIds?: string[] }) => ({
  tenantId: portal.tenantId,
  interviewIds: new Set(interviewIds),
  people: new Set(people),
});

/** What is heard of one person's times from now on, gathered until a test looks. */
async function listenFor(personId: string) {
  const leaving = new AbortController();
  const events = portal.app.live.news(interestIn({ people: [personId] }), leaving.signal);
  await events.next();
  const heard = { count: 0 };
  const over = (async () => {
    for await (const news of events) if (news === 'slotsChanged') heard.count += 1;
  })();
  return {
    heard,
    async stop() {
      leaving.abort();
      await over;
    },
  };
}

async function hold({ browser, interviewId }: CandidateBrowser, startsAt: string): Promise<void> {
  await browser.call('candidate.hold', { interviewId, startsAt, idempotencyKey: intentKey() });
}
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

it('ends quietly for a page that was closed before its stream had begun, or while it waits', async () => {
  const { live } = portal.app;
  const leaving = new AbortController();
  const waiting = live.news(interestIn({}), leaving.signal).next();
  leaving.abort();

  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await live.news(interestIn({}), AbortSignal.abort()).next()).toEqual({ done: true, value: undefined });
});

it('tells of everything that happens from the moment it says ready, and costs nothing once nobody listens', async () => {
  const personId = await portal.addInterviewer();
  const candidate = await portal.invite(await portal.addTemplate([personId]));
  const { starts } = await candidate.slots();
  const leaving = new AbortController();
  const interest = interestIn({ people: [personId], interviewIds: [candidate.interviewId] });
  const events = portal.app.live.news(interest, leaving.signal);

  expect((await events.next()).value).toBe('ready');
  await candidate.book(starts[0] ?? '');
  const heard = new Set<unknown>();
  while (heard.size < 2) heard.add((await events.next()).value);
  expect(heard).toEqual(new Set(['slotsChanged', 'interviewChanged']));
  await until('both streams are open', async () => (await portal.openChangeStreams()) === 2, { everyMs: 20 });

  leaving.abort();
  while (!(await events.next()).done);
  await until('both streams are closed', async () => (await portal.openChangeStreams()) === 0, { everyMs: 20 });
});

describe('a hold', () => {
  it('that is given back is told to everybody who sees the time', async () => {
    const personId = await portal.addInterviewer();
    const candidate = await portal.invite(await portal.addTemplate([personId]));
    await hold(candidate, (await candidate.slots()).starts[0] ?? '');
    const { heard, stop } = await listenFor(personId);

    await candidate.browser.call('candidate.releaseHold', { interviewId: candidate.interviewId });
    await until('the release is heard', async () => heard.count > 0, { everyMs: 20 });
    await stop();
  });

  it('that runs out is told too, whether it was made before or after somebody listened', async () => {
    const [early, late] = [await portal.addInterviewer(), await portal.addInterviewer()];
    // Long enough that the first one is still held when somebody listens, also on a busy machine.
    const patient = { everyMs: 20, deadlineMs: 60_000 };
    const holders = await Promise.all(
      [early, late].map(async (id) =>
        portal.invite(await portal.addTemplate([id]), { holdFor: 'PT6S', minimumNotice: 'PT0S' }),
      ),
    );
    const starts = await Promise.all(holders.map(async (holder) => (await holder.slots()).starts[4] ?? ''));
    const [first, second] = holders;
    if (first) await hold(first, starts[0] ?? '');
    const [ofEarly, ofLate] = [await listenFor(early), await listenFor(late)];
    if (second) await hold(second, starts[1] ?? '');

    await until('the end of the first is heard', async () => ofEarly.heard.count > 0, patient);
    await until('making and end of the second are heard', async () => ofLate.heard.count > 1, patient);
    const rival = await portal.invite(await portal.addTemplate([early]));
    expect((await rival.slots()).starts).toContain(starts[0]);
    await Promise.all([ofEarly.stop(), ofLate.stop()]);
  });
});

it('tells of the person whose time a move gives back', async () => {
  const [ada, ben] = [
    await portal.addInterviewer(),
    await portal.addInterviewer({ weekly: allWeek('16:00', '20:00') }),
  ];
  const templateId = await portal.addTemplate([ada, ben], { panel: [{ anyOf: [ada, ben], count: 1 }] });
  const candidate = await portal.invite(templateId);
  const { starts } = await candidate.slots({ zone: 'Europe/Berlin' });
  // Before the hours of the other, who would otherwise replace whoever leaves at once.
  const booked = starts.find((at) => Number(at.slice(11, 13)) < 12) ?? '';
  await candidate.book(booked);
  const [former] = (
    await portal.admin.ask<{ interviewers: { personId: string }[] }>('interviews.get', {
      interviewId: candidate.interviewId,
    })
  ).interviewers;
  // Whoever had it is away, so the move must take the other.
  await portal.admin.call('people.deactivate', { personId: former?.personId });
  const { heard, stop } = await listenFor(former?.personId ?? '');

  const later = (await candidate.slots()).starts.find((start) => start > booked) ?? '';
  await candidate.reschedule(later);
  await until('the former interviewer is named', async () => heard.count > 0, { everyMs: 20 });
  await stop();
});

it('tells a console that something of its company has changed, and nothing of another company', async () => {
  const other = await portal.newTenant();
  const otherAdmin = await portal.signIn(other.email, other.password);
  const leaving = new AbortController();
  const heardBy = async (tenantId: string) => {
    const events = portal.app.companyLive.news({ tenantId }, leaving.signal);
    expect((await events.next()).value).toBe('ready');
    const heard: string[] = [];
    const over = (async () => {
      for await (const news of events) heard.push(news);
    })();
    return { heard, over };
  };
  const [mine, theirs] = [await heardBy(portal.tenantId), await heardBy(other.tenantId)];
  await otherAdmin.call('settings.saveAccent', { accent: '#123456' });
  await expect.poll(() => theirs.heard).toEqual(['changed']);
  expect(mine.heard).toEqual([]);
  await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  await expect.poll(() => mine.heard.length).toBeGreaterThan(0);
  leaving.abort();
  await Promise.all([mine.over, theirs.over]);
  expect(new Set(mine.heard)).toEqual(new Set(['changed']));
  expect(theirs.heard).toEqual(['changed']);
});

it('tells a console nothing more once its session has ended or its role is taken, and ends', async () => {
  for (const end of ['signOut', 'roles', 'deactivate']) {
    const email = `${end.toLowerCase()}@acme.example`;
    const { browser, personId } = await addColleague(portal, { email });
    const reader = (await browser.fetch('/trpc/staff.live')).body?.pipeThrough(new TextDecoderStream()).getReader();
    const heard: string[] = [];
    const over = (async () => {
      for (;;) {
        const next = await reader?.read();
        if (next === undefined || next.done) return;
        heard.push(next.value);
      }
    })();
    await expect.poll(() => heard.join('')).toContain('ready');
    if (end === 'signOut') await browser.call('staff.signOut');
    else if (end === 'roles') {
      // The session stays where roles are changed by other means than the page, which ends it.
      await portal.collection<{ _id: string }>('people').updateOne({ _id: personId }, { $set: { roles: [] } } as never);
    } else await portal.admin.call('people.deactivate', { personId });
    await portal.admin.call('settings.saveAccent', { accent: '#123456' });
    await over;
    expect(heard.join('')).not.toContain('changed');
    expect(heard.join('')).toContain('event: return');
  }
});

it('ends a stream of the company at once for a browser without a session', async () => {
  const response = await fetch(`${portal.base}/trpc/staff.live`);
  expect(await response.text()).toContain('"not_signed_in"');
});
