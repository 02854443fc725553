import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type CandidateBrowser, intentKey } from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import { startCalendarFile } from './test-calendar-file.ts';
import { startCalendarPortal } from './test-calendar-portal.ts';
import type { Company } from './test-company.ts';
import { until } from './until-ready.ts';

let portal: Portal;
let company: Company;
beforeAll(async () => {
  ({ portal, company } = await startCalendarPortal());
});
afterAll(async () => await portal?.stop());

interface Connected {
  readonly connection: { readonly connectionId: string };
}
const hour = 3_600_000;
const dateIn = (days: number) => new Date(Date.now() + days * 24 * hour).toISOString().slice(0, 10);
const entryAt = (start: string, uid = 'late') => ({
  uid,
  from: start,
  to: new Date(Date.parse(start) + hour).toISOString(),
});
const timesOn = async (candidate: CandidateBrowser, date: string) =>
  (await candidate.slots()).starts.filter((start) => start.startsWith(date)).map((start) => start.slice(11, 16));
const hold = ({ browser, interviewId }: CandidateBrowser, startsAt: string) =>
  browser.call('candidate.hold', { interviewId, startsAt, idempotencyKey: intentKey() });
/** Whether HR are going to be told that a calendar could not be read. */
const isWaiting = async ({ interviewId }: Pick<CandidateBrowser, 'interviewId'>) =>
  (await company.timeline(interviewId)).some(({ when, what }) => when === 'future' && what === 'missCalendar');
const attentionOf = async ({ interviewId }: Pick<CandidateBrowser, 'interviewId'>) =>
  (await company.admin.ask<{ attention: string | null }>('interviews.get', { interviewId })).attention;

/** Somebody whose calendar is connected and known to be empty. */
async function somebody(policy: object = {}, more: object = {}) {
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const file = await startCalendarFile();
  const { connection } = await (await company.actAs(personId)).call<Connected>('calendars.connectIcs', {
    url: file.url,
  });
  const templateId = await company.addTemplate([personId], { policy, ...more });
  const { connectionId } = connection;
  await company.admin.call('calendars.syncNow', { personId, connectionId });
  return { personId, file, templateId, connectionId };
}

function freeze(): void {
  const pid = portal.pids().calendars ?? 0;
  process.kill(pid, 'SIGSTOP');
  onTestFinished(() => void process.kill(pid, 'SIGCONT'));
}

/** A look that takes too long leaves a mark, which is no fault of it where the machine is busy. */
async function expectTakenOrMarked(
  candidate: Pick<CandidateBrowser, 'interviewId'>,
  booked: Promise<unknown>,
): Promise<void> {
  const code = await booked.then(
    () => 'booked',
    ({ refusal }) => refusal.code,
  );
  if (code !== 'booked') expect(code).toBe('slot_taken');
  else expect((await isWaiting(candidate)) || (await attentionOf(candidate)) === 'busy_elsewhere').toBe(true);
}

it('an entry made after the times were listed is found while its start is held, and the start is refused as taken', async () => {
  const { file, templateId } = await somebody();
  const [candidate, rival] = [await company.invite(templateId), await company.invite(templateId)];
  const start = `${dateIn(5)}T10:00:00Z`;
  expect(await timesOn(candidate, dateIn(5))).toContain('10:00');
  file.has([entryAt(start)]);
  await hold(candidate, start);
  // Nobody has asked for a look but the hold.
  await until('the entry to be known', async () => !(await timesOn(rival, dateIn(5))).includes('10:00'));
  const refused = candidate.book(start);
  await expect(refused).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
  expect((await refused.catch(({ refusal }) => refusal.alternatives)).length).toBeGreaterThan(0);
  await candidate.book(`${dateIn(5)}T14:00:00Z`);
  expect(await attentionOf(candidate)).not.toBe('busy_elsewhere');
});

it('it is found as well where nothing was held before, and by a move', async () => {
  const { file, templateId } = await somebody();
  const [candidate, other] = [await company.invite(templateId), await company.invite(templateId)];
  await other.book(`${dateIn(5)}T15:00:00Z`);
  const entry = entryAt(`${dateIn(5)}T10:00:00Z`);
  file.has([entry]);
  await expectTakenOrMarked(candidate, candidate.book(entry.from));
  const next = entryAt(`${dateIn(6)}T10:00:00Z`, 'next');
  file.has([entry, next]);
  await expectTakenOrMarked(other, other.reschedule(next.from));
});

it('where somebody else can come, they do', async () => {
  const { personId, file } = await somebody();
  const colleague = await company.addInterviewer({ zone: 'UTC' });
  const panel = [{ anyOf: [personId, colleague], count: 1 }];
  const templateId = await company.addTemplate([personId, colleague], { panel });
  const own = await company.invite(await company.addTemplate([personId]));
  const start = `${dateIn(7)}T10:00:00Z`;
  file.has([entryAt(start)]);
  await hold(own, start);
  await until('the entry to be known', async () => !(await timesOn(own, dateIn(7))).includes('10:00'));
  const candidate = await company.invite(templateId);
  await candidate.book(start);
  const { interviewId } = candidate;
  const { interviewers } = await company.admin.ask<{ interviewers: { personId: string }[] }>('interviews.get', {
    interviewId,
  });
  expect(interviewers.map((one) => one.personId)).toEqual([colleague]);
});

