import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBalancer } from './test-balancer.ts';
import { expectMet, expectSettled, plantObligations } from './test-fault-checks.ts';
import { prepareLoad } from './test-fault-load.ts';
import { startTwoOfEach, type TwoOfEach } from './test-two-of-each.ts';
import { until } from './until-ready.ts';

let two: TwoOfEach;
beforeAll(async () => {
  two = await startTwoOfEach();
});
afterAll(async () => await two?.stop());

it('loses no request, no mail and no timer in a rolling restart of every process of every service under load', async () => {
  const balancer = startBalancer(two.portals.map(({ urls }) => urls.booking));
  const load = await prepareLoad(two, [balancer.next]);
  load.start();
  const obligations = await plantObligations(two, 20);
  const before = load.figures.answered;

  for (const service of ['booking', 'workflows', 'notifications'] as const) {
    for (const portal of two.portals) {
      await portal.restart(service);
      await until('both to take requests', async () => balancer.ready.size === 2);
    }
  }

  expect(load.figures.answered).toBeGreaterThan(before + 50);
  await load.stop();
  await balancer.stop();
  // A process that goes answers what it has; whoever is left takes the rest.
  expect(load.figures.unavailable).toBe(0);
  await expectMet(two, obligations);
  await expectSettled(two, load);
});
