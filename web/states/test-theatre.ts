import { createChildProcesses } from '@interlude/dev-stack/child-processes';
import { findChromium } from '@interlude/dev-stack/chromium';
import { repositoryRoot } from '@interlude/dev-stack/portal';
import { buildWeb, isWebStale } from '@interlude/dev-stack/web-build';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Stand } from './stand.ts';
import type { State, Way } from './state.ts';
import { startWorld, type World } from './world.ts';

/** All of these states, brought about before the first test of a file; those that cannot be throw when they are asked for. */
export function theatreOfFile(states: readonly State[]) {
  const ways = new Map<string, Way | Error>();
  let world: World | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    const children = createChildProcesses((child, how) => console.error(`${child.name} ${how}\n${child.tail()}`));
    if (await isWebStale(repositoryRoot)) await buildWeb(repositoryRoot, children);
    children.close();
    const { executablePath, args } = await findChromium();
    [world, browser] = await Promise.all([startWorld(), chromium.launch({ executablePath, args: [...args] })]);
    // One after the other, since some of them turn the clock.
    for (const state of states) {
      const way = await state.arrange(world).catch((error: unknown) => new Error(String(error), { cause: error }));
      ways.set(state.id, way);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

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
