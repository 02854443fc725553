import { CallRefused } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let personId: string;
beforeAll(async () => {
  portal = await startTestPortal();
  personId = await portal.addInterviewer();
});
afterAll(async () => await portal.stop());

interface Offered {
  readonly version: number;
  readonly name: string;
  readonly archived: boolean;
  readonly venue?: string;
}
const facts = { durationMinutes: 60, provider: 'in_person', venue: 'Hafenstraße 12' };
const kinds = {
  templates: () => ({ ...facts, type: 'onsite', guide: 'Ring twice.', panel: [{ anyOf: [personId], count: 1 }] }),
  services: () => ({ ...facts, providerIds: [personId] }),
};

describe.each(['templates', 'services'] as const)('%s', (router) => {
  const idName = router === 'templates' ? 'templateId' : 'serviceId';
  const fields = (more: object) => ({ ...kinds[router](), ...more });
  const call = (procedure: string, input: object) =>
    portal.admin.call<Offered & Record<string, string>>(`${router}.${procedure}`, { ...input });
  const get = (id: string) => portal.admin.ask<Offered>(`${router}.get`, { [idName]: id });
  const named = (name: string) => portal.collection(router).countDocuments({ name });
  async function create(name: string): Promise<string> {
    return (await call('create', fields({ name })))[idName] ?? '';
  }
  async function refusalOf(work: Promise<unknown>) {
    const error = await work.then(
      () => null,
      (caught: unknown) => caught,
    );
    return error instanceof CallRefused ? error.refusal : error;
  }

  it('are made once however often a create is sent, also at the same moment, and anew under another key', async () => {
    const name = `${router} made once`;
    const wish = fields({ name, idempotencyKey: intentKey() });
    const answers = await Promise.all([1, 2, 3, 4].map(() => call('create', wish)));
    answers.push(await call('create', wish));
    expect(new Set(answers.map((answer) => answer[idName])).size).toBe(1);
    expect(await named(name)).toBe(1);
    await call('create', { ...wish, idempotencyKey: intentKey() });
    expect(await named(name)).toBe(2);
    expect(await refusalOf(call('create', { ...wish, durationMinutes: 30 }))).toEqual({ code: 'idempotency_mismatch' });
    expect(await named(name)).toBe(2);
  });

  it('are changed only from the version that was read: of two who change it at once one is refused', async () => {
    const id = await create(`${router} of two`);
    const change = (name: string, expectedVersion?: number) =>
      call('update', fields({ [idName]: id, name, expectedVersion }));
    const both = await Promise.allSettled([change('Mine', 1), change('Yours', 1)]);
    const won = both.filter(({ status }) => status === 'fulfilled');
    const lost = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect([won.length, lost.length]).toEqual([1, 1]);
    const conflict = { code: 'version_conflict', version: 2, status: 'active' };
    expect(await refusalOf(Promise.reject(lost[0]))).toEqual(conflict);
    const [winner] = won.flatMap((one) => (one.status === 'fulfilled' ? [one.value.name] : []));
    expect(await get(id)).toMatchObject({ name: winner, version: 2 });
    expect(await change('Without a version', undefined)).toMatchObject({ version: 3 });
  });

  it('keep the change of a request that is sent again after its answer was lost', async () => {
    const id = await create(`${router} sent again`);
    const wish = fields({ [idName]: id, name: 'Once', expectedVersion: 1, idempotencyKey: intentKey() });
    const first = await call('update', wish);
    expect(await call('update', wish)).toEqual(first);
    expect(await get(id)).toMatchObject({ version: 2 });
    const again = await Promise.all(
      [1, 2, 3].map(() => call('update', { ...wish, expectedVersion: 2, idempotencyKey: `${id}-again` })),
    );
    expect(new Set(again.map(({ version }) => version))).toEqual(new Set([3]));
  });

  it('lose what a change does not name, and tell who changes one that was archived meanwhile', async () => {
    const id = await create(`${router} emptied`);
    const bare = { ...fields({ [idName]: id, name: 'Phone', provider: 'phone' }), venue: undefined, guide: undefined };
    const emptied = await call('update', bare);
    expect(emptied).toMatchObject({ name: 'Phone', version: 2 });
    expect([emptied.venue, emptied['guide']]).toEqual([undefined, undefined]);
    expect(await call('archive', { [idName]: id })).toMatchObject({ archived: true, version: 3 });
    expect(await call('archive', { [idName]: id })).toMatchObject({ archived: true, version: 3 });
    const late = call('update', fields({ [idName]: id, name: 'Late', expectedVersion: 2 }));
    expect(await refusalOf(late)).toEqual({ code: 'version_conflict', version: 3, status: 'archived' });
  });

  it('from before there were versions count as 0 until they are changed', async () => {
    const id = await create(`${router} of old`);
    await portal.collection<{ _id: string }>(router).updateOne({ _id: id }, { $unset: { version: 1 } });
    expect(await get(id)).toMatchObject({ version: 0 });
    const change = () => call('update', fields({ [idName]: id, name: 'Of old', expectedVersion: 0 }));
    expect(await change()).toMatchObject({ version: 1 });
    expect(await refusalOf(change())).toMatchObject({ code: 'version_conflict', version: 1 });
  });
});

it('invites nobody with a template that is archived', async () => {
  const templateId = await portal.addTemplate([personId], { name: 'Gone' });
  await portal.admin.call('templates.archive', { templateId });
  await expect(portal.invite(templateId)).rejects.toMatchObject({ refusal: { code: 'not_found' } });
});
