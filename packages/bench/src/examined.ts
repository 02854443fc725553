import type { BenchPortal } from './bench-portal.ts';

/** What the queries of a call read of a collection, or of all, as the database tells it. */
export async function examinedBy({ rows }: BenchPortal, call: () => Promise<unknown>, collection?: string) {
  await rows.db?.command({ profile: 2 });
  const since = new Date();
  await call();
  await rows.db?.command({ profile: 0 });
  const ns = collection === undefined ? { $not: /system\.profile$/ } : `${rows.name}.${collection}`;
  const queries = await rows
    .collection<{ docsExamined?: number; planSummary?: string }>('system.profile')
    .find({ ns, op: { $in: ['query', 'getmore', 'command'] }, ts: { $gte: since } })
    .toArray();
  if (queries.length === 0) throw new Error('no query was seen');
  return {
    queries: queries.length,
    examined: Math.max(...queries.map(({ docsExamined = 0 }) => docsExamined)),
    scans: queries.some(({ planSummary = '' }) => planSummary.includes('COLLSCAN')),
  };
}
