import { randomBytes } from 'node:crypto';
import type { Recurring } from '@interlude/shared/schemas/availability';
import type { InterviewView, SlotsView } from '@interlude/shared/schemas/views';
import { Browser, internalCall } from './api-browser.ts';

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

export async function createTenant(internal: Browser, secret: string, zone = 'Europe/Berlin') {
  const email = `admin-${randomBytes(6).toString('hex')}@acme.example`;
  const password = randomBytes(12).toString('hex');
  const ids = await internalCall<{ tenantId: string; personId: string }>(internal, secret, 'createTenant', {
    name: 'Acme',
    zone,
    contact: { name: 'Acme recruiting', email: 'jobs@acme.example' },
    administrator: { name: 'Ada Adminsson', email, password, zone },
  });
  return { ...ids, email, password };
}

export async function signedIn(base: string, email: string, password: string): Promise<Browser> {
  const browser = new Browser(base);
  await browser.call('staff.signIn', { email, password });
  return browser;
}

export interface NewInterviewer {
  name: string;
  zone: string;
  weekly: { weekday: number; from: string; to: string }[];
  overrides: { date: string; ranges: { from: string; to: string }[] }[];
  recurring: Recurring[];
  caps: { perDay: number | null; perWeek: number | null };
  settings: { buffers?: { beforeMinutes: number; afterMinutes: number }; minimumNotice?: string };
  skills: string[];
  roles: string[];
  /** They can sign in with it. */
  password: string;
}

/** With it those interviewers sign in whom a test acts as. */
export const colleaguePassword = 'a colleague who signs in';

/** What somebody who was added with that password signs in with. */
export async function credentialsOf(admin: Browser, personId: string): Promise<{ email: string; password: string }> {
  const { email } = await admin.ask<{ email: string }>('people.get', { personId });
  return { email, password: colleaguePassword };
}

/** One of them, signed in as themselves. */
export async function actAs(base: string, admin: Browser, personId: string): Promise<Browser> {
  const { email, password } = await credentialsOf(admin, personId);
  return await signedIn(base, email, password);
}

export const allWeek = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));

export async function addInterviewer(admin: Browser, more: Partial<NewInterviewer> = {}): Promise<string> {
  const {
    name = 'Ìngrid Interviewer',
    zone = 'Europe/Berlin',
    weekly = allWeek('08:00', '20:00'),
    overrides = [],
    recurring = [],
    caps = { perDay: null, perWeek: null },
    settings = {},
    skills = [],
    roles = ['interviewer'],
    password,
  } = more;
  const { personId } = await admin.call<{ personId: string }>('people.create', {
    name,
    email: `in-${randomBytes(6).toString('hex')}@acme.example`,
    roles,
    zone,
    interviewTypes: ['technical'],
    caps,
    settings,
    skills,
    ...(password === undefined ? {} : { password }),
  });
  await admin.call('availability.save', { personId, zone, weekly, overrides, recurring });
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
    meetingUrl: 'https://acme.zoom.us/j/81234567890',
    ...more,
  });
  return templateId;
}

export async function openLink(base: string, link: string): Promise<CandidateBrowser> {
  const browser = new Browser(base);
  const { interviewId } = await browser.call<{ interviewId: string }>('candidate.exchange', { token: link });
  return candidateBrowser(browser, interviewId, link);
}

/** What the people of a service offer to the public. */
export interface NewService {
  readonly serviceId: string;
  readonly slug: string;
  /** The public page. */
  readonly url: string;
}

export async function addService(
  admin: Browser,
  people: readonly string[],
  more: Record<string, unknown> = {},
): Promise<NewService> {
  return await admin.call<NewService>('services.create', {
    name: 'Bike fitting',
    description: 'We adjust the bike to you.',
    durationMinutes: 60,
    providerIds: people,
    provider: 'zoom',
    meetingUrl: 'https://acme.zoom.us/j/81234567890',
    policy: { minimumNotice: 'PT0S', reschedule: { cutoff: 'PT0S', limit: 50, warnAt: 40 } },
    ...more,
  });
}

/** The names in the address of a public page. */
export function addressOf({ url }: Pick<NewService, 'url'>): { tenant: string; service: string } {
  const [, , tenant = '', service = ''] = new URL(url).pathname.split('/');
  return { tenant, service };
}

/** Somebody on the public page of a service who types the code they got. */
export async function proveAddress(
  base: string,
  service: NewService,
  { codeOf, ...more }: { codeOf: (proofId: string) => Promise<string> } & Record<string, unknown>,
): Promise<CandidateBrowser> {
  const browser = new Browser(base);
  const { proofId } = await browser.call<{ proofId: string }>('appointments.begin', {
    ...addressOf(service),
    name: 'Bénédicte Çelik',
    email: `cli-${randomBytes(6).toString('hex')}@client.example`,
    zone: 'Europe/Lisbon',
    idempotencyKey: intentKey(),
    ...more,
  });
  const code = await codeOf(proofId);
  const { appointmentId } = await browser.call<{ appointmentId: string }>('appointments.prove', { proofId, code });
  return candidateBrowser(browser, appointmentId, '');
}

function candidateBrowser(browser: Browser, interviewId: string, link: string): CandidateBrowser {
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
