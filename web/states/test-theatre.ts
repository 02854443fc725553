import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { sharedBrowser } from '../src/test-browser.ts';
import type { Stand } from './stand.ts';
import type { State, Way } from './state.ts';
import { startWorld, type World } from './world.ts';

/** All of these states, brought about before the first test of a file; those that cannot be throw when they are asked for. */
export function theatreOfFile(states: readonly State[]) {
  const ways = new Map<string, Way | Error>();
  let world: World | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld(), sharedBrowser()]);
    // One after the other, since some of them turn the clock.
    for (const state of states) {
      const way = await state.arrange(world).catch((error: unknown) => new Error(String(error), { cause: error }));
      ways.set(state.id, way);
    }
  });
  afterAll(async () => await world?.stop());

  return {
    get world(): World {
      if (world === undefined) throw new Error('Only inside a test.');
      return world;
    },
    stand(state: State): Stand {
      const way = ways.get(state.id);
      if (way === undefined || world === undefined || browser === undefined) throw new Error('Only inside a test.');
      if (way instanceof Error) throw way;
      return { state, way, world, browser };
    },
  };
}
