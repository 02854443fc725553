import { randomBytes } from 'node:crypto';
import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { Browser } from './api-browser.ts';
import {
  actAs,
  addInterviewer,
  addService,
  addTemplate,
  type CandidateBrowser,
  colleaguePassword,
  createTenant,
  credentialsOf,
  intentKey,
  type NewInterviewer,
  type NewService,
  openLink,
  proveAddress,
  signedIn,
} from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import { until } from './until-ready.ts';

export interface Event {
  readonly at: string;
  readonly when: 'past' | 'future' | 'skipped' | 'failed';
  readonly source: string;
  readonly what: string;
  readonly because?: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
}

/** A company on a portal of real processes; candidates come in by the link in their mail. */
export async function startCompany(portal: Pick<Portal, 'urls' | 'settings'>, zone?: string) {
  const internal = new Browser(portal.urls.bookingInternal);
  const tenant = await createTenant(internal, portal.settings.keys.internal, zone);
  const base = portal.urls.booking;
  const admin = await signedIn(base, tenant.email, tenant.password);
  const mailbox = createSandboxClient(portal.urls.sandbox);

  async function linkOf(interviewId: string): Promise<string> {
    return await until(
      `the invitation of ${interviewId}`,
      async () => {
        const mails = await mailbox.messages({ metadata_iv: interviewId });
        const texts = mails.map(({ request }) => String(request.TextBody ?? ''));
        return texts.flatMap((text) => /\/i\?lang=[\w-]+#([\w.-]+)/.exec(text)?.[1] ?? [])[0];
      },
      { deadlineMs: 60_000, everyMs: 100 },
    );
  }

  async function codeFor(email: string): Promise<string> {
    return await until(
      `the code for ${email}`,
      async () => {
        const mails = await mailbox.messages({ to: email, tag: 'code' });
        return /\b(\d{6})\b/.exec(String(mails[0]?.request.TextBody ?? ''))?.[1];
      },
      { deadlineMs: 60_000, everyMs: 50 },
    );
  }

  async function send(templateId: string, policy: object = {}, candidate: object = {}): Promise<string> {
    const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title: 'Frontend engineer' });
    const person = {
      name: 'Bénédicte Çelik',
      email: `can-${randomBytes(6).toString('hex')}@candidate.example`,
      zone: 'UTC',
    };
    const application = { jobId, candidate: { ...person, ...candidate } };
    const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', application);
    const input = { applicationId, templateId, policy, idempotencyKey: intentKey() };
    return (await admin.call<{ interviewId: string }>('interviews.invite', input)).interviewId;
  }

  return {
    ...tenant,
    admin,
    mailbox,
    linkOf,
    addInterviewer: (more?: Partial<NewInterviewer>) => addInterviewer(admin, { password: colleaguePassword, ...more }),
    credentialsOf: (personId: string) => credentialsOf(admin, personId),
    actAs: (personId: string) => actAs(base, admin, personId),
    addTemplate: (people: readonly string[], more?: Record<string, unknown>) => addTemplate(admin, people, more),
    addService: (people: readonly string[], more?: Record<string, unknown>) => addService(admin, people, more),
    /** The digits in the newest mail that proves this address. */
    codeFor,
    send,
    async invite(templateId: string, policy: object = {}, candidate: object = {}): Promise<CandidateBrowser> {
      return await openLink(base, await linkOf(await send(templateId, policy, candidate)));
    },
    /** A client who has typed the code out of their mail. */
    async appoint(service: NewService): Promise<CandidateBrowser> {
      const email = `cli-${randomBytes(6).toString('hex')}@client.example`;
      return await proveAddress(base, service, { email, codeOf: () => codeFor(email) });
    },
    async timeline(interviewId: string): Promise<Event[]> {
      return (await admin.ask<{ events: Event[] }>('interviews.timeline', { interviewId })).events;
    },
  };
}

export type Company = Awaited<ReturnType<typeof startCompany>>;
