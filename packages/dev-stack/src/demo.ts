import { randomBytes } from 'node:crypto';
import { createSandboxClient, type SandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { Browser, internalCall } from './api-browser.ts';
import { connectCalendars } from './demo-calendars.ts';
import { addGroupSession } from './demo-group.ts';
import { moveToPast } from './demo-past.ts';
import { companies, type DemoCompany, dayCandidate, candidates as people } from './demo-people.ts';
import { addServices } from './demo-services.ts';
import { pastStories, playStory, stories } from './demo-stories.ts';
import type { DemoData, DemoInterview, DemoStaff, DemoTenant, FillDemo } from './stack-file.ts';
import { until } from './until-ready.ts';

const password = () => randomBytes(9).toString('base64url') + randomBytes(6).toString('hex');
const key = () => randomBytes(12).toString('hex');

/**
 * Fills empty databases through the same API everybody uses: two companies with staff, a room, templates and interviews
 * in every status, one of them with an invitation of two parts, a group session and services that clients have booked;
 * without the demo, one administrator. Candidates' links are read from the mails that carried them.
 */
export const fillDemo: FillDemo = async ({ portal, demo }) => {
  if (!demo) return await administratorOnly(portal);
  const tenants: DemoTenant[] = [];
  for (const company of companies) tenants.push(await fillCompany(portal, company, tenants.length === 0));
  return { tenants };
};

type Portal = Parameters<FillDemo>[0]['portal'];

async function administratorOnly(portal: Portal): Promise<DemoData> {
  const person = { name: 'Administrator', email: 'admin@interlude.example', password: password(), zone: 'UTC' };
  const contact = { name: 'Recruiting', email: 'recruiting@interlude.example' };
  const { tenantId, personId } = await newTenant(portal, {
    name: 'My company',
    zone: 'UTC',
    contact,
    administrator: person,
  });
  const staff = [{ email: person.email, password: person.password, roles: ['tenant_admin'], personId }];
  return { tenants: [{ tenantId, name: 'My company', staff, jobs: [], templates: [], interviews: [] }] };
}

async function newTenant(portal: Portal, input: object): Promise<{ tenantId: string; personId: string }> {
  return await internalCall(
    new Browser(portal.urls.bookingInternal),
    portal.settings.keys.internal,
    'createTenant',
    input,
  );
}

async function fillCompany(portal: Portal, company: DemoCompany, isMain: boolean): Promise<DemoTenant> {
  const [first] = company.people;
  if (first === undefined) throw new Error('a demo company without people');
  const administrator = {
    name: first.name,
    email: `${first.address}@${company.domain}`,
    password: password(),
    zone: first.zone,
  };
  const contact = { name: `${company.name} recruiting`, email: `recruiting@${company.domain}` };
  const tenant = await newTenant(portal, { name: company.name, zone: company.zone, contact, administrator });
  const admin = await signIn(portal, administrator.email, administrator.password);
  if (company.accent !== null) await admin.call('settings.saveAccent', { accent: company.accent });
  const { email } = administrator;
  const staff: DemoStaff[] = [
    { email, password: administrator.password, roles: first.roles, personId: tenant.personId },
  ];
  for (const person of company.people.slice(1)) staff.push(await addPerson(admin, company, person));
  await connectCalendars(portal, { company, staff });
  const jobs = await addJobs(admin, company, staff);
  const roomId = await addRoom(admin);
  const templates = await addTemplates(admin, company, { staff, roomId });
  const recruiter = staff.find(({ roles }) => roles.includes('recruiter'));
  const second = recruiter ? await signIn(portal, recruiter.email, recruiter.password) : admin;
  const interviews = await addInterviews({ portal, admin, second, jobs, templates }, isMain);
  const day = isMain ? [await inviteToDay({ portal, admin, second, jobs, templates })] : [];
  const linkOf = async (interviewId: string) => await linkFrom(createSandboxClient(portal.urls.sandbox), interviewId);
  const group = isMain ? await addGroupSession({ portal, admin, second, jobs, staff, linkOf }) : [];
  const services = isMain ? await addServices(portal, admin, staff, roomId) : [];
  const { tenantId } = tenant;
  return {
    tenantId,
    name: company.name,
    staff,
    jobs,
    templates,
    interviews: [...interviews, ...day, ...group],
    services,
  };
}

async function signIn(portal: Portal, email: string, secret: string): Promise<Browser> {
  const browser = new Browser(portal.urls.booking);
  await browser.call('staff.signIn', { email, password: secret });
  return browser;
}

async function addPerson(
  admin: Browser,
  company: DemoCompany,
  person: DemoCompany['people'][number],
): Promise<DemoStaff> {
  const { name, title, roles, zone, hours, recurring = [] } = person;
  const email = `${person.address}@${company.domain}`;
  const secret = password();
  const interviewTypes = hours ? ['technical', 'video', 'panel'] : [];
  const input = { name, title, email, roles, zone, password: secret, interviewTypes };
  const { personId } = await admin.call<{ personId: string }>('people.create', input);
  if (hours) {
    const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, ...hours }));
    await admin.call('availability.save', { personId, zone, weekly, overrides: [], recurring });
  }
  return { email, password: secret, roles, personId };
}

async function addJobs(admin: Browser, company: DemoCompany, staff: readonly DemoStaff[]) {
  const ownerIds = staff.filter(({ roles }) => roles.includes('hiring_manager')).map(({ personId }) => personId);
  const jobs: { jobId: string; title: string }[] = [];
  for (const job of company.jobs) {
    const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { ...job, ownerIds });
    jobs.push({ jobId, title: job.title });
  }
  return jobs;
}

