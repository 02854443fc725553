import type { Browser } from '@interlude/dev-stack/api-browser';
import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { groupTools } from '../../../test/groups.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';

let portal: TestPortal;
let candidate: CandidateBrowser;
beforeAll(async () => {
  portal = await startTestPortal();
  candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  await candidate.book((await candidate.slots()).starts[4] ?? '', { note: 'I need a step-free room' });
});
afterAll(async () => await portal.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

async function staffWith(roles: string[]): Promise<{ personId: string; browser: Browser }> {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  const input = { name: 'Somebody', email, roles, zone: 'UTC', password };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', input);
  return { personId, browser: await portal.signIn(email, password) };
}

const notFound = { refusal: { code: 'not_found' } };

it('lets hiring managers neither see nor touch interviews and applications of jobs that are not theirs', async () => {
  const { browser } = await staffWith(['hiring_manager']);
  const { interviewId } = candidate;
  await expect(browser.ask('interviews.get', { interviewId })).rejects.toMatchObject(notFound);
  await expect(browser.call('interviews.start', { interviewId })).rejects.toMatchObject(notFound);
  const { applicationId, templateId } = await portal.admin.ask<Record<string, string>>('interviews.get', {
    interviewId,
  });
  const invitation = { applicationId, templateId, idempotencyKey: intentKey() };
  await expect(browser.call('interviews.invite', invitation)).rejects.toMatchObject(notFound);
});

it('lets a hiring manager who only sits in an interview see it, but not change it', async () => {
  const { personId, browser } = await staffWith(['hiring_manager', 'interviewer']);
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' }));
  await portal.admin.call('availability.save', { personId, zone: 'UTC', weekly: hours, overrides: [] });
  const other = await portal.invite(await portal.addTemplate([personId]));
  await other.book((await other.slots()).starts[4] ?? '');
  const { interviewId } = other;
  expect(await browser.ask('interviews.get', { interviewId })).toMatchObject({ status: 'scheduled', actions: [] });
  const cancel = browser.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
  await expect(cancel).rejects.toMatchObject(notFound);
});

it('lets a hiring manager who gives a service see its appointments, and says that the rest is for others', async () => {
  const { personId, browser } = await staffWith(['hiring_manager', 'interviewer']);
  const weekly = allWeek('08:00', '20:00');
  await portal.admin.call('availability.save', { personId, zone: 'UTC', weekly, overrides: [] });
  const service = await portal.addService([personId], { price: { amountMinor: 4_500, currency: 'EUR' } });
  const client = await portal.appoint(service);
  await client.book((await client.slots()).starts[4] ?? '');
  const { interviewId } = client;
  expect(await browser.ask('interviews.get', { interviewId })).toMatchObject({ actions: [], mayAct: false });
  const paid = browser.call('appointments.setPayment', { appointmentId: interviewId, payment: 'paid' });
  await expect(paid).rejects.toMatchObject(notFound);
  // Once nothing is left to do the actions no longer tell whether one may.
  await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({ actions: [], mayAct: true });
});

it('shows ops what happens and never to whom, also when they have another role beside', async () => {
  for (const roles of [['ops'], ['ops', 'interviewer']]) {
    const { browser } = await staffWith(roles);
    const { interviewId } = candidate;
    const seen = await browser.ask('interviews.get', { interviewId });
    expect(seen).toMatchObject({ status: 'scheduled', candidate: { name: '', email: '' }, note: null, actions: [] });
    expect(seen).toMatchObject({ assignment: null, panel: [{ people: [{ name: '' }] }] });
    const listed = await browser.ask('interviews.list', {});
    expect(JSON.stringify([seen, listed])).not.toMatch(/@candidate\.example|Ìngrid/);
  }
});

it('tells why these people only to those who may change interviews', async () => {
  const { personId, browser } = await staffWith(['interviewer']);
  await portal.admin.call('availability.save', {
    personId,
    zone: 'UTC',
    weekly: allWeek('08:00', '20:00'),
    overrides: [],
  });
  const other = await portal.invite(await portal.addTemplate([personId]));
  await other.book((await other.slots()).starts[4] ?? '');
  const { interviewId } = other;

  const pool = [{ personId, name: 'Somebody', by: 'only_one' }];
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({
    assignment: { groups: [{ pool }] },
  });
  const panel = [{ people: [{ personId, name: 'Somebody' }] }];
  expect(await browser.ask('interviews.get', { interviewId })).toMatchObject({ assignment: null, panel });
});

/** A session of a template with three places in which `own` guests are of a job of that hiring manager and others not. */
async function groupSession(ownerId: string, own: number, others: number) {
  const given = await portal.addInterviewer();
  const templateId = await portal.addTemplate([given], { places: 3 });
  const { jobId } = await portal.admin.call<{ jobId: string }>('jobs.create', { title: 'Nurse', ownerIds: [ownerId] });
  const guests: CandidateBrowser[] = [];
  for (let n = 0; n < own; n++) {
    const candidate = { name: 'Own Guest', email: `${intentKey()}@candidate.example`.toLowerCase() };
    const { applicationId } = await portal.admin.call<{ applicationId: string }>('applications.create', {
      jobId,
      candidate,
    });
    const invitation = { applicationId, templateId, idempotencyKey: intentKey() };
    const { interviewId } = await portal.admin.call<{ interviewId: string }>('interviews.invite', invitation);
    guests.push(await portal.openLink(await portal.linkOf(interviewId)));
  }
  for (let n = 0; n < others; n++) guests.push(await portal.invite(templateId));
  const start = (await guests[0]?.slots())?.starts[4] ?? '';
  for (const guest of guests) await guest.book(start);
  const [first] = guests;
  if (first === undefined) throw new Error('nobody in it');
  return { given, guests, first, start, templateId, ...(await sessionOf(first)) };
}

/** With nobody to replace who gives it, the session is listed for whoever sees it, and for nobody else. */
async function needsSomebody(browser: Browser, { interviewId, given }: { interviewId: string; given: string }) {
  await portal.admin.call('interviews.removeInterviewer', {
    interviewId,
    personId: given,
    idempotencyKey: intentKey(),
  });
  const stranger = await staffWith(['hiring_manager']);
  const listed = async (by: Browser) =>
    (await by.ask<{ interviews: unknown[] }>('interviews.list', { filter: { attention: true } })).interviews;
  expect(await listed(browser)).toMatchObject([{ interviewId, interviewers: [{ name: expect.stringMatching(/./) }] }]);
  expect(await listed(stranger.browser)).toEqual([]);
}

const { sessionOf, cancel } = groupTools(() => portal);
interface SessionSeen {
  readonly mayAct: boolean;
  readonly interviewers: { name: string }[];
  readonly group: { sessionId: string | null; guests: { name: string }[] };
}

it('shows a group session to the hiring manager of one of its guests, the others without their names', async () => {
  const { personId, browser } = await staffWith(['hiring_manager']);
  const { interviewId, guests, first } = await groupSession(personId, 1, 2);

  const seen = await browser.ask<SessionSeen>('interviews.get', { interviewId });
  expect(seen.group.guests.map(({ name }) => name).toSorted()).toEqual(['', '', 'Own Guest']);
  expect(seen.mayAct).toBe(false);
  expect(seen.interviewers[0]?.name).not.toBe('');
  const own = await browser.ask<SessionSeen>('interviews.get', { interviewId: first.interviewId });
  expect(own.group.sessionId).toBe(interviewId);
  const timeline = await browser.ask('interviews.timeline', { interviewId });
  expect(JSON.stringify([seen, timeline])).not.toContain('@candidate.example');
  for (const other of guests.slice(1))
    await expect(browser.ask('interviews.get', { interviewId: other.interviewId })).rejects.toMatchObject(notFound);

  await cancel(first);
  await expect(browser.ask('interviews.get', { interviewId })).rejects.toMatchObject(notFound);
  const stranger = await staffWith(['hiring_manager']);
  await expect(stranger.browser.ask('interviews.get', { interviewId })).rejects.toMatchObject(notFound);
});

it('lets a hiring manager change who gives a group session only when all its guests are theirs', async () => {
  const { personId, browser } = await staffWith(['hiring_manager']);
  for (const others of [1, 0]) {
    const { interviewId, given } = await groupSession(personId, 2, others);
    const joiner = await portal.addInterviewer();
    const instead = { interviewId, personId: joiner, insteadOf: given, idempotencyKey: intentKey() };
    const changed = browser.call('interviews.addInterviewer', instead);
    if (others > 0) await expect(changed).rejects.toMatchObject(notFound);
    else await expect(changed).resolves.toMatchObject({ interviewId });
    expect(await browser.ask('interviews.get', { interviewId })).toMatchObject({ mayAct: others === 0 });
    if (others > 0) await needsSomebody(browser, { interviewId, given });
  }
});

it('answers a hiring manager again who moved a session of their own, though a guest of others has come since', async () => {
  const { personId, browser } = await staffWith(['hiring_manager']);
  const { interviewId, first, templateId } = await groupSession(personId, 1, 0);
  const [other = ''] = (await first.slots()).starts.slice(8);
  const call = { interviewId, startsAt: other, reason: { code: 'other' }, idempotencyKey: intentKey() };
  const answer = await browser.call('interviews.moveGroup', call);
  await (await portal.invite(templateId)).book(other);
  expect(await browser.call('interviews.moveGroup', call)).toEqual(answer);
  const again = browser.call('interviews.moveGroup', { ...call, idempotencyKey: intentKey() });
  await expect(again).rejects.toMatchObject(notFound);
});

it('answers a hiring manager again who called off a session of their own, and goes on showing it to them', async () => {
  const { personId, browser } = await staffWith(['hiring_manager']);
  const { interviewId } = await groupSession(personId, 2, 0);
  const call = { interviewId, reason: { code: 'other' }, idempotencyKey: intentKey() };
  const answer = await browser.call('interviews.cancelGroup', call);
  expect(await browser.call('interviews.cancelGroup', call)).toEqual(answer);
  expect(await browser.ask('interviews.get', { interviewId })).toMatchObject({ status: 'cancelled' });
  const stranger = await staffWith(['hiring_manager']);
  await expect(stranger.browser.ask('interviews.get', { interviewId })).rejects.toMatchObject(notFound);
});

it.each(['cancelGroup', 'moveGroup'])('lets no %s take along a guest of others who has just joined', async (what) => {
  const { personId, browser } = await staffWith(['hiring_manager']);
  const { interviewId, first, given, start, templateId } = await groupSession(personId, 1, 0);
  const [other = ''] = (await first.slots()).starts.slice(8);
  const late = await portal.invite(templateId);
  const { groups } = portal.app.stores.reservations;
  const { inTurn } = groups;
  vi.spyOn(groups, 'inTurn').mockImplementationOnce(async (place, work) => {
    await late.book(start);
    return await inTurn(place, work);
  });
  const call = { interviewId, reason: { code: 'other' }, ...(what === 'moveGroup' ? { startsAt: other } : {}) };
  await expect(browser.call(`interviews.${what}`, call)).rejects.toMatchObject(notFound);
  vi.restoreAllMocks();
  expect([await first.view(), await late.view()]).toMatchObject([{ startsAt: start }, { startsAt: start }]);
  const active = portal.collection<{ people: string[]; active: boolean; startsAt: Date }>('reservations');
  const busy = await active.find({ people: given, active: true }).toArray();
  expect(busy.map(({ startsAt }) => startsAt)).toEqual([new Date(start)]);
});
