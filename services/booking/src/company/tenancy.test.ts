import { type Browser, CallRefused } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteInputs } from '../../test/invite-inputs.ts';
import { peopleInputs } from '../../test/people-inputs.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { recordInputs } from '../../test/record-inputs.ts';
import { rolesOf } from '../access/permissions.ts';
import { appRouter } from '../http/router.ts';
import type { Meta } from '../http/trpc.ts';

let portal: TestPortal;
let candidate: CandidateBrowser;
let stranger: Browser;
const ids: Record<string, string> = {};

beforeAll(async () => {
  portal = await startTestPortal();
  ids['personId'] = await portal.addInterviewer();
  ids['templateId'] = await portal.addTemplate([ids['personId']]);
  const licence = { name: 'Editor', kind: 'licence' };
  ids['resourceId'] = (await portal.admin.call<{ resourceId: string }>('resources.create', licence)).resourceId;
  candidate = await portal.invite(ids['templateId']);
  ids['interviewId'] = candidate.interviewId;
  const { jobId } = await portal.admin.call<{ jobId: string }>('jobs.create', { title: 'Another' });
  ids['jobId'] = jobId;
  const wanted = { jobId, candidate: { name: 'Somebody', email: 'somebody@candidate.example' } };
  const { applicationId } = await portal.admin.call<{ applicationId: string }>('applications.create', wanted);
  ids['applicationId'] = applicationId;
  const applications = portal.collection<{ _id: string; candidateId: string }>('applications');
  ids['candidateId'] = (await applications.findOne({ _id: applicationId }))?.candidateId ?? '';
  const view = { name: 'Nurses', search: 'status=invited', shared: true };
  ids['viewId'] = (await portal.admin.call<{ viewId: string }>('views.save', view)).viewId;
  const note = { kind: 'job', id: jobId, text: 'Needs somebody soon' };
  ids['noteId'] = (await portal.admin.call<{ noteId: string }>('notes.add', note)).noteId;
  const [start = ''] = (await candidate.slots()).starts;
  await candidate.book(start);
  const { interviewId } = candidate;
  await portal.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
  await portal.admin.call('interviews.complete', { interviewId, outcome: 'failed' });
  const { requestId } = await portal.admin.call<{ requestId: string }>('retakes.request', {
    interviewId,
    reason: { code: 'illness' },
  });
  ids['requestId'] = requestId;
  const off = { personId: ids['personId'], from: '2027-01-04', to: '2027-01-05' };
  ids['timeOffId'] = (await portal.admin.call<{ timeOffId: string }>('availability.addTimeOff', off)).timeOffId;
  const service = await portal.addService([ids['personId']], { price: { amountMinor: 100, currency: 'EUR' } });
  ids['serviceId'] = service.serviceId;
  ids['appointmentId'] = (await portal.appoint(service)).interviewId;
  ids['clientId'] = (await portal.collection<{ _id: string }>('clients').findOne())?._id ?? '';
  ids['sessionId'] = (await portal.admin.ask<{ sessionId: string }[]>('account.sessions'))[0]?.sessionId ?? '';
  const other = await portal.newTenant();
  stranger = await portal.signIn(other.email, other.password);
});
afterAll(async () => await portal.stop());

type Input = Record<string, unknown>;
const startsAt = '2027-01-06T09:00:00Z';
const template = {
  name: 'T',
  type: 'technical',
  durationMinutes: 60,
  provider: 'phone',
};

