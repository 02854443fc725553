import { randomBytes } from 'node:crypto';
import { Browser, internalCall } from '@interlude/dev-stack/api-browser';
import {
  addInterviewer,
  addService,
  addTemplate,
  type CandidateBrowser,
  createTenant,
  intentKey,
  type NewInterviewer,
  type NewService,
  openLink,
  proveAddress,
  signedIn,
} from '@interlude/dev-stack/api-fixtures';
import '@interlude/dev-stack/test-extent';
import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { lastLines } from '@interlude/dev-stack/test-lines';
import type { BookingKind } from '@interlude/shared/booking/booking-kinds';
import type { PolicyInput } from '@interlude/shared/booking/policy';
import type { TenantId } from '@interlude/shared/ids';
import mongoose from 'mongoose';
import { inject } from 'vitest';
import { readConfig } from '../src/runtime/config.ts';
import { startBooking, type TestClocks } from '../src/server.ts';
import { namesToServe, serveLine } from '../src/waitlist/offer-round.ts';
import { ownRows } from './own-rows.ts';

/** Of all portals of a process that ask for none of their own: its indexes are made once. */
const sharedDatabase = freshDatabaseName('booking');

const key = () => randomBytes(32).toString('base64url');

/** A policy that lets a test book and move whatever it likes. */
export const patient = {
  invitationValidFor: 'P14D',
  minimumNotice: 'PT0S',
  reschedule: { cutoff: 'PT0S', limit: 50, warnAt: 40 },
};

/** The kinds of bookings that every guarantee of the core is tested for. */
export const bookingKinds = ['interview', 'appointment'] as const satisfies readonly BookingKind[];

/** Somebody who may choose a time: an invited candidate, or a client who has proved an address. */
export interface TestOffer {
  begin(): Promise<CandidateBrowser>;
}

export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;

/** What makes a portal's data of no use to others, or others' to it. */
const ownVariables = ['INTERLUDE_LIMITS', 'INTERLUDE_BOOKING_DB', 'INTERLUDE_MONGO_URL'];

interface TestPortalOptions extends TestClocks {
  /** Default: HTTP alone. */
  readonly roles?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether its database is its own: for whoever counts, works through or changes what belongs to all companies. */
  readonly ownDatabase?: boolean;
}

/**
 * The booking service on a real MongoDB with a tenant of its own, reached over HTTP only. Its clocks may be the test's.
 * A portal that works through what is due, or counts requests by address, has a database of its own.
 */
