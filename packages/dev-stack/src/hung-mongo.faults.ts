import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { expectMet, expectSettled, plantObligations } from './test-fault-checks.ts';
import { prepareLoad } from './test-fault-load.ts';
import { startOwnMongo } from './test-own-mongo.ts';
import { startTwoOfEach, type TwoOfEach } from './test-two-of-each.ts';

const hungMs = 45_000;

let mongo: Awaited<ReturnType<typeof startOwnMongo>>;
let two: TwoOfEach;
beforeAll(async () => {
  mongo = await startOwnMongo();
  two = await startTwoOfEach({ mongoUrl: mongo.url });
});
afterAll(async () => {
  mongo?.goOn();
  await two?.stop();
  await mongo?.stop();
});

it('answers each request in time while MongoDB hangs for 45 s under load, loses nothing, and catches up afterwards', async () => {
  const bases = two.portals.map(
    ({ urls }) =>
      () =>
        urls.booking,
  );
  const load = await prepareLoad(two.company, bases, inject('faults').seed);
  load.start();
  const obligations = await plantObligations(two, 25);
  const before = load.figures.answered;
  expect(before).toBeGreaterThan(20);

  mongo.hang();
  await pause(hungMs);
  mongo.goOn();

  const { answered, unavailable, longestMs, latestTimerMs } = load.figures;
  expect(unavailable).toBeGreaterThan(100);
  // Three seconds, and what a busy machine needs to run a timer.
  expect(longestMs - latestTimerMs).toBeLessThan(3_500);
  await pause(10_000);
  expect(load.figures.answered).toBeGreaterThan(answered + 20);
  await load.stop();
  await expectMet(two, obligations);
  await expectSettled(two, load);
});
