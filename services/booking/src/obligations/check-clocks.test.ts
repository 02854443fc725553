import { presentTable, type ZoneTable } from '@interlude/shared/time/promised-time';
import { tzdataVersion } from '@interlude/shared/time/zone-table.gen';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { runCommand } from '../../test/run-command.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import { type ClockReport, checkClocks } from './check-clocks.ts';

let portal: TestPortal;
let interviewId = '';
let startsAt = '';

beforeAll(async () => {
  portal = await startTestPortal({ ownDatabase: true });
});
afterAll(async () => await portal.stop());

beforeEach(async () => {
  await portal.collection('bookings').updateMany({}, { $set: { startsAt: new Date(0) } });
  const people = [await portal.addInterviewer({ zone: 'Asia/Kathmandu' })];
  const candidate = await portal.invite(await portal.addTemplate(people));
  ({ interviewId } = candidate);
  startsAt = (await candidate.slots()).starts[4] ?? '';
  await candidate.book(startsAt, { zone: 'America/Winnipeg' });
});

/** As if Manitoba had brought winter time back in a later release: clocks there show an hour less. */
const laterTable: ZoneTable = {
  tzdata: '2031b',
  localTime: (zone, at) => presentTable.localTime(zone, zone === 'America/Winnipeg' ? at - 3_600_000 : at),
};

const rowNow = async () => await portal.collection<InterviewRow>('bookings').findOne({ _id: interviewId as never });
const clockOf = (zone: string) => presentTable.localTime(zone, Date.parse(startsAt));
const mailsOfIt = async () =>
  ((await rowNow())?.notices ?? [])
    .filter(({ kind }) => kind === 'clock_changed')
    .flatMap(({ recipients }) => recipients);

/** What a promise made by an older table looks like to the present one. */
async function promiseAnHourEarlier(): Promise<void> {
  const row = await rowNow();
  const earlier = (row?.promised ?? []).map((promise) => ({
    ...promise,
    localTime: laterTable.localTime(promise.zone, Date.parse(startsAt)),
    tzdata: '2025c',
  }));
  await portal.collection('bookings').updateOne({ _id: interviewId as never }, { $set: { promised: earlier } });
}

it('remembers what each side was told, on which clock and by which table', async () => {
  expect((await rowNow())?.promised).toEqual([
    {
      personId: (await rowNow())?.candidateId,
      zone: 'America/Winnipeg',
      localTime: clockOf('America/Winnipeg'),
      tzdata: tzdataVersion,
    },
    {
      personId: (await rowNow())?.people[0],
      zone: 'Asia/Kathmandu',
      localTime: clockOf('Asia/Kathmandu'),
      tzdata: tzdataVersion,
    },
  ]);
  const candidate = await portal.openLink(await portal.linkOf(interviewId));
  await candidate.browser.call('candidate.setPreferences', { interviewId, zone: 'Africa/Cairo' });
  expect((await rowNow())?.promised?.map(({ zone, localTime }) => [zone, localTime])).toEqual([
    ['Africa/Cairo', clockOf('Africa/Cairo')],
    ['Asia/Kathmandu', clockOf('Asia/Kathmandu')],
  ]);
});

it('lists only what a table changes, and changes nothing by looking', async () => {
  const before = await rowNow();

  expect(await checkClocks(portal.app, { ask: false })).toEqual({
    tzdata: tzdataVersion,
    checked: 1,
    unknown: 0,
    faults: [],
  });
  const { faults } = await checkClocks(portal.app, { ask: false, table: laterTable });
  expect(faults).toMatchObject([
    {
      interviewId,
      asked: false,
      clocks: [{ zone: 'America/Winnipeg', localTime: clockOf('America/Winnipeg'), tzdata: tzdataVersion }],
    },
  ]);
  expect(await rowNow()).toEqual(before);
});

