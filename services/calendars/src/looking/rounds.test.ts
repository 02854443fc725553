import { expect, it, onTestFinished } from 'vitest';
import { connectionRows, partOf } from '../connections/connection-rows.ts';
import { createTestDeps } from '../test-deps.ts';
import type { LookDeps } from './look-deps.ts';
import { startLooking } from './rounds.ts';

const base = createTestDeps('rounds');
const { connections } = base.deps;
const seen: string[] = [];
const slow = new AbortController();
let [running, most] = [0, 0];
const deps = {
  ...base.deps,
  providers: {
    ...base.deps.providers,
    ics: {
      async look(...[, { secret }]: Parameters<LookDeps['providers']['ics']['look']>) {
        seen.push(secret.url);
        if (secret.url !== 'slow') return { isSame: false, cursor: null, spans: [] } as const;
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => slow.signal.addEventListener('abort', () => resolve()));
        running -= 1;
        return { isSame: true } as const;
      },
    },
  },
};

async function connect(tenantId: string, personId: string, url: string): Promise<void> {
  const { blank, sealed } = connectionRows(deps);
  const row = blank({ tenantId, personId, zone: 'Europe/Berlin', provider: 'ics', name: url }, 0);
  await connections.insert({ ...row, calendars: [partOf('file', url)], secret: sealed(row, { url }) });
}

it('two looks at the slow calendars of one company leave the others theirs', async () => {
  for (let n = 0; n < 20; n++) await connect('tenant_slow', `person_slow_${n}`, 'slow');
  for (let n = 0; n < 20; n++) await connect('tenant_quick', `person_quick_${n}`, 'quick');
  const looking = startLooking(deps);
  onTestFinished(async () => {
    slow.abort();
    await looking.stop();
  });
  await expect.poll(() => seen.filter((url) => url === 'quick')).toHaveLength(20);
  expect(most).toBe(2);
});