it('a calendar service that hangs holds a booking up for a moment, and HR are told unless it can be looked at later', async () => {
  const { personId, templateId, connectionId } = await somebody();
  const candidate = await company.invite(templateId);
  const start = `${dateIn(8)}T10:00:00Z`;
  freeze();
  await hold(candidate, start);
  const before = performance.now();
  await candidate.book(start);
  // The call itself would wait for 25 s.
  expect(performance.now() - before).toBeLessThan(10_000);
  expect([await isWaiting(candidate), await attentionOf(candidate)]).toEqual([true, null]);
  process.kill(portal.pids().calendars ?? 0, 'SIGCONT');
  await until('it to be seen', async () => {
    await company.admin.call('calendars.syncNow', { personId, connectionId }).catch(() => undefined);
    return !(await isWaiting(candidate));
  });
  expect(await attentionOf(candidate)).toBeNull();
});

it('where the policy wants it, nothing is booked then, and nobody loses the start', async () => {
  const { templateId } = await somebody({ calendarAway: 'refuse' });
  const candidate = await company.invite(templateId);
  const start = `${dateIn(9)}T10:00:00Z`;
  const pid = portal.pids().calendars ?? 0;
  process.kill(pid, 'SIGSTOP');
  await hold(candidate, start);
  await expect(candidate.book(start)).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
  process.kill(pid, 'SIGCONT');
  await until('the start to be booked', () => candidate.book(start).then(() => true));
  expect(await attentionOf(candidate)).toBeNull();
});

it('a start further ahead than calendars are read is looked at before it is booked, and followed from then on', async () => {
  const { personId, file, connectionId, templateId } = await somebody({ bookingWindowDays: 400 });
  const [candidate, other] = [await company.invite(templateId), await company.invite(templateId)];
  const [taken, free] = [`${dateIn(300)}T10:00:00Z`, `${dateIn(301)}T10:00:00Z`];
  file.has([entryAt(taken)]);
  await expectTakenOrMarked(candidate, candidate.book(taken));
  await other.book(free);
  file.has([entryAt(taken), entryAt(free, 'later')]);
  await company.admin.call('calendars.syncNow', { personId, connectionId });
  await until('the mark', async () => (await attentionOf(other)) === 'busy_elsewhere');
});

it('of people without calendars nobody is asked, and their bookings have no mark while the service is away', async () => {
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const candidate = await company.invite(await company.addTemplate([personId]));
  freeze();
  const start = `${dateIn(5)}T10:00:00Z`;
  await hold(candidate, start);
  await candidate.book(start);
  expect(await attentionOf(candidate)).toBeNull();
});

it('a hold that is renewed is looked at once more, so that what came meanwhile is found', async () => {
  const { file, templateId } = await somebody();
  const candidate = await company.invite(templateId);
  const start = `${dateIn(10)}T10:00:00Z`;
  const before = file.asked();
  await hold(candidate, start);
  await until('the look of the hold', async () => file.asked() > before);
  const entry = entryAt(start);
  file.has([entry]);
  await hold(candidate, start);
  await expectTakenOrMarked(candidate, candidate.book(start));
});

it('of a group session the first guest finds it, and whoever joins those who are booked asks nobody', async () => {
  const { file, templateId } = await somebody({}, { places: 4 });
  const invite = () => company.invite(templateId);
  const [early, first, second] = [await invite(), await invite(), await invite()];
  const [taken, free] = [`${dateIn(12)}T10:00:00Z`, `${dateIn(12)}T14:00:00Z`];
  file.has([entryAt(taken)]);
  await expectTakenOrMarked(early, early.book(taken));
  await first.book(free);
  const before = file.asked();
  await second.book(free);
  expect(file.asked()).toBe(before);
});

it('none of several times is booked where somebody turns out to be busy at one of them', async () => {
  const { personId, file } = await somebody();
  const service = await company.addService([personId], { zone: 'UTC', series: { mostTimes: 2 } });
  const { browser, interviewId } = await company.appoint(service);
  const days = [dateIn(10), dateIn(11)];
  const starts = days.map((date) => `${date}T10:00:00Z`);
  file.has([entryAt(starts[0] ?? '')]);
  const rule = { freq: 'DAILY', interval: 1, count: 2 };
  const booked = browser.call('candidate.bookSeries', {
    interviewId,
    starts,
    rule,
    zone: 'UTC',
    idempotencyKey: intentKey(),
  });
  await expectTakenOrMarked({ interviewId }, booked);
});

it('of a calendar that answered too late for the booking nothing is left once it has answered', async () => {
  const { file, templateId } = await somebody();
  const candidate = await company.invite(templateId);
  const start = `${dateIn(6)}T10:00:00Z`;
  file.takes(4_000);
  onTestFinished(() => file.takes(0));
  await candidate.book(start);
  expect(await isWaiting(candidate)).toBe(true);
  await until('it to be seen', async () => !(await isWaiting(candidate)));
  expect(await attentionOf(candidate)).toBeNull();
});
