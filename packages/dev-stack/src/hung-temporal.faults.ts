import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { expectMet, expectSettled, plantObligations } from './test-fault-checks.ts';
import { prepareLoad } from './test-fault-load.ts';
import { startOwnTemporal } from './test-own-temporal.ts';
import { startTwoOfEach, type TwoOfEach } from './test-two-of-each.ts';

const hungMs = 60_000;

let temporal: Awaited<ReturnType<typeof startOwnTemporal>>;
let two: TwoOfEach;
beforeAll(async () => {
  temporal = await startOwnTemporal();
  two = await startTwoOfEach({ temporalAddress: temporal.address });
});
afterAll(async () => {
  temporal?.goOn();
  await two?.stop();
  await temporal?.stop();
});

it('goes on booking while Temporal hangs for 60 s under load, and sends and does afterwards what fell due, once', async () => {
  const bases = two.portals.map(
    ({ urls }) =>
      () =>
        urls.booking,
  );
  const load = await prepareLoad(two.company, bases, inject('faults').seed);
  load.start();
  const obligations = await plantObligations(two, 30);

  temporal.hang();
  const before = load.figures.answered;
  await pause(hungMs);
  const { answered, unavailable, longestMs, latestTimerMs } = load.figures;
  temporal.goOn();

  expect(answered).toBeGreaterThan(before + 300);
  expect(unavailable).toBe(0);
  expect(longestMs - latestTimerMs).toBeLessThan(3_500);
  await load.stop();
  await expectMet(two, obligations);
  await expectSettled(two, load);
});