/** A valid input of every procedure that takes somebody's id; a procedure that is missing here fails the test. */
const ill = { reason: { code: 'illness' } };
const inputs: Record<string, (id: (kind: string) => string) => Input | null> = {
  ...recordInputs,
  'candidate.exchange': () => null,
  'candidate.interview': (id) => ({ interviewId: id('interviewId') }),
  'candidate.slots': (id) => ({ interviewId: id('interviewId'), zone: 'UTC' }),
  'candidate.hold': (id) => ({ interviewId: id('interviewId'), startsAt, idempotencyKey: intentKey() }),
  'candidate.releaseHold': (id) => ({ interviewId: id('interviewId') }),
  'candidate.book': (id) => ({ interviewId: id('interviewId'), startsAt, zone: 'UTC', idempotencyKey: intentKey() }),
  'candidate.partSlots': (id) => ({ interviewId: id('interviewId'), zone: 'UTC' }),
  'candidate.bookParts': (id) => ({
    interviewId: id('interviewId'),
    starts: [{ interviewId: id('interviewId'), startsAt }],
    zone: 'UTC',
    idempotencyKey: intentKey(),
  }),
  'candidate.seriesSlots': (id) => ({
    interviewId: id('interviewId'),
    startsAt,
    rule: { freq: 'WEEKLY', count: 2 },
    zone: 'UTC',
  }),
  'candidate.bookSeries': (id) => ({
    interviewId: id('interviewId'),
    starts: [startsAt, '2027-01-13T09:00:00Z'],
    rule: { freq: 'WEEKLY', count: 2 },
    zone: 'UTC',
    idempotencyKey: intentKey(),
  }),
  'candidate.cancelSeries': (id) => ({
    interviewId: id('interviewId'),
    from: 'this_and_following',
    reason: { code: 'illness' },
    idempotencyKey: intentKey(),
  }),
  'candidate.reschedule': (id) => ({
    interviewId: id('interviewId'),
    startsAt,
    zone: 'UTC',
    idempotencyKey: intentKey(),
  }),
  'candidate.confirm': (id) => ({ interviewId: id('interviewId'), idempotencyKey: intentKey() }),
  'candidate.cancel': (id) => ({ interviewId: id('interviewId'), ...ill, idempotencyKey: intentKey() }),
  'candidate.requestRetake': (id) => ({ interviewId: id('interviewId'), ...ill, idempotencyKey: intentKey() }),
  'candidate.joinWaitlist': (id) => ({ interviewId: id('interviewId'), idempotencyKey: intentKey() }),
  'candidate.leaveWaitlist': (id) => ({ interviewId: id('interviewId'), idempotencyKey: intentKey() }),
  'candidate.passOffer': (id) => ({ interviewId: id('interviewId'), startsAt, idempotencyKey: intentKey() }),
  'candidate.resendLink': () => null,
  'candidate.requestInvitation': () => null,
  'candidate.setPreferences': (id) => ({ interviewId: id('interviewId'), zone: 'UTC' }),
  'candidate.live': () => null,
  'staff.live': () => null,
  'availability.get': (id) => ({ personId: id('personId') }),
  'availability.save': (id) => ({ personId: id('personId'), zone: 'UTC', weekly: [], overrides: [] }),
  'availability.impact': (id) => ({ personId: id('personId'), zone: 'UTC', weekly: [], overrides: [] }),
  'availability.preview': (id) => ({ personId: id('personId'), zone: 'UTC' }),
  'availability.dates': (id) => ({ personId: id('personId'), zone: 'UTC', rule: 'FREQ=DAILY', startsOn: '2027-02-01' }),
  'availability.addTimeOff': (id) => ({ personId: id('personId'), from: '2027-02-01', to: '2027-02-02' }),
  'availability.removeTimeOff': (id) => ({ personId: id('personId'), timeOffId: id('timeOffId') }),
  'queue.list': () => null,
  'search.find': () => null,
  'queue.restore': (id) => ({ kind: 'bounced', interviewId: id('interviewId') }),
  'queue.dismiss': (id) => ({ kind: 'bounced', interviewId: id('interviewId'), reason: { code: 'handled' } }),
  'resources.list': () => null,
  'resources.create': () => null,
  'resources.feed': (id) => ({ resourceId: id('resourceId') }),
  'resources.makeFeed': (id) => ({ resourceId: id('resourceId') }),
  'resources.revokeFeed': (id) => ({ resourceId: id('resourceId') }),
  'resources.update': (id) => ({ resourceId: id('resourceId'), name: 'R', capacity: 1, active: true }),
  'templates.list': () => null,
  'templates.get': (id) => ({ templateId: id('templateId') }),
  'templates.create': (id) => ({ ...template, panel: [{ anyOf: [id('personId')], count: 1 }], jobIds: [id('jobId')] }),
  'templates.update': (id) => ({
    ...template,
    templateId: id('templateId'),
    panel: [{ anyOf: [id('personId')], count: 1 }],
    jobIds: [id('jobId')],
  }),
  'templates.archive': (id) => ({ templateId: id('templateId') }),
  'interviews.bookFor': (id) => ({ interviewId: id('interviewId'), startsAt, idempotencyKey: intentKey() }),
  'interviews.list': () => null,
  'interviews.matching': () => null,
  'interviews.export': () => null,
  'interviews.get': (id) => ({ interviewId: id('interviewId') }),
  'interviews.timeline': (id) => ({ interviewId: id('interviewId') }),
  'interviews.slots': (id) => ({ interviewId: id('interviewId'), zone: 'UTC' }),
  'interviews.confirm': (id) => ({ interviewId: id('interviewId') }),
  'interviews.start': (id) => ({ interviewId: id('interviewId') }),
  'interviews.reschedule': (id) => ({ interviewId: id('interviewId'), startsAt, reason: { code: 'conflict' } }),
  'interviews.cancel': (id) => ({ interviewId: id('interviewId'), reason: { code: 'other' } }),
  'interviews.complete': (id) => ({ interviewId: id('interviewId'), outcome: 'passed' }),
  'interviews.decide': (id) => ({ interviewId: id('interviewId'), outcome: 'passed' }),
  'interviews.markNoShow': (id) => ({ interviewId: id('interviewId'), party: 'candidate' }),
  'interviews.undo': (id) => ({ interviewId: id('interviewId') }),
  'interviews.keepTime': (id) => ({ interviewId: id('interviewId') }),
  'interviews.decline': (id) => ({ interviewId: id('interviewId'), reason: { code: 'illness' } }),
  'interviews.removeInterviewer': (id) => ({ interviewId: id('interviewId'), personId: id('personId') }),
  'interviews.addInterviewer': (id) => ({ interviewId: id('interviewId'), personId: id('personId') }),
  'interviews.keepInterviewer': (id) => ({ interviewId: id('interviewId'), personId: id('personId') }),
  'interviews.restoreEntry': (id) => ({ interviewId: id('interviewId'), personId: id('personId') }),
  'interviews.extendLink': (id) => ({ interviewId: id('interviewId') }),
  'interviews.resendLink': (id) => ({ interviewId: id('interviewId') }),
  'retakes.list': () => null,
  'retakes.eligibility': (id) => ({ interviewId: id('interviewId') }),
  'retakes.request': (id) => ({ interviewId: id('interviewId'), reason: { code: 'illness' } }),
  'retakes.decide': (id) => ({ requestId: id('requestId'), decision: 'approve', reason: { code: 'illness' } }),
};

