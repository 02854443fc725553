import { setTimeout as delay } from 'node:timers/promises';
import { measureBooking, measureBookingAlone } from './api-booking.ts';
import { measureCalendars } from './api-calendars.ts';
import { measureConsole } from './api-console.ts';
import { measureOpen, measureReminders } from './api-crowd.ts';
import { measureLists } from './api-lists.ts';
import { measureMail } from './api-mail.ts';
import { measureMany } from './api-many.ts';
import { measureMixed } from './api-mixed.ts';
import { measureSlots } from './api-slots.ts';
import { measureStorms } from './api-storm.ts';
import { type BenchPortal, startBenchPortal } from './bench-portal.ts';
import type { BenchConfig } from './config.ts';
import { costOf, pinApart, type ServerCost } from './pinning.ts';
import { goalRow, type Row, unlessVoid } from './report.ts';
import { measureWebVitals } from './web-vitals.ts';

const calendarDatabase = `bench-${process.pid}-calendars`;

/** What goes through the booking service over HTTP, each with a service and a database of its own. */
export const apiWorkloads = {
  slots: () => withPortal('W1 GET slots', measureSlots),
  booking: () =>
    withPortal('W2 book', async (portal) => {
      const rows = await measureBooking(portal);
      await portal.stopTemporal();
      return [...rows, ...(await measureBookingAlone(portal))];
    }),
  storms: () => withPortal('W3 storms', measureStorms),
  mail: () => withPortal('W5 mails', measureMail, { sendsMail: true }),
  reminders: ({ crowd }: BenchConfig) =>
    withPortal('W5 reminders', (portal) => measureReminders(portal, crowd), { sendsMail: true }),
  open: ({ crowd }: BenchConfig) => withPortal('W6 open', (portal) => measureOpen(portal, crowd), { sendsMail: true }),
  lists: () => withPortal('W6 lists', measureLists),
  console: () => withPortal('W7 console', measureConsole),
  many: () => withPortal('W9 many at once', measureMany),
  calendars: () => withPortal('W8 calendars', measureCalendars, { sendsMail: true, calendars: calendarDatabase }),
  // A browser is many processes, and the page waits for one at a time.
  async web() {
    const portal = await startBenchPortal();
    try {
      return await measureWebVitals(portal);
    } finally {
      await portal.stop();
    }
  },
  mixed: ({ mixedSeconds: seconds }: BenchConfig) =>
    withPortal('W4 mixed', async (portal) => {
      const before = await costOf(portal.pid);
      const rows = await measureMixed(portal, seconds);
      const memory = await memoryRow(portal, before);
      await portal.stopTemporal();
      return [...rows, memory, ...(await measureMixed(portal, seconds, ', workflow engine down'))];
    }),
};

const restMs = 30_000;
const goalRestMb = 400;

/** What the load has left the service with, once it has had time to give it back. */
async function memoryRow({ pid }: BenchPortal, before: ServerCost | null): Promise<Row> {
  const after = await costOf(pid);
  await delay(restMs);
  const rest = await costOf(pid);
  const said = [before, after, rest].map((cost) => cost?.residentMb.toFixed(0) ?? 'unknown');
  return goalRow(
    'W4 memory of the service',
    `${said[0]} MB before, ${said[1]} after, ${said[2]} half a minute later`,
    `at rest ≤ ${goalRestMb} MB`,
    rest === null ? null : rest.residentMb <= goalRestMb,
  );
}

async function withPortal(
  workload: string,
  measure: (portal: BenchPortal) => Promise<Row[]>,
  options: Parameters<typeof startBenchPortal>[0] = {},
): Promise<Row[]> {
  const portal = await startBenchPortal(options);
  const pinned = await pinApart(portal.pid);
  try {
    return [goalRow(workload, pinned.described, '', null), ...(await unlessVoid(workload, () => measure(portal)))];
  } finally {
    await pinned.release();
    await portal.stop();
  }
}
