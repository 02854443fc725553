import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import type { AuditRow } from '../../journal/audit-store.ts';
import { appRouter } from '../router.ts';
import type { Meta } from '../trpc.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

type Mutation = (path: string, input: Record<string, unknown>) => Promise<Record<string, string>>;

/** The rows that one call leaves. */
async function rowsOf(work: (call: Mutation) => Promise<unknown>) {
  const audit = portal.collection<AuditRow>('audit');
  const before = await audit.countDocuments({ tenantId: portal.tenantId } as never);
  await work((path, input) => portal.admin.call(path, input));
  const rows = await audit
    .find({ tenantId: portal.tenantId } as never)
    .sort({ at: 1, _id: 1 })
    .toArray();
  return rows.slice(before).map(({ actor, action, detail }) => ({ actor, action, detail }));
}
const me = () => ({ party: 'staff', id: portal.personId });

it('names of a changed template which fields, and before and after of what nobody wrote', async () => {
  const people = [await portal.addInterviewer(), await portal.addInterviewer()];
  const template = { name: 'System design', type: 'technical', durationMinutes: 60, provider: 'zoom' };
  const wish = { ...template, meetingUrl: 'https://acme.zoom.us/j/1', panel: [{ anyOf: [people[0]], count: 1 }] };
  let templateId = '';
  const created = await rowsOf(async (call) => ({ templateId = '' } = await call('templates.create', wish)));
  expect(created).toEqual([{ actor: me(), action: 'createTemplate', detail: { template: templateId } }]);

  const guide = 'Bring what Zoë of legal wrote';
  const changed = { ...wish, templateId, guide, durationMinutes: 45, panel: [{ anyOf: people, count: 1 }] };
  const [updated, ...more] = await rowsOf((call) => call('templates.update', changed));
  expect(more).toEqual([]);
  expect(updated).toMatchObject({ action: 'updateTemplate', detail: { fields: 'durationMinutes guide panel' } });
  const said = (side: unknown) => JSON.parse(String(side));
  expect(said(updated?.detail['before'])).toMatchObject({ durationMinutes: 60, panel: [{ anyOf: [people[0]] }] });
  expect(said(updated?.detail['after'])).toMatchObject({ durationMinutes: 45, panel: [{ anyOf: people }] });
  expect(JSON.stringify(updated)).not.toContain('Zoë');

  const archived = await rowsOf((call) => call('templates.archive', { templateId }));
  expect(archived).toMatchObject([
    { action: 'archiveTemplate', detail: { template: templateId, fields: 'archivedAt' } },
  ]);
  expect(await rowsOf((call) => call('templates.archive', { templateId }))).toEqual([]);
});

it('leaves one row of each change of a service and of a room, and of a room its numbers', async () => {
  const personId = await portal.addInterviewer();
  const service = { name: 'Bike fitting', durationMinutes: 30, provider: 'phone', providerIds: [personId] };
  let serviceId = '';
  const created = await rowsOf(async (call) => ({ serviceId = '' } = await call('services.create', service)));
  expect(created).toMatchObject([{ actor: me(), action: 'createService', detail: { service: serviceId } }]);
  const longer = await rowsOf((call) => call('services.update', { ...service, serviceId, durationMinutes: 45 }));
  expect(longer).toMatchObject([
    { action: 'updateService', detail: { before: '{"durationMinutes":30}', after: '{"durationMinutes":45}' } },
  ]);
  expect(await rowsOf((call) => call('services.archive', { serviceId }))).toMatchObject([{ action: 'archiveService' }]);

  let resourceId = '';
  const room = { name: 'Aula', kind: 'room', capacity: 2 };
  const made = await rowsOf(async (call) => ({ resourceId = '' } = await call('resources.create', room)));
  expect(made).toMatchObject([{ action: 'createResource', detail: { resource: resourceId } }]);
  const smaller = { resourceId, name: 'Aula magna', capacity: 1, active: true };
  const [row] = await rowsOf((call) => call('resources.update', smaller));
  expect(row).toMatchObject({ detail: { fields: 'capacity name', before: '{"capacity":2}', after: '{"capacity":1}' } });
});

it('leaves one row of each change of hours and time off, without why somebody is away', async () => {
  const personId = await portal.addInterviewer();
  const weekly = [{ weekday: 1, from: '09:00', to: '12:00' }];
  const hours = { personId, zone: 'Europe/Berlin', weekly, overrides: [] };
  const [saved] = await rowsOf((call) => call('availability.save', hours));
  expect(saved).toMatchObject({ actor: me(), action: 'saveHours', detail: { person: personId, fields: 'weekly' } });
  expect(JSON.parse(String(saved?.detail['after']))).toEqual({ weekly });

  const away = { personId, from: '2027-02-01', to: '2027-02-02', reason: 'Surgery', idempotencyKey: intentKey() };
  let timeOffId = '';
  const added = await rowsOf(async (call) => {
    ({ timeOffId = '' } = await call('availability.addTimeOff', away));
    await call('availability.addTimeOff', away);
  });
  const { from, to } = away;
  expect(added).toEqual([
    { actor: me(), action: 'addTimeOff', detail: { person: personId, timeOff: timeOffId, from, to } },
  ]);
  const removed = await rowsOf((call) => call('availability.removeTimeOff', { personId, timeOffId }));
  expect(removed).toMatchObject([{ action: 'removeTimeOff', detail: { person: personId, timeOff: timeOffId } }]);
});

