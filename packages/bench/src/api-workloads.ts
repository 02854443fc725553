import { Agent } from 'node:http';
import { CallRefused } from '@interlude/dev-stack/api-browser';
import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import { plainGet, type startBenchPortal } from './bench-portal.ts';
import { goalRow, latencyRow, type Row } from './report.ts';
import { quantile, timed, timedAll } from './statistics.ts';

type BenchPortal = Awaited<ReturnType<typeof startBenchPortal>>;

const officeHours = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '09:00', to: '12:00' },
  { weekday, from: '13:00', to: '17:00' },
]);
const policy = { minimumNotice: 'PT0S', bookingWindowDays: 60 };

/** W1 over HTTP: 30 days, one interviewer and a panel of eight. */
export async function measureSlots(portal: BenchPortal): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of [1, 8]) {
    const people = await Promise.all(
      Array.from({ length: size }, () => portal.addInterviewer({ weekly: officeHours })),
    );
    const templateId = await portal.addTemplate(people, { policy, stepMinutes: 15, durationMinutes: 30 });
    const [candidate] = await portal.inviteMany(1, templateId);
    if (candidate === undefined) continue;
    rows.push(await plainRow(portal, candidate, size));
    const query = () => candidate.slots({ days: 30, zone: 'America/New_York' });
    await timedAll(
      Array.from({ length: 50 }, () => query),
      1,
    );
    const samples = await timedAll(
      Array.from({ length: 300 }, () => query),
      1,
    );
    rows.push(latencyRow(`W1 slots by tRPC, 30 days, ${size} interviewer(s)`, samples, 5));
  }
  return rows;
}

async function plainRow(portal: BenchPortal, { interviewId, browser }: CandidateBrowser, size: number): Promise<Row> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const url = new URL(`/api/interviews/${interviewId}/slots?days=30&zone=America/New_York`, portal.base);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, 'accept-encoding': 'gzip' };
  let bytes = 0;
  const get = async () => {
    const answer = await plainGet(url, headers, agent);
    if (answer.status !== 200) throw new Error(`slots answered ${answer.status}`);
    bytes = answer.bytes;
  };
  await timedAll(
    Array.from({ length: 50 }, () => get),
    1,
  );
  const samples = await timedAll(
    Array.from({ length: 300 }, () => get),
    1,
  );
  agent.destroy();
  return latencyRow(
    `W1 slots by GET, 30 days, ${size} interviewer(s)`,
    samples,
    5,
    `, ${(bytes / 1024).toFixed(1)} KB gzip`,
  );
}

/** W2: distinct starts of many interviewers, each booked once. */
export async function measureBooking(
  portal: BenchPortal,
  note = '',
  clients: readonly number[] = [1, 8, 32],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const atOnce of clients) {
    const people = await Promise.all(Array.from({ length: 8 }, () => portal.addInterviewer()));
    const templates = await Promise.all(people.map((person) => portal.addTemplate([person], { policy })));
    const groups = await Promise.all(templates.map((templateId) => portal.inviteMany(30, templateId)));
    const starts = (await groups[0]?.[0]?.slots({ days: 40 }))?.starts ?? [];
    // Every second start of each interviewer, so that no two bookings want the same time.
    const jobs = groups.flatMap((group) => group.map((candidate, n) => () => candidate.book(starts[n * 2 + 2] ?? '')));
    const warm = jobs.splice(0, 20);
    await timedAll(warm, 1);
    const began = performance.now();
    const samples = await timedAll(jobs, atOnce);
    const perSecond = (samples.length / (performance.now() - began)) * 1_000;
    const row = latencyRow(`W2 book, ${atOnce} client(s)${note}`, samples, atOnce === 1 ? 10 : 100);
    rows.push({ ...row, ours: `${row.ours}, ${perSecond.toFixed(0)}/s` });
  }
  return rows;
}

/** W3: a hundred rivals for one start. */
export async function measureStorm(portal: BenchPortal): Promise<Row[]> {
  const rounds: { won: number; losers: number[] }[] = [];
  for (let round = 0; round < 3; round++) {
    const templateId = await portal.addTemplate([await portal.addInterviewer()], { policy });
    const candidates = await portal.inviteMany(100, templateId);
    const start = (await candidates[0]?.slots())?.starts[round + 3] ?? '';
    const losers: number[] = [];
    let won = 0;
    await Promise.all(
      candidates.map(async (candidate) => {
        const took = await timed(async () => {
          try {
            await candidate.book(start);
            won += 1;
          } catch (error) {
            if (!(error instanceof CallRefused) || error.refusal?.code !== 'slot_taken') throw error;
          }
        });
        losers.push(took);
      }),
    );
    rounds.push({ won, losers });
  }
  const all = rounds.flatMap(({ losers }) => losers);
  const won = rounds.map((round) => round.won).join(', ');
  return [
    goalRow(
      'W3 storm, 100 rivals for one start, 3 rounds',
      `winners ${won}; answer p50 ${quantile(all, 0.5).toFixed(0)} ms, p99 ${quantile(all, 0.99).toFixed(0)} ms`,
      'one winner each round',
      rounds.every((round) => round.won === 1),
    ),
  ];
}
