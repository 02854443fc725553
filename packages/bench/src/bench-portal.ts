import { type Agent, request } from 'node:http';
import { createLinkTokens } from '@interlude/booking/link-token';
import { Browser } from '@interlude/dev-stack/api-browser';
import {
  addInterviewer,
  addTemplate,
  type CandidateBrowser,
  createTenant,
  intentKey,
  openLink,
  signedIn,
} from '@interlude/dev-stack/api-fixtures';
import { startPortal } from '@interlude/dev-stack/portal';
import { startTestServers } from '@interlude/dev-stack/test-servers';
import mongoose from 'mongoose';

const database = `bench-${process.pid}`;

/** Booking alone, as a process of its own on a real database; links are signed here, so that no mail is needed. */
export async function startBenchPortal(more: Record<string, string> = {}) {
  const servers = await startTestServers();
  const portal = await startPortal({
    mongoUrl: servers.mongoUrl,
    temporalAddress: servers.temporalAddress,
    databases: { booking: database, notifications: `${database}-mails` },
    services: ['booking'],
    env: {
      booking: {
        INTERLUDE_LIMITS: 'off',
        INTERLUDE_LOG_LEVEL: 'silent',
        INTERLUDE_ROLES: 'api,relay',
        NODE_ENV: 'production',
        ...more,
      },
    },
  });
  const tenant = await createTenant(new Browser(portal.urls.bookingInternal), portal.settings.keys.internal);
  const base = portal.urls.booking;
  const admin = await signedIn(base, tenant.email, tenant.password);
  const connection = await mongoose.createConnection(servers.mongoUrl, { dbName: database }).asPromise();
  const [kid = '', secret = ''] = portal.settings.keys.links.split(':');
  const tokens = createLinkTokens([{ kid, secret }]);

  async function invite(templateId: string): Promise<CandidateBrowser> {
    const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title: 'Bench' });
    const candidate = { name: 'Candidate', email: `${intentKey()}@candidate.example`, zone: 'America/New_York' };
    const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', { jobId, candidate });
    const input = { applicationId, templateId, idempotencyKey: intentKey() };
    const { interviewId } = await admin.call<{ interviewId: string }>('interviews.invite', input);
    const row = await connection
      .useDb(database)
      .collection('interviews')
      .findOne({ _id: interviewId as never });
    return await openLink(base, tokens.sign(row as never));
  }

  return {
    base,
    addInterviewer: (more?: Parameters<typeof addInterviewer>[1]) => addInterviewer(admin, more),
    addTemplate: (people: readonly string[], more?: Record<string, unknown>) => addTemplate(admin, people, more),
    async inviteMany(count: number, templateId: string): Promise<CandidateBrowser[]> {
      const candidates: CandidateBrowser[] = [];
      while (candidates.length < count) {
        const some = Math.min(8, count - candidates.length);
        candidates.push(...(await Promise.all(Array.from({ length: some }, () => invite(templateId)))));
      }
      return candidates;
    },
    stopTemporal: servers.stopTemporal,
    async stop() {
      await connection.close();
      await portal.stop();
      await servers.stop();
    },
  };
}

export interface PlainAnswer {
  readonly status: number;
  readonly bytes: number;
}

/** One GET over a kept connection, without the cost of a client library in the measurement. */
export function plainGet(url: URL, headers: Record<string, string>, agent: Agent): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers, agent }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
    });
    call.on('error', reject);
    call.end();
  });
}