/** One meeting at a time: interviews at the office and appointments there share it. */
async function addRoom(admin: Browser): Promise<string> {
  const room = { name: 'Room Alster', kind: 'room', capacity: 1 };
  return (await admin.call<{ resourceId: string }>('resources.create', room)).resourceId;
}

interface House {
  readonly staff: readonly DemoStaff[];
  readonly roomId: string;
}

async function addTemplates(admin: Browser, company: DemoCompany, { staff, roomId }: House) {
  const interviewers = staff.filter(({ roles }) => roles.includes('interviewer')).map(({ personId }) => personId);
  const [lead = ''] = interviewers;
  const common = { buffers: { beforeMinutes: 0, afterMinutes: 15 }, zone: company.zone };
  const inputs = [
    {
      name: 'First conversation',
      type: 'video',
      durationMinutes: 30,
      provider: 'google_meet',
      panel: [{ anyOf: interviewers, count: 1 }],
      stepMinutes: 30,
      meetingUrl: 'https://meet.google.com/hwz-mpru-cgs',
      preparation: ['Read the job page again', 'Note two questions for us'],
      ...common,
    },
    {
      name: 'Technical interview',
      type: 'technical',
      durationMinutes: 60,
      provider: 'zoom',
      panel: [
        { anyOf: [lead], count: 1 },
        ...(interviewers.length > 1 ? [{ anyOf: interviewers.slice(1), count: 1 }] : []),
      ],
      stepMinutes: 15,
      meetingUrl: 'https://nordlicht.zoom.us/j/86230914457',
      preparation: ['Install the editor you like', 'Check camera and microphone'],
      ...common,
    },
    {
      name: 'Meeting at the office',
      type: 'onsite',
      durationMinutes: 90,
      provider: 'in_person',
      venue: `${company.name}, Hafenstraße 12`,
      resources: [{ anyOf: [roomId], count: 1 }],
      panel: [
        { anyOf: [lead], count: 1 },
        ...(interviewers.length > 1 ? [{ anyOf: interviewers.slice(1), count: 1, optional: true }] : []),
      ],
      stepMinutes: 30,
      ...common,
    },
  ];
  const templates: { templateId: string; name: string }[] = [];
  for (const input of inputs) {
    const { templateId } = await admin.call<{ templateId: string }>('templates.create', input);
    templates.push({ templateId, name: input.name });
  }
  return templates;
}

interface Stage {
  readonly portal: Portal;
  readonly admin: Browser;
  /** Decides what the administrator asked for: approver and requester differ. */
  readonly second: Browser;
  readonly jobs: readonly { jobId: string }[];
  readonly templates: readonly { templateId: string }[];
}

async function addInterviews(stage: Stage, isMain: boolean): Promise<DemoInterview[]> {
  const { portal, admin, jobs, templates } = stage;
  const sandbox = createSandboxClient(portal.urls.sandbox);
  const invited = await Promise.all(
    people.slice(0, isMain ? people.length : 2).map(async ({ name, address, zone, locale }, n) => {
      const story = stories[n] ?? 'invited';
      const candidate = { name, email: `${address}@candidate.example`, zone, locale };
      const { jobId } = jobs[n % jobs.length] ?? { jobId: '' };
      const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', {
        jobId,
        candidate,
      });
      const { templateId } = templates[n % templates.length] ?? { templateId: '' };
      const policy =
        story === 'expired'
          ? { invitationValidFor: 'PT5S', nudges: [] }
          : story === 'archived'
            ? { retake: { cooldown: 'PT0S' } }
            : story === 'in_progress'
              ? { completeAfter: 'P7D' }
              : {};
      const input = { applicationId, templateId, policy, idempotencyKey: key() };
      const { interviewId } = await admin.call<{ interviewId: string }>('interviews.invite', input);
      return { interviewId, candidate: name, story };
    }),
  );
  const interviews: DemoInterview[] = [];
  const held = invited.filter(({ story }) => isMain && pastStories.includes(story));
  for (const { interviewId, candidate, story } of invited) {
    const link = await linkFrom(sandbox, interviewId);
    interviews.push({ interviewId, candidate, link });
    const next = await playStory(isMain ? story : 'invited', { ...stage, interviewId, link });
    if (next) interviews.push({ interviewId: next, candidate, link: await linkFrom(sandbox, next) });
  }
  await moveToPast(
    portal,
    held.map(({ interviewId }) => interviewId),
  );
  return interviews;
}

/** One invitation to a first conversation and a technical interview on one day, still to be booked. */
async function inviteToDay({ portal, admin, jobs, templates }: Stage): Promise<DemoInterview> {
  const { name, address, zone } = dayCandidate;
  const candidate = { name, email: `${address}@candidate.example`, zone };
  const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', {
    jobId: jobs[0]?.jobId,
    candidate,
  });
  const { interviewIds } = await admin.call<{ interviewIds: string[] }>('interviews.inviteParts', {
    applicationId,
    parts: templates.slice(0, 2).map(({ templateId }) => ({ templateId })),
    arrangement: { gapMinutes: { min: 0, max: 180 }, withinDays: 1 },
    idempotencyKey: key(),
  });
  const [interviewId = ''] = interviewIds;
  const link = await linkFrom(createSandboxClient(portal.urls.sandbox), interviewId);
  return { interviewId, candidate: name, link, parts: interviewIds.length };
}

async function linkFrom(sandbox: SandboxClient, interviewId: string): Promise<string> {
  let link = '';
  await until(
    `the invitation of ${interviewId}`,
    async () => {
      const mails = await sandbox.messages({ metadata_iv: interviewId });
      link = /https?:\/\/\S+\/i\?lang=[\w-]+#[\w.-]+/.exec(String(mails.at(-1)?.request.TextBody ?? ''))?.[0] ?? '';
      return link !== '';
    },
    { deadlineMs: 60_000, everyMs: 100 },
  );
  return link;
}
