import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { expectMet, expectSettled, plantObligations } from './test-fault-checks.ts';
import { prepareLoad } from './test-fault-load.ts';
import { startOwnMongo } from './test-own-mongo.ts';
import { startOwnTemporal } from './test-own-temporal.ts';
import { startTwoOfEach, type TwoOfEach } from './test-two-of-each.ts';
import { until } from './until-ready.ts';

let stop = async () => {};
afterEach(async () => await stop());

interface OwnServer {
  goOn(): void;
  stop(): Promise<void>;
}

/** Two of each on a server that only they use; it goes on before they are stopped, however the test ends. */
async function startOn(server: OwnServer, servers: Parameters<typeof startTwoOfEach>[0]): Promise<TwoOfEach> {
  stop = async () => await server.stop();
  const two = await startTwoOfEach(servers);
  stop = async () => {
    server.goOn();
    await two.stop();
    await server.stop();
  };
  return two;
}

it('answers each request in time while MongoDB hangs for 45 s under load, loses nothing, and catches up afterwards', async () => {
  const mongo = await startOwnMongo();
  const two = await startOn(mongo, { mongoUrl: mongo.url });
  const load = await prepareLoad(two);
  // Before the load: beside it a slow machine would still be planting when they fall due.
  const obligations = await plantObligations(two, 25);
  load.start();
  await until('the load to be under way', async () => load.figures.answered > 20, { everyMs: 50 });

  mongo.hang();
  await pause(45_000);
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

it('goes on booking while Temporal hangs for 60 s under load, and sends and does afterwards what fell due, once', async () => {
  const temporal = await startOwnTemporal();
  const two = await startOn(temporal, { temporalAddress: temporal.address });
  const load = await prepareLoad(two);
  const obligations = await plantObligations(two, 30);
  load.start();
  await until('the load to be under way', async () => load.figures.answered > 20, { everyMs: 50 });

  temporal.hang();
  const before = load.figures.answered;
  await pause(60_000);
  const { answered, unavailable, longestMs, latestTimerMs } = load.figures;
  temporal.goOn();

  expect(answered).toBeGreaterThan(before + 300);
  expect(unavailable).toBe(0);
  expect(longestMs - latestTimerMs).toBeLessThan(3_500);
  await load.stop();
  await expectMet(two, obligations);
  await expectSettled(two, load);
});
