import { setTimeout as sleep } from 'node:timers/promises';
import { colleaguePassword } from '@interlude/dev-stack/api-fixtures';
import { startCaldav } from '@interlude/dev-stack/test-caldav';
import { startCalendarFile } from '@interlude/dev-stack/test-calendar-file';
import { type Candidate, candidateCall, scheduleCall, startsOf } from './bench-candidate.ts';
import type { BenchPortal } from './bench-portal.ts';
import { createLoadClient, expected, type LoadClient } from './load-client.ts';
import { goalRow, latencyText, ms, type Row } from './report.ts';
import { median, quantile, timed } from './statistics.ts';

const visits = 60;
const answerMs = 200;
/** Somebody reads what they are about to book. */
const thinkMs = 1_000;
const placedGoalMs = 2_000;
const lookEveryMs = 10;

/** W8: what a hold and a booking cost where a calendar is connected, and how soon a booking stands in one. */
export async function measureCalendars(portal: BenchPortal): Promise<Row[]> {
  const client = createLoadClient(portal.base, 4);
  try {
    return [...(await measureLooks(portal, client)), await measurePlacing(portal, client)];
  } finally {
    client.close();
  }
}

async function measureLooks(portal: BenchPortal, client: LoadClient): Promise<Row[]> {
  const [connected, free] = [
    await portal.addInterviewer({ password: colleaguePassword }),
    await portal.addInterviewer(),
  ];
  const file = await startCalendarFile();
  await (await portal.actAs(connected)).call('calendars.connectIcs', { url: file.url });
  file.takes(answerMs);
  const times = { connected: await visitsOf(portal, client, connected), free: await visitsOf(portal, client, free) };
  const ratio = median(times.connected) / median(times.free);
  return [
    goalRow(
      `W8 hold and book, a calendar that answers in ${answerMs} ms`,
      `${latencyText(times.connected)}, n ${visits}`,
      '',
      null,
    ),
    {
      workload: 'W8 hold and book, no calendar',
      ours: `${latencyText(times.free)}, n ${visits}`,
      reference: `${ms(median(times.connected))} ms`,
      ratio,
      goal: 'with one ≤ 1.1 ×',
      met: ratio <= 1.1,
    },
  ];
}

/** What a hold and, a moment later, its booking take together, in turn for distinct starts of one person. */
async function visitsOf(portal: BenchPortal, client: LoadClient, personId: string): Promise<number[]> {
  const candidates = await portal.inviteMany(visits, await portal.addTemplate([personId]));
  const times: number[] = [];
  for (const candidate of candidates) {
    const startsAt = await someStart(client, candidate);
    const held = await timed(async () => expected(await client.send(holdCall(candidate, startsAt)), 200));
    await sleep(thinkMs);
    const booked = await timed(async () => expected(await client.send(scheduleCall(candidate, 'book', startsAt)), 200));
    times.push(held + booked);
  }
  return times;
}

const holdCall = (candidate: Candidate, startsAt: string) => candidateCall(candidate, 'hold', { startsAt });

async function someStart(client: LoadClient, candidate: Candidate): Promise<string> {
  const starts = await startsOf(client, candidate, 60);
  return starts.at(-1) ?? '';
}

async function measurePlacing(portal: BenchPortal, client: LoadClient): Promise<Row> {
  const server = await startCaldav('radicale');
  try {
    await server.makeCalendar('work');
    const personId = await portal.addInterviewer({ password: colleaguePassword });
    const self = await portal.actAs(personId);
    const { connection } = await self.call<{ connection: { connectionId: string; busyFrom: string[] } }>(
      'calendars.connectCaldav',
      server.account,
    );
    const { connectionId, busyFrom } = connection;
    await self.call('calendars.choose', { connectionId, busyFrom, writeTo: busyFrom[0] });
    const candidates = await portal.inviteMany(visits, await portal.addTemplate([personId]));
    const times: number[] = [];
    for (const candidate of candidates) {
      const startsAt = await someStart(client, candidate);
      expected(await client.send(holdCall(candidate, startsAt)), 200);
      expected(await client.send(scheduleCall(candidate, 'book', startsAt)), 200);
      times.push(await timed(() => placed(portal, `${candidate.interviewId}:${personId}`)));
    }
    const slowest = quantile(times, 0.95);
    const said = `p50 ${ms(median(times))}, p95 ${ms(slowest)} ms, n ${visits}`;
    return goalRow('W8 booked → stands in a calendar', said, `p95 ≤ ${placedGoalMs} ms`, slowest <= placedGoalMs);
  } finally {
    await server.stop();
  }
}

async function placed(portal: BenchPortal, id: string): Promise<void> {
  for (;;) {
    const row = await portal.placed().findOne({ _id: id as never });
    if (row?.etag) return;
    await sleep(lookEveryMs);
  }
}
