import { type Candidate, type SlotsAsked, slotsCall } from './bench-candidate.ts';
import type { BenchPortal } from './bench-portal.ts';
import { createLoadClient, expected, type LoadClient } from './load-client.ts';
import { costOf } from './pinning.ts';
import { goalRow, latencyRow, type Row } from './report.ts';
import { timed, timedAll } from './statistics.ts';

const officeHours = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '09:00', to: '12:00' },
  { weekday, from: '13:00', to: '17:00' },
]);
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Europe/Lisbon',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Australia/Sydney',
  'Africa/Cairo',
  'America/Denver',
  'Pacific/Auckland',
];
const browsers = 24;
const connections = 24;
const throughputMs = 10_000;
const firstDays = 28;
const warmUpCalls = 2_000;

/** What one page of one browser asks for. */
interface Page {
  readonly candidate: Candidate;
  readonly asked: SlotsAsked;
}

/** Pages of one panel: those that ask again, and as many as one likes that nobody has asked for before. */
interface Pages {
  readonly who: string;
  readonly client: LoadClient;
  readonly again: readonly Page[];
  readonly tags: Map<Page, string>;
  /** Another browser, zone or first date every time; null when all have been asked for. */
  neverAsked(): Page | null;
}

/** W1 over HTTP: the plain GET of a page, for one interviewer and a panel of eight. */
export async function measureSlots(portal: BenchPortal): Promise<Row[]> {
  const rows: Row[] = [];
  // A process that has just begun is measured by what the compiler does meanwhile, and so by which panel comes first.
  for (const size of [1, 8]) await warmUp(await pagesOf(portal, size));
  for (const size of [1, 8]) {
    const pages = await pagesOf(portal, size);
    rows.push(...(await oneClient(pages)), await payload(pages));
    rows.push(...(await throughput(portal, pages)));
    pages.client.close();
  }
  return rows;
}

async function warmUp({ client, neverAsked }: Pages): Promise<void> {
  const ask = async () => {
    const page = neverAsked();
    if (page !== null) await get(client, page);
  };
  await timedAll(
    Array.from({ length: warmUpCalls }, () => ask),
    connections,
  );
  client.close();
}

async function pagesOf(portal: BenchPortal, size: number): Promise<Pages> {
  const people = await Promise.all(Array.from({ length: size }, () => portal.addInterviewer({ weekly: officeHours })));
  const templateId = await portal.addTemplate(people, { stepMinutes: 15, durationMinutes: 30 });
  const candidates = await portal.inviteMany(browsers, templateId);
  const client = createLoadClient(portal.base, connections);
  const who = size === 1 ? '1 interviewer' : `panel of ${size}`;
  const again = candidates.map((candidate): Page => ({ candidate, asked: { days: 30 } }));
  const tags = new Map<Page, string>();
  for (const page of again) {
    const { headers } = await get(client, page);
    if (headers.etag !== undefined) tags.set(page, headers.etag);
  }
  let asked = 0;
  const neverAsked = () => {
    const n = asked++;
    const candidate = candidates[n % browsers];
    const zone = zones[Math.floor(n / browsers) % zones.length];
    const day = 1 + Math.floor(n / browsers / zones.length);
    if (candidate === undefined || zone === undefined || day > firstDays) return null;
    const from = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
    return { candidate, asked: { days: 30, from, zone } };
  };
  return { who, client, again, tags, neverAsked };
}

async function get(client: LoadClient, { candidate, asked }: Page) {
  return expected(await client.send(slotsCall(candidate, asked)), 200);
}

/** Whether the page is as it was; every five minutes of the clock it is another one, with another tag. */
async function getIfChanged({ client, tags }: Pages, page: Page) {
  const { candidate, asked } = page;
  const known = tags.get(page);
  const answer = await client.send(slotsCall(candidate, asked, known));
  const { etag } = answer.headers;
  if (answer.status === 200 && etag !== undefined && etag !== known) tags.set(page, etag);
  else expected(answer, 304);
}

/** How a page asks: for something new, for the same again, or whether it has changed. */
const ways = [
  { name: 'first asked', calls: 600, next: ({ neverAsked }: Pages) => neverAsked(), tagged: false },
  { name: 'asked again', calls: 400, next: ({ again }: Pages, n: number) => again[n % again.length], tagged: false },
  { name: 'unchanged, 304', calls: 400, next: ({ again }: Pages, n: number) => again[n % again.length], tagged: true },
];

async function oneClient(pages: Pages): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, calls, next, tagged } of ways) {
    const times: number[] = [];
    for (let n = 0; n < calls; n++) {
      const page = next(pages, n);
      if (!page) break;
      const took = await timed(() => (tagged ? getIfChanged(pages, page) : get(pages.client, page)));
      // The first half is the warm-up: so long the compiler goes on making the code of this way faster.
      if (n >= calls / 2) times.push(took);
    }
    rows.push(latencyRow(`W1 GET slots, 30 days, ${pages.who}, 1 client, ${name}`, times, 2.5));
  }
  return rows;
}

async function payload({ client, again, who }: Pages): Promise<Row> {
  const [page] = again;
  if (page === undefined) throw new Error('nobody was invited');
  const { body, headers } = await get(client, { ...page, asked: { days: 31 } });
  const kb = body.length / 1024;
  const measured = `${kb.toFixed(2)} KB ${headers['content-encoding'] ?? 'plain'}`;
  return goalRow(`W1 payload, 31 days, ${who}`, measured, '≤ 6 KB', kb <= 6);
}

async function throughput(portal: BenchPortal, pages: Pages): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, next, tagged } of ways) {
    const before = await costOf(portal.pid);
    const times: number[] = [];
    const began = performance.now();
    const browse = async (_: unknown, first: number) => {
      for (let n = first; performance.now() - began < throughputMs; n++) {
        const page = next(pages, n);
        if (!page) return;
        times.push(await timed(() => (tagged ? getIfChanged(pages, page) : get(pages.client, page))));
      }
    };
    await Promise.all(Array.from({ length: connections }, browse));
    const perSecond = (times.length / (performance.now() - began)) * 1_000;
    const after = await costOf(portal.pid);
    const cpu = before && after ? `, CPU ${((after.cpuMs - before.cpuMs) / times.length).toFixed(2)} ms each` : '';
    const resident = after ? `, ${after.residentMb.toFixed(0)} MB resident` : '';
    const row = latencyRow(`W1 GET slots, 30 days, ${pages.who}, ${connections} connections, ${name}`, times, null);
    rows.push({ ...row, ours: `${perSecond.toFixed(0)}/s, ${row.ours}${cpu}${resident}` });
  }
  return rows;
}
