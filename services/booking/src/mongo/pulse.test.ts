import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { afterEach, expect, it } from 'vitest';
import { createPulse, type Pulse } from './pulse.ts';

let pulse: Pulse;
afterEach(() => pulse.stop());

/** A pulse, and what it hears its database say. */
function listen() {
  const client = new EventEmitter();
  pulse = createPulse({ getClient: () => client } as unknown as Connection);
  return { answer: () => client.emit('serverHeartbeatSucceeded', { reply: { isWritablePrimary: true } }) };
}

it('does not take a machine that stood still for a database that is silent', async () => {
  const database = listen();
  const work = pulse.orSilent(async () => await sleep(2_900, 'done'));
  const until = performance.now() + 2_600;
  while (performance.now() < until);
  // The database stood still as well, and answers a moment after everybody goes on.
  setTimeout(database.answer, 150);
  await expect(work).resolves.toBe('done');
  expect(pulse.isSilent()).toBe(false);
});

it('answers whoever waits within three seconds of silence, and again once the database answers', async () => {
  const database = listen();
  const began = performance.now();
  const never = pulse.orSilent(() => new Promise(() => undefined));
  await expect(never).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
  expect(performance.now() - began).toBeLessThan(3_000);
  await expect(pulse.orSilent(async () => 'at once')).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
  database.answer();
  await expect(pulse.orSilent(async () => 'done')).resolves.toBe('done');
});
