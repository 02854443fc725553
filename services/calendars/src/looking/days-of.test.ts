import { elsewhereSchema } from '@interlude/shared/contracts/calendars';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysOf } from './days-of.ts';

const start = Date.parse('2027-03-01T00:00:00Z');
const minute = 60_000;
const span = fc
  .tuple(fc.integer({ min: 0, max: 20 * 1440 }), fc.integer({ min: 1, max: 3 * 1440 }))
  .map(([from, length]) => ({ from: start + from * minute, to: start + (from + length) * minute }));

it('days hold every minute of the spans, no five minutes beside them, and are a report as booking takes it', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
      const days = daysOf(spans);
      const report = {
        tenantId: 'ten_1',
        personId: 'per_1',
        from: '2027-03-01',
        to: '2027-03-25',
        look: 1,
        isConnected: true,
        seenAt: null,
        writesTo: null,
        days,
      };
      expect(elsewhereSchema.safeParse(report).error).toBeUndefined();
      const all = days.flatMap((day) => day.spans);
      const isIn = (list: readonly { from: number; to: number }[], at: number) =>
        list.some(({ from, to }) => at >= from && at < to);
      for (let at = start; at < start + 24 * 1440 * minute; at += 5 * minute) {
        const isBusy = spans.some(({ from, to }) => from < at + 5 * minute && to > at);
        expect(isIn(all, at)).toBe(isBusy);
      }
    }),
    { numRuns: 30 },
  );
});