it('leaves one row of each change of a view of a list, without its name', async () => {
  let viewId = '';
  const saved = await rowsOf(
    async (call) => ({ viewId = '' } = await call('views.save', { name: 'Zoë’s', search: 'q=zoe' })),
  );
  expect(saved).toEqual([{ actor: me(), action: 'saveView', detail: { view: viewId, shared: 'no' } }]);
  const rows = await rowsOf(async (call) => {
    await call('views.rename', { viewId, name: 'Ours' });
    await call('views.remove', { viewId });
    await call('views.restore', { viewId });
  });
  expect(rows.map(({ action }) => action)).toEqual(['renameView', 'removeView', 'restoreView']);
});

it('puts nothing on record of a change that was refused', async () => {
  const personId = await portal.addInterviewer();
  const stale = { personId, zone: 'UTC', weekly: [], overrides: [], expectedVersion: 99 };
  const rows = await rowsOf(async (call) => {
    await call('availability.save', stale).catch(() => null);
    await call('availability.removeTimeOff', { personId, timeOffId: 'tof_none' }).catch(() => null);
    await call('views.rename', { viewId: 'viw_none', name: 'A' }).catch(() => null);
  });
  expect(rows).toEqual([]);
});

/** What staff may change and where it is on record: by the commit of bookings, by `noteChange`, or why nowhere. */
const onRecord: Record<string, readonly string[]> = {
  'bookings, by their commit': [
    ...['invite', 'inviteMany', 'inviteParts', 'candidateLink', 'confirm', 'start', 'bookFor', 'reschedule', 'cancel'],
    ...['complete', 'decide', 'markNoShow', 'keepTime', 'extendLink', 'resendLink', 'undo', 'cancelMany', 'resendMany'],
    ...['extendMany', 'decline', 'removeInterviewer', 'addInterviewer', 'restoreEntry', 'keepInterviewer'],
    ...['cancelGroup', 'moveGroup', 'setPhone', 'applyTemplate'],
  ]
    .map((name) => `interviews.${name}`)
    .concat(['retakes.request', 'retakes.decide', 'queue.dismiss', 'queue.restore'])
    .concat(['appointments.setPayment', 'appointments.cancelSeries']),
  'the company, by `noteChange`': [
    ...['create', 'inviteColleague', 'resendInvitation', 'update', 'deactivate', 'reactivate'].map(
      (one) => `people.${one}`,
    ),
    ...['save', 'changePassword', 'endSession', 'endOthers'].map((one) => `account.${one}`),
    ...['save', 'addTimeOff', 'removeTimeOff'].map((one) => `availability.${one}`),
    ...['create', 'update', 'archive', 'restore'].map((one) => `jobs.${one}`),
    ...['create', 'update', 'archive', 'restore', 'merge', 'importCsv'].map((one) => `candidates.${one}`),
    ...['add', 'edit', 'remove', 'restore'].map((one) => `notes.${one}`),
    ...['create', 'update', 'archive'].map((one) => `templates.${one}`),
    ...['create', 'update', 'archive'].map((one) => `services.${one}`),
    ...['create', 'update', 'makeFeed', 'revokeFeed'].map((one) => `resources.${one}`),
    ...['save', 'rename', 'remove', 'restore'].map((one) => `views.${one}`),
    ...['saveAccent', 'removeLogo', 'saveMeetingHosts', 'saveHosts'].map((one) => `settings.${one}`),
    ...['connectIcs', 'connectCaldav', 'choose', 'disconnect'].map((one) => `calendars.${one}`),
    ...['applications.create', 'clients.update', 'calendars.makeFeed', 'calendars.revokeFeed', 'staff.removePhoto'],
  ],
  'nowhere: it changes nothing that stays': ['interviews.previewMails', 'calendars.begin', 'calendars.syncNow'],
};

it('knows of every change that staff can make where it is on record', () => {
  const procedures = Object.entries(
    appRouter._def.procedures as unknown as Record<string, { _def: { type: string; meta?: Meta } }>,
  );
  const mutations = procedures.flatMap(([path, { _def }]) => {
    const isStaffs = _def.type === 'mutation' && !['public', 'link'].includes(_def.meta?.perm ?? '');
    return isStaffs ? [path] : [];
  });
  expect(Object.values(onRecord).flat().toSorted()).toEqual(mutations.toSorted());
});
