import { createLinkTokens } from '@interlude/booking/link-token';
import { Browser } from '@interlude/dev-stack/api-browser';
import {
  actAs,
  addInterviewer,
  addService,
  addTemplate,
  createTenant,
  intentKey,
  openLink,
  signedIn,
} from '@interlude/dev-stack/api-fixtures';
import { startPortal } from '@interlude/dev-stack/portal';
import { serviceNames } from '@interlude/dev-stack/portal-settings';
import { startTestServers } from '@interlude/dev-stack/test-servers';
import mongoose from 'mongoose';
import { createBareVisits } from './bare-booking.ts';
import type { Candidate } from './bench-candidate.ts';

const database = `bench-${process.pid}`;
const mailDatabase = `${database}-mails`;
const inviteAtOnce = 8;
const policy = {
  minimumNotice: 'PT0S',
  bookingWindowDays: 60,
  reschedule: { cutoff: 'PT0S', limit: 50, warnAt: 40 },
};

export type BenchPortal = Awaited<ReturnType<typeof startBenchPortal>>;

/**
 * Booking as a process of its own on a real database, alone unless mails are measured: links are signed here, so that
 * none is needed.
 */
export async function startBenchPortal({ sendsMail = false, calendars = '' } = {}) {
  const servers = await startTestServers();
  const portal = await startPortal({
    mongoUrl: servers.mongoUrl,
    temporalAddress: servers.temporalAddress,
    databases: { booking: database, notifications: mailDatabase, ...(calendars ? { calendars } : {}) },
    ...(sendsMail ? (calendars ? { services: serviceNames } : {}) : { services: ['booking'] as const }),
    env: { booking: bookingEnvironment(sendsMail) },
  });
  const tenant = await createTenant(new Browser(portal.urls.bookingInternal), portal.settings.keys.internal);
  const base = portal.urls.booking;
  const admin = await signedIn(base, tenant.email, tenant.password);
  const connection = await mongoose.createConnection(servers.mongoUrl, { dbName: database }).asPromise();
  const rows = connection.useDb(database);
  const [kid = '', secret = ''] = portal.settings.keys.links.split(':');
  const tokens = createLinkTokens([{ kid, secret }]);
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title: 'Bench' });

  async function invite(templateId: string, own?: object): Promise<Candidate> {
    const candidate = { name: 'Candidate', email: `${intentKey()}@candidate.example`, zone: 'America/New_York' };
    const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', { jobId, candidate });
    const input = { applicationId, templateId, ...(own ? { policy: own } : {}), idempotencyKey: intentKey() };
    const { interviewId } = await admin.call<{ interviewId: string }>('interviews.invite', input);
    const row = await rows.collection('bookings').findOne({ _id: interviewId as never });
    const { browser } = await openLink(base, tokens.sign(row as never));
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { interviewId, cookie };
  }

  return {
    base,
    pid: portal.pids().booking ?? 0,
    addInterviewer: (more?: Parameters<typeof addInterviewer>[1]) => addInterviewer(admin, more),
    actAs: (personId: string) => actAs(base, admin, personId),
    addTemplate: (people: readonly string[], more?: Record<string, unknown>) =>
      addTemplate(admin, people, { policy, ...more }),
    async inviteMany(count: number, templateId: string, own?: object): Promise<Candidate[]> {
      const candidates: Candidate[] = [];
      while (candidates.length < count) {
        const some = Math.min(inviteAtOnce, count - candidates.length);
        candidates.push(...(await Promise.all(Array.from({ length: some }, () => invite(templateId, own)))));
      }
      return candidates;
    },
    /** Active reservations of a person as the database has them: begin and end, epoch milliseconds. */
    async reservationsOf(personId: string): Promise<{ from: number; to: number }[]> {
      const found = await rows.collection('reservations').find({ people: personId, active: true }).toArray();
      return found.map(({ startsAt, endsAt }) => ({ from: Number(startsAt), to: Number(endsAt) }));
    },
    mailUrl: portal.urls.sandbox,
    url: base,
    /** Who signs in to the console. */
    administrator: { email: tenant.email, password: tenant.password },
    addService: (people: readonly string[]) => addService(admin, people),
    /** How many interviews there are. */
    invited: () => rows.collection('bookings').countDocuments({ kind: 'interview' }),
    /** How many of them the workflow engine has not planned yet. */
    unplanned: () => rows.collection('bookings').countDocuments({ $expr: { $lt: ['$plannedRev', '$factsRev'] } }),
    /** How many mails of a kind went out by our own ledger, of all or of these interviews. */
    sent(kind: 'reminder' | 'invitation', interviewIds?: readonly string[]): Promise<number> {
      const of = interviewIds === undefined ? {} : { interviewId: { $in: interviewIds } };
      const mails = connection.useDb(mailDatabase).collection<{ interviewId: string }>('sentMails');
      return mails.countDocuments({ kind, state: 'sent', ...of });
    },
    /** Of everything that runs; without the servers where these are containers. */
    pids: () => [...Object.values(portal.pids()), ...servers.pids],
    kill9: portal.kill9,
    restart: portal.restart,
    /** The address in the mail of a new invitation. */
    async link(templateId: string): Promise<string> {
      const [candidate] = await this.inviteMany(1, templateId);
      const row = await rows.collection('bookings').findOne({ _id: candidate?.interviewId as never });
      return `${base}/i?lang=en#${tokens.sign(row as never)}`;
    },
    signIn: (email: string, password: string) => signedIn(base, email, password),
    /** What a command of ops needs to work on the same data. */
    environment: commandEnvironment(servers.mongoUrl, portal.settings.keys),
    ask: (procedure: string, input: object) => admin.ask(procedure, input),
    call: <Answer>(procedure: string, input: object) => admin.call<Answer>(procedure, input),
    /** What stands in the calendars of people, by our own map. */
    placed: () => connection.useDb(calendars).collection<{ etag: string | null }>('events'),
    /** The database of the service. */
    rows,
    bareVisits: () => createBareVisits(connection, database),
    stopTemporal: servers.stopTemporal,
    async stop() {
      await connection.close();
      await portal.stop();
      await servers.stop();
    },
  };
}

function bookingEnvironment(sendsMail: boolean) {
  return {
    INTERLUDE_LIMITS: 'off',
    INTERLUDE_LOG_LEVEL: 'silent',
    INTERLUDE_ROLES: sendsMail ? 'api,relay,activities' : 'api,relay',
    NODE_ENV: 'production',
    TZ: 'UTC',
  };
}

function commandEnvironment(mongoUrl: string, keys: { readonly links: string; readonly internal: string }) {
  return {
    INTERLUDE_MONGO_URL: mongoUrl,
    INTERLUDE_BOOKING_DB: database,
    INTERLUDE_LINK_KEYS: keys.links,
    INTERLUDE_INTERNAL_KEY: keys.internal,
    INTERLUDE_LOG_LEVEL: 'error',
  };
}