Object.assign(inputs, peopleInputs, inviteInputs);
const service = { name: 'S', durationMinutes: 30, provider: 'phone' };
Object.assign(inputs, {
  'services.list': () => null,
  'services.get': (id) => ({ serviceId: id('serviceId') }),
  'services.create': (id) => ({ ...service, providerIds: [id('personId')] }),
  'services.update': (id) => ({ ...service, serviceId: id('serviceId'), providerIds: [id('personId')] }),
  'services.archive': (id) => ({ serviceId: id('serviceId') }),
  'providers.list': () => null,
  'settings.get': () => null,
  'settings.saveMeetingHosts': () => null,
  'settings.saveHosts': () => null,
  'settings.saveAccent': () => null,
  'settings.removeLogo': () => null,
  'appointments.services': () => null,
  'appointments.service': () => null,
  'appointments.slots': () => null,
  'appointments.begin': () => null,
  'appointments.prove': () => null,
  'appointments.list': () => null,
  'appointments.setPayment': (id) => ({ appointmentId: id('appointmentId'), payment: 'paid' }),
  'interviews.cancelGroup': (id) => ({ interviewId: id('interviewId'), reason: { code: 'other' } }),
  'interviews.moveGroup': (id) => ({ interviewId: id('interviewId'), startsAt, reason: { code: 'other' } }),
  'appointments.cancelSeries': (id) => ({
    appointmentId: id('appointmentId'),
    from: 'all',
    reason: { code: 'other' },
  }),
} satisfies typeof inputs);

interface Procedure {
  readonly _def: { readonly type: 'query' | 'mutation' | 'subscription'; readonly meta?: Meta };
}
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

async function refusalFor(browser: Browser, path: string, type: string, input: Input): Promise<string> {
  try {
    const answer = type === 'query' ? await browser.ask(path, input) : await browser.call(path, input);
    // What is done to several answers of each by its id.
    return `answered ${JSON.stringify(answer).replace(/"interviewId":"[^"]*"/, '"interviewId":"…"')}`;
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    const text = JSON.stringify({ status: error.status, body: error.body });
    return text.replace(/"requestId":"[^"]*"/, '"requestId":"…"');
  }
}

