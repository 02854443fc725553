import { createHash } from 'node:crypto';
import { mergePolicy, type PolicyInput } from '@interlude/shared/booking/policy';
import { moved } from '@interlude/shared/time/instant';
import { isUnbound } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import { checkTwoPerson } from '../access/template-reach.ts';
import { type CommandContext, candidateOf, newAccess, notice } from '../booking/change.ts';
import type { BookingDeps } from '../booking/deps.ts';
import { nudgeFor } from '../booking/nudge.ts';
import { withGaps } from '../booking/panel-gaps.ts';
import { blankAttempt } from '../booking/row/blank-booking.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import { groupTerms } from '../calendar/joinable-sessions.ts';
import { panelGaps, panelPeople } from '../catalogue/panel.ts';
import { resourceGap, resourcesOf } from '../catalogue/resource-demands.ts';
import type { TemplateRow } from '../catalogue/template-store.ts';
import type { ApplicationRow, CandidateRow, JobRow } from '../company/job-store.ts';
import type { PersonRow } from '../company/person-store.ts';
import { type Asked, commitOnce, findReplay } from '../journal/once.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';

export interface InviteInput {
  readonly applicationId: string;
  readonly templateId: string;
  readonly policy?: PolicyInput | undefined;
  /** One sentence of their own for the invitation. */
  readonly personal?: string | undefined;
}

type InviteContext = Pick<CommandContext, 'requestId' | 'idempotency' | 'now'>;

/** Makes the first attempt of an interview and its link; everything promised is pinned now. */
export async function invite(
  app: BookingDeps,
  staff: Staff,
  input: InviteInput,
  context: InviteContext,
): Promise<{ interviewId: string }> {
  return await insertInvited(app, staff, context, async () => {
    const row = await newInterview(app, staff, input, context.now);
    return { rows: [row], answer: { interviewId: row._id as string } };
  });
}

const attempts = 3;

/** Writes new interviews with audit rows, nudges and the kept answer in one transaction, once per key. */
export async function insertInvited<T>(
  app: BookingDeps,
  staff: Staff,
  context: InviteContext,
  make: Make<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryInsert(app, staff, context, make);
    } catch (error) {
      // Their record was merged into another one meanwhile: read again, the application leads there.
      if (!(error instanceof LostRace) || attempt >= attempts) throw error;
    }
  }
}

type Make<T> = () => Promise<{ readonly rows: readonly InterviewRow[]; readonly answer: T }>;

async function tryInsert<T>(
  app: BookingDeps,
  staff: Staff,
  { idempotency, requestId, now }: InviteContext,
  make: Make<T>,
): Promise<T> {
  const { stores } = app;
  const { tenantId } = staff;
  const asked: Asked = { tenantId, now, ...(idempotency ? { idempotency } : {}) };
  const replay = await findReplay<T>(stores, asked);
  if (replay !== null) return replay.answer;
  const { rows, answer } = await make();
  for (const { _id } of rows) app.limits.countIntent('invite', tenantId, _id, now);
  return await commitOnce(stores, asked, async () => {
    for (const candidateId of new Set(rows.map((row) => row.candidateId))) {
      if (!(await stores.jobs.tieToCandidate(tenantId, candidateId))) throw new LostRace();
    }
    for (const row of rows) {
      await stores.bookings.insert(row);
      await stores.audit.append({
        _id: newId('event'),
        tenantId,
        interviewId: row._id,
        at: row.createdAt,
        actor: { party: 'staff', id: staff.personId },
        action: 'invite',
        detail: { templateId: row.templateId, applicationId: row.applicationId, status: row.status, version: 1 },
        requestId,
      });
      await stores.outbox.append(nudgeFor(row, now));
    }
    return answer;
  });
}

/** A first attempt as it is written; refuses `not_found` and panels that nobody could fill. */
export async function newInterview(
  app: BookingDeps,
  staff: Staff,
  input: InviteInput,
  now: number,
): Promise<InterviewRow> {
  const { tenantId } = staff;
  const { jobs } = app.stores;
  const application = await jobs.findApplication(tenantId, input.applicationId);
  if (application === null) refuse({ code: 'not_found' });
  const candidate = await jobs.findCandidate(tenantId, application.candidateId);
  if (candidate === null) refuse({ code: 'not_found' });
  return await interviewWith(app, staff, { ...input, application, candidate }, now);
}

