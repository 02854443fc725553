import { pushPath } from '@interlude/shared/contracts/calendars';
import { expect, it, onTestFinished } from 'vitest';
import { startTestPortal } from '../../test/portal.ts';
import { isOwnChannelId, newChannelId } from '../access/channel-id.ts';

it('made-up channels share one limit by network, and take nothing from a channel that was named here', async () => {
  // Whatever is let through is asked of a service that is not there.
  const env = { INTERLUDE_LIMITS: 'on', INTERLUDE_CALENDARS_URL: 'http://127.0.0.1:1' };
  // One minute, however long this takes.
  const now = Date.now();
  const portal = await startTestPortal({ env, now: () => now });
  onTestFinished(async () => await portal.stop());
  async function push(id: string): Promise<number> {
    const headers = { 'x-goog-channel-id': id, 'x-goog-channel-token': 'made up' };
    return (await fetch(new URL(pushPath, portal.admin.base), { method: 'POST', headers })).status;
  }
  const { internalKey } = portal.app.config;
  for (let n = 0; n < 600; n += 20)
    await Promise.all(Array.from({ length: 20 }, async (_, m) => await push(`made-up-${n + m}`)));
  expect(await push('made-up-again')).toBe(429);
  expect(await push(newChannelId(internalKey))).toBe(503);
});

it('a channel is known for ours by its id alone, which Google takes', () => {
  const [key, other] = ['a key', 'another key'];
  const id = newChannelId(key);
  expect(id).toMatch(/^[\w-]{54}$/);
  expect(isOwnChannelId(id, key)).toBe(true);
  const first = id.startsWith('a') ? 'b' : 'a';
  for (const [made, by] of [
    [id, other],
    [`${first}${id.slice(1)}`, key],
    [id.slice(0, -1), key],
    [crypto.randomUUID(), key],
    ['', key],
    [`${id.slice(0, -1)}é`, key],
  ] as const)
    expect(isOwnChannelId(made, by), made).toBe(false);
});