async function wholeDatabase(): Promise<string> {
  const kept = [
    'tenants',
    'people',
    'jobs',
    'applications',
    'candidates',
    'notes',
    'listViews',
    'clients',
    'templates',
    'services',
  ];
  const names = [...kept, 'bookings', 'groupSessions', 'reservations', 'retakeRequests', 'pictures', 'audit'];
  const rows = await Promise.all(names.map((name) => portal.collection(name).find({}).sort({ _id: 1 }).toArray()));
  return JSON.stringify(rows);
}

describe('every procedure', () => {
  it('declares a permission that exists', () => {
    const known = new Set([...Object.keys(rolesOf), 'public', 'link']);
    for (const [path, { _def }] of procedures) expect([path, known.has(_def.meta?.perm ?? '')]).toEqual([path, true]);
  });

  it('has an input in the tenant harness, or says that it takes no id', () => {
    expect(procedures.map(([path]) => path).filter((path) => !(path in inputs))).toEqual([]);
  });

  it('answers staff of another tenant exactly as it answers a random id, and writes nothing', async () => {
    const before = await wholeDatabase();
    const random = (kind: string) => `${ids[kind]?.slice(0, 4)}01ZZZZZZZZZZZZZZZZZZZZZZZZ`;
    for (const [path, { _def }] of procedures) {
      const make = inputs[path];
      const foreign = make?.((kind) => ids[kind] ?? '');
      if (!make || !foreign || path.startsWith('candidate.')) continue;
      const answer = await refusalFor(stranger, path, _def.type, foreign);
      expect([path, answer]).toEqual([path, await refusalFor(stranger, path, _def.type, make(random) ?? {})]);
      expect([path, answer.includes('"not_found"')]).toEqual([path, true]);
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('answers the holder of another link exactly as it answers a random id', async () => {
    const other = await portal.invite(ids['templateId'] ?? '');
    for (const [path, { _def }] of procedures.filter(([name]) => name.startsWith('candidate.'))) {
      const make = inputs[path];
      const foreign = make?.((kind) => ids[kind] ?? '');
      if (!make || !foreign) continue;
      const answer = await refusalFor(other.browser, path, _def.type, foreign);
      const random = await refusalFor(
        other.browser,
        path,
        _def.type,
        make(() => 'int_01ZZZZZZZZZZZZZZZZZZZZZZZZ') ?? {},
      );
      expect([path, answer]).toEqual([path, random]);
      expect([path, answer.includes('"not_found"')]).toEqual([path, true]);
    }
  });

  it('refuses a browser without a session', async () => {
    for (const [path, { _def }] of procedures) {
      const input = inputs[path]?.((kind) => ids[kind] ?? '') ?? {};
      if (_def.meta?.perm === 'public' || _def.type === 'subscription') continue;
      expect([path, await refusalFor(portal.browser(), path, _def.type, input)]).toEqual([
        path,
        expect.stringMatching(/"not_signed_in"|"invalid_input"/),
      ]);
    }
  });
});

describe('roles', () => {
  it('let each role call exactly the procedures its permissions name', async () => {
    const password = 'a long enough password';
    for (const role of ['recruiter', 'hiring_manager', 'interviewer', 'ops'] as const) {
      const email = `${role.replace('_', '-')}-${intentKey()}@acme.example`.toLowerCase();
      await portal.admin.call('people.create', { name: role, email, roles: [role], zone: 'UTC', password });
      const browser = await portal.signIn(email, password);
      for (const [path, { _def }] of procedures) {
        const perm = _def.meta?.perm;
        // A stream answers as long as it stands; whoever has no session is told so in its first event.
        if (perm === undefined || perm === 'public' || perm === 'link' || _def.type === 'subscription') continue;
        const input = inputs[path]?.(() => 'unknown') ?? {};
        const isForbidden = (await refusalFor(browser, path, _def.type, input)).includes('"forbidden"');
        const allowed: readonly string[] = rolesOf[perm];
        expect([role, path, isForbidden]).toEqual([role, path, !allowed.includes(role)]);
      }
    }
  });
});
