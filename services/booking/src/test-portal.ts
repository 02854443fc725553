import { randomBytes } from 'node:crypto';
import { Browser, internalCall } from '@interlude/dev-stack/api-browser';
import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import type { InterviewView, SlotsView } from '@interlude/shared/interview';
import type { PolicyInput } from '@interlude/shared/policy';
import mongoose from 'mongoose';
import { inject } from 'vitest';
import { readConfig } from './config.ts';
import { startBooking } from './server.ts';

const key = () => randomBytes(32).toString('base64url');
let calls = 0;

export interface CandidateBrowser {
  readonly browser: Browser;
  readonly interviewId: string;
  readonly link: string;
  view(): Promise<InterviewView>;
  slots(input?: { from?: string; days?: number; zone?: string }): Promise<SlotsView>;
  book(startsAt: string, more?: Record<string, unknown>): Promise<InterviewView>;
  reschedule(startsAt: string, more?: Record<string, unknown>): Promise<InterviewView>;
}

/** One intent of a client. */
export function intentKey(): string {
  calls += 1;
  return `intent-${process.pid}-${calls}-${randomBytes(4).toString('hex')}`;
}

export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;

/**
 * The booking service on a real MongoDB with a tenant of its own, reached over HTTP only.
 * @param now A clock the test moves, epoch milliseconds.
 */
export async function startTestPortal(
  options: { now?: () => number; roles?: string; env?: Record<string, string> } = {},
) {
  const internalKey = key();
  const config = readConfig({
    INTERLUDE_MONGO_URL: inject('mongoUrl'),
    INTERLUDE_BOOKING_DB: freshDatabaseName('booking'),
    INTERLUDE_TEMPORAL_ADDRESS: inject('temporalAddress'),
    INTERLUDE_BOOKING_PORT: '0',
    INTERLUDE_BOOKING_INTERNAL_PORT: '0',
    INTERLUDE_BOOKING_METRICS_PORT: '0',
    INTERLUDE_ROLES: options.roles ?? 'api',
    INTERLUDE_LINK_KEYS: `one:${key()}`,
    INTERLUDE_INTERNAL_KEY: internalKey,
    INTERLUDE_LIMITS: 'off',
    INTERLUDE_LOG_LEVEL: 'silent',
    ...options.env,
  });
  const booking = await startBooking(config, options.now);
  const connection = await mongoose.createConnection(config.mongoUrl, { dbName: config.database }).asPromise();
  const database = connection.useDb(config.database).db;
  if (database === undefined) throw new Error('no database');
  const base = `http://127.0.0.1:${booking.port}`;
  const internal = new Browser(`http://127.0.0.1:${booking.internalPort}`);
  const tenant = await createTenant(internal, internalKey);
  const admin = await signedIn(base, tenant.email, tenant.password);
  return {
    ...tenant,
    base,
    internalUrl: internal.base,
    admin,
    app: booking.app,
    config,
    internal: (path: string, input: unknown) => internalCall(internal, internalKey, path, input),
    /** Signs the administrator in again, after the test has moved the clock by more than a session lasts. */
    renewSession: async () => {
      admin.cookies = (await signedIn(base, tenant.email, tenant.password)).cookies;
    },
    newTenant: () => createTenant(internal, internalKey),
    signIn: (email: string, password: string) => signedIn(base, email, password),
    browser: () => new Browser(base),
    addInterviewer: (more?: Partial<NewInterviewer>) => addInterviewer(admin, more),
    addTemplate: (people: readonly string[], more?: Record<string, unknown>) => addTemplate(admin, people, more),
    invite: (templateId: string, policy?: PolicyInput) =>
      inviteCandidate({ admin, base, app: booking.app }, templateId, policy),
    linkOf: async (interviewId: string) => linkOf(booking.app, interviewId),
    openLink: (link: string) => openLink(base, link),
    /** A collection as it is, for checkers. */
    collection: <Row extends object>(name: string) => database.collection<Row>(name),
    dropExclusionIndex: async () => await database.collection('reservations').dropIndex('tenantId_1_cells_1'),
    /** The build nobody must ship: an index of the same name and keys that excludes nothing. */
    plantMissingIndex: async () => {
      await database.collection('reservations').dropIndex('tenantId_1_cells_1');
      await database.collection('reservations').createIndex({ tenantId: 1, cells: 1 });
    },
    async stop() {
      await database.dropDatabase();
      await connection.close();
      await booking.stop();
    },
  };
}

