import { type MovedClock, movedClocks, presentTable, type ZoneTable } from '@interlude/shared/time/promised-time';
import { applyAsTimer } from '../booking/apply-as-timer.ts';
import { settleClock } from '../booking/commands/clock.ts';
import type { UpcomingRow } from '../booking/row/cross-tenant-store.ts';
import type { ObligationDeps } from './deps.ts';

/** A booked interview whose start reads otherwise than was promised. */
export interface ClockFault {
  readonly tenantId: string;
  readonly interviewId: string;
  readonly startsAt: string;
  readonly clocks: readonly MovedClock[];
  readonly asked: boolean;
}

export interface ClockReport {
  readonly tzdata: string;
  readonly checked: number;
  /** Booked before promises were kept: nothing is known of what was told. */
  readonly unknown: number;
  readonly faults: readonly ClockFault[];
}

const pageSize = 500;

/**
 * Compares what the people of every booked interview were told with what the zone table says now, across tenants.
 * With `ask` those that differ become a call for HR and a mail to both sides, once for each table; no start is moved.
 */
export async function checkClocks(
  app: ObligationDeps,
  { ask, table = presentTable }: { ask: boolean; table?: ZoneTable },
): Promise<ClockReport> {
  const { tzdata } = table;
  const askAbout = ({ tenantId, _id: interviewId }: UpcomingRow, moved: readonly MovedClock[]) =>
    applyAsTimer(app, { tenantId, interviewId }, settleClock({ ask: { moved, tzdata } }));
  const report = { tzdata, checked: 0, unknown: 0, faults: [] as ClockFault[] };
  for await (const row of upcoming(app)) {
    const promised = row.promised ?? [];
    report[promised.length === 0 ? 'unknown' : 'checked'] += 1;
    const clocks = movedClocks(promised, row.startsAt.getTime(), table);
    if (clocks.length === 0) continue;
    const isAsked = row.clockAskedFor === tzdata;
    const asked = isAsked || (ask && (await askAbout(row, clocks)));
    const { tenantId, _id: interviewId, startsAt } = row;
    report.faults.push({ tenantId, interviewId, startsAt: startsAt.toISOString(), clocks, asked });
  }
  return report;
}

async function* upcoming(app: ObligationDeps): AsyncGenerator<UpcomingRow> {
  for (let after = ''; ; ) {
    const rows = await app.stores.scheduled.listUpcoming(after, new Date(app.now()), pageSize);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < pageSize || last === undefined) return;
    after = last._id;
  }
}
