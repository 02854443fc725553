import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import { type Urgency, urgency } from '@interlude/shared/contracts/lifecycle';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { OutboxRow } from '../journal/outbox-store.ts';
import { newId } from '../runtime/new-id.ts';

const execute = promisify(execFile);
const day = 86_400_000;
let ahead = 0;
let portal: TestPortal;
let idle: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ roles: 'api,relay', now: () => Date.now() + ahead });
  idle = await startTestPortal({
    env: { INTERLUDE_LIMITS: 'on', INTERLUDE_INVITATIONS_PER_HOUR: '3' },
  });
});
afterAll(async () => await Promise.all([portal.stop(), idle.stop()]));

let made = 0;
function row(tenantId: string, of: Urgency | null, interviewId = newId('interview') as string): OutboxRow {
  made += 1;
  return {
    _id: newId('event'),
    tenantId: tenantId as TenantId,
    interviewId: interviewId as BookingId,
    rev: 1,
    createdAt: new Date(1_000 * made),
    deliveredAt: null,
    ...(of === null ? {} : { urgency: of }),
  };
}
// Longer than the engine lets the id of a workflow be.
const impossible = () => `int_${'x'.repeat(2_000)}${newId('interview')}`;
const rowOf = (one: OutboxRow) => portal.collection<OutboxRow>('outbox').findOne({ _id: one._id });
const untilDelivered = (one: OutboxRow) => until('delivery', async () => (await rowOf(one))?.deliveredAt);

/** What the command says of parked nudges, and its exit code. */
async function listed(...given: string[]): Promise<{ stdout: string; code?: number }> {
  const secret = (seed: string) => createHash('sha256').update(seed).digest('base64url');
  const env = {
    INTERLUDE_MONGO_URL: portal.config.mongoUrl,
    INTERLUDE_BOOKING_DB: portal.config.database,
    INTERLUDE_LINK_KEYS: `one:${secret('link')}`,
    INTERLUDE_INTERNAL_KEY: secret('internal'),
  };
  const script = fileURLToPath(new URL('../parked-nudges.ts', import.meta.url));
  return await execute(process.execPath, [script, ...given], { env }).catch((error: { stdout: string }) => error);
}

describe('nudges that wait', () => {
  it('go out by urgency, within one the companies in turn, and old rows among those to be met soon', async () => {
    const { outbox } = idle.app.stores;
    const crowd = Array.from({ length: 40 }, () => row('ten_crowd', urgency.bulk));
    const [other, soon, old, code] = [
      row('ten_other', urgency.bulk),
      row('ten_crowd', urgency.soon),
      row('ten_other', null),
      row('ten_crowd', urgency.code),
    ] as const;
    await outbox.append(...crowd, other, soon, old, code);

    const listed = (await outbox.listPending(20, new Date())).map(({ _id }) => _id);

    expect(listed[0]).toBe(code._id);
    expect(new Set(listed.slice(1, 3))).toEqual(new Set([soon._id, old._id]));
    expect(new Set(listed.slice(3, 5))).toEqual(new Set([crowd[0]?._id, other._id]));
    expect(listed[5]).toBe(crowd[1]?._id);
  });
});

describe('a nudge that the engine cannot take', () => {
  it('delays no other one, is parked after a day, counted, and tried anew once released', async () => {
    const { outbox } = portal.app.stores;
    const poison = [1, 2, 3, 4, 5].map(() => row(portal.tenantId, urgency.code, impossible()));
    await outbox.append(...poison);
    await until('tries', async () => ((await rowOf(poison[0] as OutboxRow))?.tries ?? 0) > 1);
    const healthy = row(portal.tenantId, urgency.bulk);

    await outbox.append(healthy);

    await untilDelivered(healthy);
    ahead = 2 * day;
    await until('parking', async () => (await outbox.backlog()).parked === poison.length);
    expect(await outbox.backlog()).toEqual({ depth: 0, oldest: null, parked: poison.length });
    const metrics = async () => await (await fetch(`http://127.0.0.1:${portal.metricsPort}/metrics`)).text();
    await until('the counter', async () => (await metrics()).includes(`interlude_outbox_parked ${poison.length}\n`));
    expect((await outbox.listParked()).map(({ _id }) => _id)).toEqual(poison.map(({ _id }) => _id));
    expect(await listed()).toMatchObject({ code: 1, stdout: expect.stringContaining(`${poison.length} parked\n`) });
    expect((await listed('--release')).stdout).toContain(`${poison.length} parked, ${poison.length} released`);
    await until('another try', async () => (await rowOf(poison[0] as OutboxRow))?.tries === 1);
    ahead = 0;
  });
});

it('refuses the invitations of a company beyond its limit and not those of another', async () => {
  const templateId = await idle.addTemplate([await idle.addInterviewer()]);
  for (let n = 0; n < 3; n += 1) await idle.invite(templateId);

  await expect(idle.invite(templateId)).rejects.toThrow('rate_limited');

  const other = await idle.newTenant();
  const admin = await idle.signIn(other.email, other.password);
  await expect(admin.call('jobs.create', { title: intentKey() })).resolves.toBeDefined();
});