export async function startTestPortal(options: TestPortalOptions = {}) {
  const internalKey = key();
  const ownDatabase =
    options.ownDatabase ?? (options.roles !== undefined || ownVariables.some((name) => name in (options.env ?? {})));
  const config = readConfig({
    INTERLUDE_MONGO_URL: inject('mongoUrl'),
    INTERLUDE_BOOKING_DB: ownDatabase ? freshDatabaseName('booking') : sharedDatabase,
    INTERLUDE_TEMPORAL_ADDRESS: inject('temporalAddress'),
    INTERLUDE_BOOKING_PORT: '0',
    INTERLUDE_BOOKING_INTERNAL_PORT: '0',
    INTERLUDE_BOOKING_METRICS_PORT: '0',
    INTERLUDE_ROLES: options.roles ?? 'api',
    INTERLUDE_LINK_KEYS: `one:${key()}`,
    INTERLUDE_INTERNAL_KEY: internalKey,
    INTERLUDE_LIMITS: 'off',
    // Hundreds of people are made and signed in, and how dear a guess is has tests of its own.
    INTERLUDE_PASSWORD_MEMORY_KIB: '64',
    INTERLUDE_LOG_LEVEL: 'warn',
    ...options.env,
  });
  // A run at another hour has no use for the clock of the server.
  const clocks = { logTo: lastLines, ...(inject('shiftMs') === 0 ? {} : { now: Date.now }), ...options };
  const booking = await startBooking(config, clocks);
  const connection = await mongoose.createConnection(config.mongoUrl, { dbName: config.database }).asPromise();
  const database = connection.useDb(config.database).db;
  if (database === undefined) throw new Error('no database');
  const base = `http://127.0.0.1:${booking.port}`;
  const bases = [base];
  const copies: Awaited<ReturnType<typeof startBooking>>[] = [];
  const internal = new Browser(`http://127.0.0.1:${booking.internalPort}`);
  const tenant = await createTenant(internal, internalKey);
  const companies = [tenant.tenantId];
  const admin = await signedIn(base, tenant.email, tenant.password);
  return {
    ...tenant,
    base,
    internalUrl: internal.base,
    admin,
    app: booking.app,
    metricsPort: booking.metricsPort,
    config,
    /** Of every copy of the service, this one first. */
    bases,
    /** Another copy of the service on the same data: rivals in one and the same already wait for each other. */
    async startCopy(): Promise<void> {
      const copy = await startBooking(config, clocks);
      copies.push(copy);
      bases.push(`http://127.0.0.1:${copy.port}`);
    },
    internal: (path: string, input: unknown) => internalCall(internal, internalKey, path, input),
    /** Signs the administrator in again, after the test has moved the clock by more than a session lasts. */
    renewSession: async () => {
      admin.cookies = (await signedIn(base, tenant.email, tenant.password)).cookies;
    },
    async newTenant() {
      const more = await createTenant(internal, internalKey);
      companies.push(more.tenantId);
      return more;
    },
    signIn: (email: string, password: string) => signedIn(base, email, password),
    browser: () => new Browser(base),
    addInterviewer: (more?: Partial<NewInterviewer>) => addInterviewer(admin, more),
    addTemplate: (people: readonly string[], more?: Record<string, unknown>) => addTemplate(admin, people, more),
    invite: (templateId: string, policy?: PolicyInput) =>
      inviteCandidate({ admin, base, app: booking.app }, templateId, policy),
    inviteParts: (templateIds: readonly string[], arrangement: object = {}) =>
      inviteToParts({ admin, base, app: booking.app }, templateIds, arrangement),
    addService: (people: readonly string[], more?: Record<string, unknown>) => addService(admin, people, more),
    /** The digits that the mail of a proof holds. */
    codeOf: async (proofId: string) => codeOf(booking.app, tenant.tenantId, proofId),
    /** A client who has proved an address and may choose a time. */
    appoint: (service: NewService, more: Record<string, unknown> = {}) =>
      proveAddress(base, service, { codeOf: async (id) => codeOf(booking.app, tenant.tenantId, id), ...more }),
    /** Something of one kind that one of these people gives: a template to invite with, or a service with a page. */
    async offer(kind: BookingKind, people: readonly string[], more: Record<string, unknown> = {}): Promise<TestOffer> {
      if (kind === 'interview') {
        const templateId = await addTemplate(admin, people, { panel: [{ anyOf: people, count: 1 }], ...more });
        return { begin: () => inviteCandidate({ admin, base, app: booking.app }, templateId) };
      }
      // Tests of one kind move the clock as far as those of the other.
      const policy = { ...patient, ...(more['policy'] as object | undefined) };
      const service = await addService(admin, people, { ...more, policy });
      return { begin: () => this.appoint(service) };
    },
    /** Serves everybody who waits in this portal's company once. */
    async offerRound(): Promise<void> {
      const tenantId = tenant.tenantId as TenantId;
      const everybody = await booking.app.stores.bookings.listWaiting(tenantId);
      await serveLine(booking.app, tenantId, await namesToServe(booking.app, tenantId, everybody));
    },
    linkOf: async (interviewId: string) => linkOf(booking.app, interviewId),
    openLink: (link: string) => openLink(base, link),
    /** A collection as it is, for checkers, but for what other portals of the same database have in it. */
    collection: <Row extends object>(name: string) =>
      ownDatabase ? database.collection<Row>(name) : ownRows(database.collection<Row>(name), companies),
    /** How many change streams stand open on this portal's database, idle ones included. */
    async openChangeStreams() {
      const stages = [
        { $currentOp: { idleCursors: true } },
        {
          $match: {
            ns: { $regex: `^${config.database}\\.` },
            'cursor.originatingCommand.pipeline.0.$changeStream': { $exists: true },
          },
        },
      ];
      return (await connection.getClient().db('admin').aggregate(stages).toArray()).length;
    },
    /** The queries of this portal's database that the work causes, by collection. */
    async queriesOf(work: () => Promise<unknown>): Promise<string[]> {
      return (await this.profileOf(work)).map(({ collection }) => collection);
    },
    /** The same, each with how many rows were read for it. */
    async profileOf(work: () => Promise<unknown>) {
      await database.command({ profile: 2 });
      // MongoDB's own time, which is what its profile is dated by.
      const { localTime: from } = await database.command({ hello: 1 });
      await work();
      await database.command({ profile: 0 });
      const seen = database.collection('system.profile').find({ ts: { $gte: from }, ns: { $not: /system\.profile$/ } });
      return (await seen.toArray()).map(({ ns, docsExamined: read = 0 }) => ({
        collection: String(ns).slice(config.database.length + 1),
        read: Number(read),
      }));
    },
    dropExclusionIndex: async () => await database.collection('reservations').dropIndex('tenantId_1_cells_1'),
    /** The build nobody must ship: an index of the same name and keys that excludes nothing. */
    plantMissingIndex: async () => {
      await database.collection('reservations').dropIndex('tenantId_1_cells_1');
      await database.collection('reservations').createIndex({ tenantId: 1, cells: 1 });
    },
    async stop() {
      if (ownDatabase) await database.dropDatabase();
      await connection.close();
      await Promise.all([booking, ...copies].map((copy) => copy.stop()));
    },
  };
}