export async function createTenant(internal: Browser, secret: string) {
  const email = `admin-${randomBytes(6).toString('hex')}@acme.example`;
  const password = randomBytes(12).toString('hex');
  const ids = await internalCall<{ tenantId: string; personId: string }>(internal, secret, 'createTenant', {
    name: 'Acme',
    zone: 'Europe/Berlin',
    contact: { name: 'Acme recruiting', email: 'jobs@acme.example' },
    administrator: { name: 'Ada Adminsson', email, password, zone: 'Europe/Berlin' },
  });
  return { ...ids, email, password };
}

export async function signedIn(base: string, email: string, password: string): Promise<Browser> {
  const browser = new Browser(base);
  await browser.call('staff.signIn', { email, password });
  return browser;
}

interface NewInterviewer {
  zone: string;
  weekly: { weekday: number; from: string; to: string }[];
  overrides: { date: string; ranges: { from: string; to: string }[] }[];
  caps: { perDay: number | null; perWeek: number | null };
}

export const allWeek = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));

export async function addInterviewer(admin: Browser, more: Partial<NewInterviewer> = {}): Promise<string> {
  const {
    zone = 'Europe/Berlin',
    weekly = allWeek('08:00', '20:00'),
    overrides = [],
    caps = { perDay: null, perWeek: null },
  } = more;
  const { personId } = await admin.call<{ personId: string }>('people.create', {
    name: 'Ìngrid Interviewer',
    email: `in-${randomBytes(6).toString('hex')}@acme.example`,
    roles: ['interviewer'],
    zone,
    interviewTypes: ['technical'],
    caps,
  });
  await admin.call('availability.save', { personId, zone, weekly, overrides });
  return personId;
}

export async function addTemplate(
  admin: Browser,
  people: readonly string[],
  more: Record<string, unknown> = {},
): Promise<string> {
  const { templateId } = await admin.call<{ templateId: string }>('templates.create', {
    name: 'Technical interview',
    type: 'technical',
    durationMinutes: 60,
    provider: 'zoom',
    panel: [{ anyOf: people, count: people.length }],
    stepMinutes: 30,
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    policy: { minimumNotice: 'PT0S', reschedule: { cutoff: 'PT0S', limit: 50, warnAt: 40 } },
    meetingUrl: 'https://meet.example/room',
    ...more,
  });
  return templateId;
}

interface InviteFrom {
  readonly admin: Browser;
  readonly base: string;
  readonly app: Awaited<ReturnType<typeof startBooking>>['app'];
}

async function inviteCandidate({ admin, base, app }: InviteFrom, templateId: string, policy?: PolicyInput) {
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title: 'Frontend engineer' });
  const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', {
    jobId,
    candidate: {
      name: 'Bénédicte Çelik',
      email: `can-${randomBytes(6).toString('hex')}@candidate.example`,
      zone: 'Europe/Lisbon',
    },
  });
  const { interviewId } = await admin.call<{ interviewId: string }>('interviews.invite', {
    applicationId,
    templateId,
    ...(policy ? { policy } : {}),
    idempotencyKey: intentKey(),
  });
  return await openLink(base, await linkOf(app, interviewId));
}

async function linkOf(app: InviteFrom['app'], interviewId: string): Promise<string> {
  const tenantId = await app.stores.interviews.findTenantOf(interviewId);
  const row = tenantId === null ? null : await app.stores.interviews.find(tenantId, interviewId);
  if (row === null) throw new Error(`no interview ${interviewId}`);
  return app.tokens.sign(row);
}

export async function openLink(base: string, link: string): Promise<CandidateBrowser> {
  const browser = new Browser(base);
  const { interviewId } = await browser.call<{ interviewId: string }>('candidate.exchange', { token: link });
  const zone = 'Europe/Lisbon';
  return {
    browser,
    interviewId,
    link,
    view: () => browser.ask('candidate.interview', { interviewId }),
    slots: (input) => browser.ask('candidate.slots', { interviewId, zone, ...input }),
    book: (startsAt, more) =>
      browser.call('candidate.book', { interviewId, startsAt, zone, idempotencyKey: intentKey(), ...more }),
    reschedule: (startsAt, more) =>
      browser.call('candidate.reschedule', { interviewId, startsAt, zone, idempotencyKey: intentKey(), ...more }),
  };
}