export interface InviteWish extends Omit<InviteInput, 'applicationId'> {
  readonly application: Pick<ApplicationRow, '_id' | 'jobId'>;
  readonly candidate: Pick<CandidateRow, '_id' | 'zone' | 'locale' | 'archivedAt'>;
}

/** The same for an application that need not be stored yet. */
export async function interviewWith(
  app: BookingDeps,
  staff: Staff,
  { application, candidate, ...input }: InviteWish,
  now: number,
): Promise<InterviewRow> {
  const { tenantId } = staff;
  const { jobs, templates, tenants } = app.stores;
  const [template, tenant, job] = await Promise.all([
    templates.find(tenantId, input.templateId),
    tenants.get(tenantId),
    jobs.findJob(tenantId, application.jobId),
  ]);
  if (job === null || template === null || template.archivedAt !== null) refuse({ code: 'not_found' });
  if (!isUnbound(staff.roles) && !job.ownerIds.includes(staff.personId)) refuse({ code: 'not_found' });
  checkInUse(job, candidate);
  const panel = await fillablePanel(app, template);
  const usual = [tenant.policy, template.policy];
  checkTwoPerson(staff, usual, [...usual, input.policy]);
  const policy = mergePolicy(...usual, input.policy);
  const gridZone = template.zone ?? tenant.zone;
  const zone = candidate.zone ?? gridZone;
  const bookBy = moved(now, policy.invitationValidFor, zone, 1);
  const interviewId = newId('interview');
  const row: InterviewRow = {
    ...blankAttempt,
    _id: interviewId,
    tenantId,
    rootInterviewId: interviewId,
    applicationId: application._id,
    candidateId: candidate._id,
    jobId: job._id,
    templateId: template._id,
    jobTitle: job.title,
    company: tenant.name,
    ...pinned(template),
    ...(input.personal ? { personal: input.personal } : {}),
    gridZone,
    policy,
    link: { rev: 0, issuedAt: new Date(now), bookBy: new Date(bookBy) },
    access: newAccess({ policy, zone, gridZone }, { now, bookBy }),
    invitedAt: new Date(now),
    invitedBy: staff.personId,
    zone,
    locale: candidate.locale ?? 'en',
    createdAt: new Date(now),
  };
  const marks = withGaps(row, panel, now);
  return {
    ...row,
    marks,
    notices: [notice('invitation', 'invitation@l0', [candidateOf(row)], { now, scheduleRev: 0 })],
  };
}

function checkInUse(...records: readonly Pick<JobRow, 'archivedAt'>[]): void {
  if (records.every(({ archivedAt }) => !archivedAt)) return;
  refuse({ code: 'status_forbids', status: 'archived', action: 'invite', allowed: ['restore'] });
}

/** The people of a template; refuses one whose panel or rooms nobody could ever have, since it could not be booked. */
export async function fillablePanel({ stores }: BookingDeps, template: TemplateRow): Promise<PersonRow[]> {
  const { tenantId, resources: demands = [] } = template;
  const panel = await stores.people.listByIds(tenantId, panelPeople(template.panel));
  checkPanel(template, panel);
  const gap = resourceGap(demands, await stores.resources.listByIds(tenantId, resourcesOf(demands)));
  if (gap !== null) refuse({ code: 'resource_short', ...gap });
  return panel;
}

function checkPanel({ panel }: TemplateRow, people: readonly PersonRow[]): void {
  const [gap] = panelGaps(panel, people);
  if (gap === undefined) return;
  const isActive = (personId: string) => people.some(({ _id, active }) => _id === personId && active);
  const gone = panel[gap.group]?.anyOf.find((personId) => !isActive(personId));
  if (gone !== undefined) refuse({ code: 'interviewer_inactive', personId: gone });
  refuse({ code: 'panel_short', ...gap });
}

/** What of a template an invitation keeps as it is now, and how it is booked. */
export function pinned(template: TemplateRow) {
  const { type, provider, durationMinutes, stepMinutes, buffers, panel } = template;
  return {
    type,
    provider,
    durationMinutes,
    stepMinutes,
    buffers,
    panel,
    ...(template.resources?.length ? { resources: template.resources } : {}),
    ...groupTerms(template),
    venue: template.venue ?? null,
    meetingUrl: template.meetingUrl ?? null,
    ...(template.phone ? { phone: template.phone } : {}),
    guide: template.guide ?? null,
    preparation: (template.preparation ?? []).map((title) => ({ id: taskId(title), title, done: false })),
  };
}

function taskId(title: string): string {
  return createHash('sha256').update(title).digest('base64url').slice(0, 12);
}
