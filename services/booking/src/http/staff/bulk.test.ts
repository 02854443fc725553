import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import { connectMongo } from '../../mongo/mongo.ts';

let portal: TestPortal;
let templateId: string;
beforeAll(async () => {
  portal = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' } });
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());

interface Results {
  readonly results: {
    readonly interviewId: string;
    readonly status?: string;
    readonly version?: number;
    readonly refusal?: { readonly code: string };
  }[];
}
const reason = { code: 'other' };
const invited = async (count: number) => {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await portal.invite(templateId)).interviewId);
  return ids;
};
const versions = async (ids: readonly string[]) => {
  const rows = await portal
    .collection<{ _id: string; version: number; status: string }>('bookings')
    .find({ _id: { $in: [...ids] } })
    .toArray();
  return ids.map((id) => rows.find(({ _id }) => _id === id)?.version);
};
const audited = async (ids: readonly string[], action: string) =>
  await portal.collection<{ interviewId: string; action: string }>('audit').countDocuments({
    interviewId: { $in: [...ids] },
    action,
  });
const sayOf = ({ results }: Results) => results.map(({ status, refusal }) => status ?? refusal?.code);

async function staffWith(roles: string[]): Promise<{ personId: string; browser: Browser }> {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  const input = { name: 'Somebody', email, roles, zone: 'UTC', password };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', input);
  return { personId, browser: await portal.signIn(email, password) };
}

describe('several interviews at once', () => {
  it('are cancelled each by itself, in the order asked for: what one row refuses keeps no other from its turn', async () => {
    const [one = '', cancelled = '', other = ''] = await invited(3);
    await portal.admin.call('interviews.cancel', { interviewId: cancelled, reason });
    const interviewIds = [one, 'int_01ZZZZZZZZZZZZZZZZZZZZZZZZ', cancelled, other];
    const answer = await portal.admin.call<Results>('interviews.cancelMany', {
      interviewIds,
      reason,
      idempotencyKey: intentKey(),
    });
    expect(answer.results.map(({ interviewId }) => interviewId)).toEqual(interviewIds);
    expect(sayOf(answer)).toEqual(['cancelled', 'not_found', 'status_forbids', 'cancelled']);
  });

  it('take effect once, whether all are asked for again under the key or the failed ones alone', async () => {
    const ids = await invited(3);
    const input = { interviewIds: ids, validFor: 'P20D', idempotencyKey: intentKey() };
    const first = await portal.admin.call<Results>('interviews.extendMany', input);
    const after = await versions(ids);
    expect(await portal.admin.call('interviews.extendMany', input)).toEqual(first);
    const some = { ...input, interviewIds: ids.slice(1) };
    expect(await portal.admin.call('interviews.extendMany', some)).toEqual({ results: first.results.slice(1) });
    expect(await versions(ids)).toEqual(after);
    expect(await audited(ids, 'extendLink')).toBe(3);
  });

  it('end at an outage in the middle, which is nothing that a row was refused; the same key does what was left, once', async () => {
    const ids = await invited(4);
    const input = { interviewIds: ids, reason, idempotencyKey: intentKey() };
    const release = await holdWritesOf(ids[2] ?? '');
    onTestFinished(release);
    await expect(portal.admin.call('interviews.cancelMany', input)).rejects.toMatchObject({
      status: 503,
      refusal: { code: 'unavailable' },
    });
    await release();
    expect(await audited(ids, 'cancel')).toBe(2);
    expect(sayOf(await portal.admin.call<Results>('interviews.cancelMany', input))).toEqual(Array(4).fill('cancelled'));
    expect(await audited(ids, 'cancel')).toBe(4);
  });

  it('count towards the limits of each, and a repeat under the same key does not count again', async () => {
    const [id = ''] = await invited(1);
    const keys = Array.from({ length: 11 }, () => intentKey());
    const say: unknown[] = [];
    for (const key of [...keys.slice(0, 10), keys[0] ?? '', keys[10] ?? '']) {
      const input = { interviewIds: [id], idempotencyKey: key };
      say.push(...sayOf(await portal.admin.call<Results>('interviews.resendMany', input)));
    }
    expect(say).toEqual([...Array(11).fill('invited'), 'rate_limited']);
  });

  it('are at most two hundred, none of them twice, and only those that these staff may change', async () => {
    const many = Array.from({ length: 201 }, (_, n) => `int_${n}`);
    const refused = { refusal: { code: 'invalid_input' } };
    for (const interviewIds of [[], many, ['int_1', 'int_1']])
      await expect(
        portal.admin.call('interviews.resendMany', { interviewIds, idempotencyKey: intentKey() }),
      ).rejects.toMatchObject(refused);
    const [id = ''] = await invited(1);
    const { browser } = await staffWith(['hiring_manager']);
    const input = { interviewIds: [id], reason, idempotencyKey: intentKey() };
    expect(sayOf(await browser.call<Results>('interviews.cancelMany', input))).toEqual(['not_found']);
  });
});

/** Another transaction has written this booking and does not end until it is called: the database takes no other write. */
async function holdWritesOf(interviewId: string): Promise<() => Promise<void>> {
  const connection = await connectMongo(portal.config.mongoUrl, portal.config.database);
  const session = await connection.startSession();
  session.startTransaction();
  await connection
    .collection<{ _id: string }>('bookings')
    .updateOne({ _id: interviewId }, { $set: { note: 'x' } }, { session });
  return async () => {
    if (session.inTransaction()) await session.abortTransaction();
    await connection.close();
  };
}