interface InviteFrom {
  readonly admin: Browser;
  readonly base: string;
  readonly app: Awaited<ReturnType<typeof startBooking>>['app'];
}

async function newApplication(admin: Browser): Promise<string> {
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title: 'Frontend engineer' });
  const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', {
    jobId,
    candidate: {
      name: 'Bénédicte Çelik',
      email: `can-${randomBytes(6).toString('hex')}@candidate.example`,
      zone: 'Europe/Lisbon',
    },
  });
  return applicationId;
}

async function inviteToParts({ admin, base, app }: InviteFrom, templateIds: readonly string[], arrangement: object) {
  const invited = await admin.call<{ invitationId: string; interviewIds: string[] }>('interviews.inviteParts', {
    applicationId: await newApplication(admin),
    parts: templateIds.map((templateId) => ({ templateId })),
    arrangement,
    idempotencyKey: intentKey(),
  });
  const candidate = await openLink(base, await linkOf(app, invited.interviewIds[0] ?? ''));
  return { ...candidate, ...invited };
}

async function inviteCandidate({ admin, base, app }: InviteFrom, templateId: string, policy?: PolicyInput) {
  const applicationId = await newApplication(admin);
  const { interviewId } = await admin.call<{ interviewId: string }>('interviews.invite', {
    applicationId,
    templateId,
    ...(policy ? { policy } : {}),
    idempotencyKey: intentKey(),
  });
  return await openLink(base, await linkOf(app, interviewId));
}

async function codeOf(app: InviteFrom['app'], tenantId: string, proofId: string): Promise<string> {
  const proof = await app.stores.proofs.find(tenantId as TenantId, proofId);
  const code = proof === null ? null : app.codes.codeOf(proof);
  if (code === null) throw new Error(`no code for ${proofId}`);
  return code;
}

async function linkOf(app: InviteFrom['app'], interviewId: string): Promise<string> {
  const tenantId = await app.stores.bookings.findTenantOf(interviewId);
  const row = tenantId === null ? null : await app.stores.bookings.find(tenantId, interviewId);
  if (row === null) throw new Error(`no interview ${interviewId}`);
  return app.tokens.sign(row);
}
