import { until } from '@interlude/dev-stack/until-ready';
import { expect, it } from 'vitest';
import { createLog } from '../runtime/log.ts';
import { startReconcile } from './reconcile.ts';

const rowsOf = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    _id: `int_${String(from + n).padStart(4, '0')}`,
    tenantId: 'ten_1',
    factsRev: 2,
    plannedRev: 1,
  }));

it('goes on past a booking that always fails, and looks again at a page of which nothing was answered', async () => {
  const all = rowsOf(0, 250);
  const nudged: string[] = [];
  const pages: string[] = [];
  let isDown = true;
  const reconcile = startReconcile({
    scheduled: {
      listUnfinished: async (after: string, limit: number) => {
        pages.push(after);
        return all.filter(({ _id }) => _id > after).slice(0, limit);
      },
    } as never,
    workflows: {
      nudge: async ({ interviewId }: { interviewId: string }) => {
        if (isDown || interviewId === 'int_0007') throw new Error('planted');
        nudged.push(interviewId);
      },
    } as never,
    log: createLog('booking', 'silent'),
    everyMs: 20,
  });
  await until('two looks at the first page', async () => pages.filter((after) => after === '').length >= 2);
  expect(new Set(pages)).toEqual(new Set(['']));
  isDown = false;
  await until('all others', async () => new Set(nudged).size === 249, { everyMs: 20 });
  await reconcile.stop();
  expect(nudged).not.toContain('int_0007');
});

it('begins anew after a last page on which everything fails by itself', async () => {
  const all = rowsOf(0, 201);
  const counts = new Map<string, number>();
  const reconcile = startReconcile({
    scheduled: {
      listUnfinished: async (after: string, limit: number) => all.filter(({ _id }) => _id > after).slice(0, limit),
    } as never,
    workflows: {
      nudge: async ({ interviewId }: { interviewId: string }) => {
        if (interviewId === 'int_0200') throw new TypeError('planted');
        counts.set(interviewId, (counts.get(interviewId) ?? 0) + 1);
      },
    } as never,
    log: createLog('booking', 'silent'),
    everyMs: 20,
  });
  await until('a second look at the first page', async () => (counts.get('int_0000') ?? 0) >= 2);
  await reconcile.stop();
});