it('asks both sides once for each table, puts it before HR, and never moves the start', async () => {
  const reports: ClockReport[] = [];
  for (const ask of [true, true, false]) reports.push(await checkClocks(portal.app, { ask, table: laterTable }));

  expect(reports.map(({ faults }) => faults.map(({ asked }) => asked))).toEqual([[true], [true], [true]]);
  expect((await mailsOfIt()).map(({ role }) => role)).toEqual(['candidate', 'interviewer']);
  const list = await portal.admin.ask('interviews.list', { filter: { attention: true } });
  expect(list).toMatchObject({ interviews: [{ interviewId, attention: 'clock_changed' }] });
  const { events } = await portal.admin.ask<{ events: { what: string; detail: object }[] }>('interviews.timeline', {
    interviewId,
  });
  expect(events).toContainEqual(
    expect.objectContaining({
      what: 'needAttention',
      detail: expect.objectContaining({ attention: 'clock_changed', zone: 'America/Winnipeg', tzdata: '2031b' }),
    }),
  );
  expect(events.filter(({ what }) => what === 'clock_changed')).toHaveLength(2);
  const row = await rowNow();
  expect(row?.startsAt?.toISOString()).toBe(new Date(startsAt).toISOString());
  expect([row?.status, row?.version]).toEqual(['scheduled', 2]);

  // The next release says something else again, so the question is a new one.
  await checkClocks(portal.app, { ask: true, table: { ...laterTable, tzdata: '2031c' } });
  expect(await mailsOfIt()).toHaveLength(4);
});

it('lets HR keep the time as it now reads, which is promised from then on', async () => {
  await promiseAnHourEarlier();
  await portal.internal('checkClocks', { ask: true });
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({
    attention: 'clock_changed',
    clocks: [{ zone: 'America/Winnipeg', presentTime: clockOf('America/Winnipeg') }],
  });

  await portal.admin.call('interviews.keepTime', { interviewId });
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({
    attention: null,
    clocks: [],
    startsAt,
  });
  expect((await checkClocks(portal.app, { ask: false })).faults).toEqual([]);
});

it('leaves another call for a person in view, before and after the time is kept', async () => {
  await promiseAnHourEarlier();
  await portal
    .collection('bookings')
    .updateOne({ _id: interviewId as never }, { $set: { marks: [{ cause: 'bounced', since: new Date() }] } });
  await portal.internal('checkClocks', { ask: true });
  const clocks = [{ zone: 'America/Winnipeg' }];
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({
    marks: [{ cause: 'bounced' }, { cause: 'clock_changed' }],
    clocks,
  });

  await portal.admin.call('interviews.keepTime', { interviewId });
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({ attention: 'bounced', clocks: [] });
});

it.each(['moved', 'cancelled'])('has nothing left to ask about once the interview is %s', async (how) => {
  await promiseAnHourEarlier();
  await portal.internal('checkClocks', { ask: true });
  const candidate = await portal.openLink(await portal.linkOf(interviewId));
  if (how === 'moved') await candidate.reschedule((await candidate.slots()).starts[8] ?? '');
  else await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });

  expect((await rowNow())?.marks).toEqual([]);
  expect((await checkClocks(portal.app, { ask: false })).faults).toEqual([]);
});

it('counts apart what was booked before promises were kept', async () => {
  await portal.collection('bookings').updateOne({ _id: interviewId as never }, { $unset: { promised: 1 } });

  expect(await checkClocks(portal.app, { ask: true })).toMatchObject({ checked: 0, unknown: 1, faults: [] });
});

it('is a command that lists, fails while somebody is still to be asked, and asks when told to', async () => {
  await promiseAnHourEarlier();
  const run = (...args: string[]) => runCommand(portal, 'check-zones.ts', ...args);
  const listed = `${interviewId}: America/Winnipeg ${laterTable.localTime('America/Winnipeg', Date.parse(startsAt))} (2025c) is now ${clockOf('America/Winnipeg')}`;

  await expect(run()).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining(`${listed}\n`) });
  expect(await run('--ask')).toContain(`${listed}; asked\n`);
  expect((await rowNow())?.marks).toMatchObject([{ cause: 'clock_changed' }]);
});
