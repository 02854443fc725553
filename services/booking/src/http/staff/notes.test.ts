import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

const email = () => `can-${intentKey()}@candidate.example`.toLowerCase();
const newJob = async (more: object = {}) =>
  (await portal.admin.call<{ jobId: string }>('jobs.create', { title: 'Nurse', ...more })).jobId;
const notFound = { refusal: { code: 'not_found' } };

async function staffWith(roles: string[]): Promise<{ personId: string; browser: Browser }> {
  const password = 'a password that is long';
  const address = `${intentKey()}@acme.example`.toLowerCase();
  const input = { name: 'Somebody', email: address, roles, zone: 'UTC', password };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', input);
  return { personId, browser: await portal.signIn(address, password) };
}

describe('notes', () => {
  it('are read by whoever sees the record, and changed, removed and brought back by their author alone', async () => {
    const { personId, browser } = await staffWith(['hiring_manager']);
    const jobId = await newJob({ ownerIds: [personId] });
    const about = { kind: 'job', id: jobId };
    const { noteId } = await portal.admin.call<{ noteId: string }>('notes.add', { ...about, text: ' First\nline ' });
    await browser.call('notes.add', { ...about, text: 'From the manager' });
    const texts = async () =>
      (await browser.ask<{ notes: { text: string; isOwn: boolean }[] }>('notes.list', about)).notes;
    expect(await texts()).toMatchObject([
      { text: 'From the manager', isOwn: true },
      { text: 'First\nline', isOwn: false },
    ]);
    for (const call of ['notes.remove', 'notes.restore'] as const) {
      await expect(browser.call(call, { noteId })).rejects.toMatchObject(notFound);
    }
    await expect(browser.call('notes.edit', { noteId, text: 'Mine' })).rejects.toMatchObject(notFound);
    await portal.admin.call('notes.edit', { noteId, text: 'Changed' });
    await portal.admin.call('notes.remove', { noteId });
    expect(await texts()).toHaveLength(1);
    await portal.admin.call('notes.restore', { noteId });
    expect(await texts()).toMatchObject([{}, { text: 'Changed' }]);
    await expect(portal.admin.call('notes.add', { ...about, text: 'x'.repeat(2_001) })).rejects.toMatchObject({
      refusal: { code: 'invalid_input' },
    });
  });
});

describe('a note', () => {
  const merge = async (keepId: string, mergeId: string) =>
    await portal.admin.call('candidates.merge', { keepId, mergeId, idempotencyKey: intentKey() });

  it('that is written while its candidate is merged stands on the record that stays', async () => {
    const newCandidate = async () =>
      (await portal.admin.call<{ candidateId: string }>('candidates.create', { name: 'Zoe', email: email() }))
        .candidateId;
    const [keep, gone] = [await newCandidate(), await newCandidate()];
    const { jobs } = portal.app.stores;
    const { tieToCandidate } = jobs;
    const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    jobs.tieToCandidate = async (...of) => {
      reached.resolve();
      await goOn.promise;
      return await tieToCandidate(...of);
    };
    const adding = portal.admin.call('notes.add', { kind: 'candidate', id: gone, text: 'Prefers mornings' });
    await reached.promise;
    jobs.tieToCandidate = tieToCandidate;
    await merge(keep, gone);
    goOn.resolve();
    await adding;
    expect(await portal.admin.ask('notes.list', { kind: 'candidate', id: keep })).toMatchObject({
      notes: [{ text: 'Prefers mornings' }],
    });
  });

  it('that was removed is not changed, as if it were there, and goes when it was to go', async () => {
    const { noteId } = await portal.admin.call<{ noteId: string }>('notes.add', {
      ...{ kind: 'job', id: await newJob() },
      text: 'Two seats.',
    });
    const row = async () => await portal.collection<{ _id: string }>('notes').findOne({ _id: noteId });
    await portal.admin.call('notes.remove', { noteId });
    const removed = await row();
    await expect(portal.admin.call('notes.edit', { noteId, text: 'Half an hour of work' })).rejects.toMatchObject(
      notFound,
    );
    await portal.admin.call('notes.remove', { noteId });
    expect(await row()).toEqual(removed);
  });
});

it('whatever changes records and accounts is on record, in ids and codes, and nothing of what was said', async () => {
  const said = 'Sesquipedalia';
  const address = email();
  const { jobId } = await portal.admin.call<{ jobId: string }>('jobs.create', { title: said });
  const job = { jobId };
  const person = {
    name: said,
    email: `p${address}`,
    roles: ['interviewer'],
    zone: 'UTC',
    password: 'a password that is long',
  };
  const ids: Record<string, string> = {};
  const changes: [string, () => Promise<object>, string][] = [
    ['jobs.update', async () => ({ ...job, title: `${said} again`, location: said }), 'updateJob'],
    ['jobs.archive', async () => job, 'archiveJob'],
    ['jobs.restore', async () => job, 'restoreJob'],
    ['candidates.create', async () => ({ name: said, email: address }), 'createCandidate'],
    ['candidates.archive', async () => ({ candidateId: ids['candidateId'] }), 'archiveCandidate'],
    ['candidates.restore', async () => ({ candidateId: ids['candidateId'] }), 'restoreCandidate'],
    [
      'applications.create',
      async () => ({ ...job, candidate: { name: said, email: `a${address}` } }),
      'createCandidate createApplication',
    ],
    ['notes.add', async () => ({ kind: 'job', id: jobId, text: said }), 'addNote'],
    ['notes.edit', async () => ({ noteId: ids['noteId'], text: `${said} again` }), 'editNote'],
    ['notes.remove', async () => ({ noteId: ids['noteId'] }), 'removeNote'],
    ['notes.restore', async () => ({ noteId: ids['noteId'] }), 'restoreNote'],
    ['people.create', async () => person, 'createPerson'],
    ['people.update', async () => ({ personId: ids['personId'], title: said }), 'updatePerson'],
    ['account.save', async () => ({ about: said }), 'saveAccount'],
    ['account.endOthers', async () => ({}), 'endOtherSessions'],
  ];
  const audit = portal.collection<{ action: string; detail: object; actor: { id: string } }>('audit');
  for (const [procedure, input, action] of changes) {
    const before = await audit.countDocuments({});
    Object.assign(ids, await portal.admin.call(procedure, await input()));
    const rows = await audit.find({}).sort({ _id: 1 }).skip(before).toArray();
    expect([procedure, rows.map((row) => row.action).join(' ')]).toEqual([procedure, action]);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${said}|${address}`, 'i'));
    expect(rows.every(({ actor }) => actor.id === portal.personId)).toBe(true);
  }
});
