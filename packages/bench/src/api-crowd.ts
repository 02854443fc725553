import { setTimeout as sleep } from 'node:timers/promises';
import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { candidateCall, startsOf } from './bench-candidate.ts';
import type { BenchPortal } from './bench-portal.ts';
import { createLoadClient, expected, type LoadClient } from './load-client.ts';
import { costOf } from './pinning.ts';
import { goalRow, latencyText, ms, type Row } from './report.ts';
import { quantile, timed } from './statistics.ts';

const atOnce = 8;
const visitsIdle = 40;
const restMs = 20_000;
const visitEveryMs = 500;
/** Before the first reminder: the last bookings may take longer than the first ones. */
const spareMs = 30_000;
const drainWithinMs = 45 * 60_000;
const meeting = { durationMinutes: 5, stepMinutes: 5 };

/** W6: what `crowd` open interviews cost while nothing happens, beside a tenth of them. */
export async function measureOpen(portal: BenchPortal, crowd: number): Promise<Row[]> {
  const templateId = await portal.addTemplate([await portal.addInterviewer()]);
  const rows: Row[] = [];
  let former: { readonly cpu: number; readonly resident: number } | null = null;
  const few = Math.round(crowd / 10);
  for (const size of [few, crowd]) {
    while ((await portal.invited()) < size) {
      await portal.inviteMany(Math.min(500, size - (await portal.invited())), templateId);
    }
    await untilAll(() => portal.unplanned(), 0);
    const before = await costsOf(portal);
    await sleep(restMs);
    const after = await costsOf(portal);
    const cpu = ((after.cpuMs - before.cpuMs) / restMs) * 100;
    const resident = after.residentMb;
    const times = await visitTimes(portal, visitsIdle);
    rows.push({
      ...goalRow(
        `W6 ${size} open interviews, at rest`,
        `${cpu.toFixed(1)} % of one core, ${resident.toFixed(0)} MB in all processes; book ${latencyText(times)}`,
        '',
        null,
      ),
      ...(former === null
        ? {}
        : {
            reference: `${few}: ${former.cpu.toFixed(1)} %, ${(((resident - former.resident) * 1_024) / (size - few)).toFixed(0)} KB for each one more`,
          }),
    });
    former ??= { cpu, resident };
  }
  return rows;
}

/**
 * W5: so many reminders fall due in one moment, and as many people are invited from then on; the processes that send and
 * plan are killed when 30 % and 60 % of the reminders are out, while somebody books twice a second.
 */
export async function measureReminders(portal: BenchPortal, crowd: number): Promise<Row[]> {
  const idle = await visitTimes(portal, visitsIdle);
  const dueAt = await bookCrowd(portal, crowd);
  await sleep(Math.max(0, dueAt - Date.now()));

  const began = performance.now();
  const templateId = await portal.addTemplate([await portal.addInterviewer()]);
  const sentBefore = await portal.sent('invitation');
  const inviting = portal.inviteMany(crowd, templateId);
  const visits = new AbortController();
  const busy = visitsUntil(portal, visits.signal);
  for (const share of [0.3, 0.6]) {
    await untilAll(async () => Math.floor(crowd * share) - (await portal.sent('reminder')), 0);
    await Promise.all([portal.kill9('workflows'), portal.kill9('notifications')]);
    await Promise.all([portal.restart('workflows'), portal.restart('notifications')]);
  }
  await untilAll(async () => crowd - (await portal.sent('reminder')), 0);
  const remindersMs = performance.now() - began;
  const overtaken = (await portal.sent('invitation')) - sentBefore;
  const invited = (await inviting).map(({ interviewId }) => interviewId);
  visits.abort();
  const times = await busy;
  await untilAll(async () => crowd - (await portal.sent('invitation', invited)), 0);
  const allMs = performance.now() - began;
  const { bySk, duplicates } = await createSandboxClient(portal.mailUrl).stats();
  const p99 = { idle: quantile(idle, 0.99), busy: quantile(times, 0.99) };
  return [
    goalRow(
      `W5 ${crowd} reminders due at once, workers killed twice`,
      `${(remindersMs / 1_000).toFixed(0)} s, ${((crowd / remindersMs) * 1_000).toFixed(1)}/s; ${overtaken} of ${crowd} invitations went meanwhile; ${duplicates} duplicates of ${Object.keys(bySk).length} mails`,
      'no duplicate',
      duplicates === 0,
    ),
    goalRow(`W5 all ${crowd} invitations beside them`, `${(allMs / 1_000).toFixed(0)} s in all`, '', null),
    {
      ...goalRow(
        'W5 hold and book meanwhile',
        `${latencyText(times)}, n ${times.length}`,
        'p99 ≤ 2 × idle',
        p99.busy <= 2 * p99.idle,
      ),
      reference: `idle: ${latencyText(idle)}`,
      ratio: p99.idle / p99.busy,
    },
  ];
}

