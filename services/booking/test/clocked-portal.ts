import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startTestPortal, type TestPortal } from './portal.ts';

/** A portal for the tests of one file, each of which begins at this instant (epoch milliseconds) and moves the clock. */
export function clockedPortal(begin: number) {
  const clock = { now: begin };
  let started: TestPortal;
  beforeAll(async () => {
    started = await startTestPortal({ now: () => clock.now });
  });
  beforeEach(async () => {
    clock.now = begin;
    await started.renewSession();
  });
  afterAll(async () => await started.stop());
  return { clock, portal: () => started };
}