/** Books the crowd, each with one reminder of their own lead, so that all fall due at the instant it answers. */
async function bookCrowd(portal: BenchPortal, crowd: number): Promise<number> {
  const client = createLoadClient(portal.base, atOnce);
  const templateIds: string[] = [];
  const perPerson = 2_000;
  while (templateIds.length * perPerson < crowd) {
    templateIds.push(await portal.addTemplate([await portal.addInterviewer()], meeting));
  }
  const trial = await timed(() => portal.inviteMany(64, templateIds[0] ?? ''));
  // A booking costs about as much as an invitation.
  const dueAt = Date.now() + 3 * (trial / 64) * crowd + spareMs;
  for (const templateId of templateIds) {
    const [probe] = await portal.inviteMany(1, templateId);
    const starts = probe === undefined ? [] : await startsOf(client, probe, 60);
    const later = starts.filter((start) => Date.parse(start) > dueAt + drainWithinMs);
    const wanted = Math.min(perPerson, crowd - templateIds.indexOf(templateId) * perPerson);
    if (later.length < wanted) throw new Error('too few starts for the crowd');
    let next = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < wanted) {
          const startsAt = later[next++] ?? '';
          const before = `PT${Math.round((Date.parse(startsAt) - dueAt) / 1_000)}S`;
          const policy = { reminders: [{ before, to: 'candidate' }] };
          const [candidate] = await portal.inviteMany(1, templateId, policy);
          if (candidate === undefined) throw new Error('nobody was invited');
          expected(await client.send(candidateCall(candidate, 'book', { startsAt, zone: 'UTC' })), 200);
        }
      }),
    );
  }
  client.close();
  if (Date.now() > dueAt) throw new Error(`the crowd took ${ms(Date.now() - dueAt)} ms too long to book`);
  return dueAt;
}

/** Times of holding and booking a start, one after the other, each by somebody new. */
async function visitTimes(portal: BenchPortal, count: number): Promise<number[]> {
  const times: number[] = [];
  const visit = await visitor(portal);
  for (let n = 0; n < count; n++) times.push(await visit());
  return times;
}

async function visitsUntil(portal: BenchPortal, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  const visit = await visitor(portal);
  while (!signal.aborted) {
    times.push(await visit());
    await sleep(visitEveryMs);
  }
  return times;
}

async function visitor(portal: BenchPortal): Promise<() => Promise<number>> {
  const client: LoadClient = createLoadClient(portal.base, 1);
  const templateId = await portal.addTemplate([await portal.addInterviewer()], meeting);
  const [probe] = await portal.inviteMany(1, templateId);
  const starts = probe === undefined ? [] : (await startsOf(client, probe, 60)).slice(100);
  let next = 0;
  return async () => {
    const [candidate] = await portal.inviteMany(1, templateId);
    const startsAt = starts[next++];
    if (candidate === undefined || startsAt === undefined) throw new Error('no start is left');
    return await timed(async () => {
      expected(await client.send(candidateCall(candidate, 'hold', { startsAt })), 200);
      expected(await client.send(candidateCall(candidate, 'book', { startsAt, zone: 'UTC' })), 200);
    });
  };
}

async function untilAll(left: () => Promise<number>, wanted: number): Promise<void> {
  const until = performance.now() + drainWithinMs;
  while ((await left()) > wanted) {
    if (performance.now() > until)
      throw new Error(`${await left()} are still left after ${drainWithinMs / 60_000} minutes`);
    await sleep(500);
  }
}

async function costsOf(portal: BenchPortal): Promise<{ cpuMs: number; residentMb: number }> {
  const costs = await Promise.all(portal.pids().map(costOf));
  return costs.reduce<{ cpuMs: number; residentMb: number }>(
    (sum, cost) => ({ cpuMs: sum.cpuMs + (cost?.cpuMs ?? 0), residentMb: sum.residentMb + (cost?.residentMb ?? 0) }),
    { cpuMs: 0, residentMb: 0 },
  );
}
