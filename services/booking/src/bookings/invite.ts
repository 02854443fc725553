import { createHash } from 'node:crypto';
import { moved } from '@interlude/shared/agenda';
import { mergePolicy, type PolicyInput } from '@interlude/shared/policy';
import { isUnbound } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import type { App } from '../app.ts';
import { isDuplicateKey } from '../mongo.ts';
import { newId } from '../new-id.ts';
import type { PersonRow } from '../people/person-store.ts';
import { refuse } from '../refused.ts';
import { resourceGap, resourcesOf } from '../resources/resource-demands.ts';
import { panelGaps, panelPeople } from '../slots/panel.ts';
import type { TemplateRow } from '../templates/template-store.ts';
import { blankAttempt } from './blank-attempt.ts';
import type { BookingRow } from './booking-row.ts';
import { accessEndsAt, type CommandContext, candidateOf, notice } from './change.ts';
import { nudgeFor } from './nudge.ts';

export interface InviteInput {
  readonly applicationId: string;
  readonly templateId: string;
  readonly policy?: PolicyInput | undefined;
}

/** Makes the first attempt of an interview and its link; everything promised is pinned now. */
export async function invite(
  app: App,
  staff: Staff,
  input: InviteInput,
  context: Pick<CommandContext, 'requestId' | 'idempotency' | 'now'>,
): Promise<{ interviewId: string }> {
  const { idempotency } = context;
  const replay = await findReplay(app, staff, idempotency);
  if (replay !== null) return replay;
  const row = await newInterview(app, staff, input, context.now);
  const answer = { interviewId: row._id as string };
  try {
    await app.stores.inTransaction(async () => {
      await app.stores.bookings.insert(row);
      await app.stores.audit.append({
        _id: newId('event'),
        tenantId: row.tenantId,
        interviewId: row._id,
        at: row.createdAt,
        actor: { party: 'staff', id: staff.personId },
        action: 'invite',
        detail: { templateId: row.templateId, applicationId: row.applicationId, status: row.status, version: 1 },
        requestId: context.requestId,
      });
      if (idempotency !== undefined) {
        await app.stores.idempotency.keep({ tenantId: row.tenantId, ...idempotency, answer, createdAt: row.createdAt });
      }
      await app.stores.outbox.append(nudgeFor(row, context.now));
    });
  } catch (error) {
    const answered = isDuplicateKey(error) ? await findReplay(app, staff, idempotency) : null;
    if (answered === null) throw error;
    return answered;
  }
  return answer;
}

async function findReplay(app: App, staff: Staff, idempotency: CommandContext['idempotency']) {
  if (idempotency === undefined) return null;
  const kept = await app.stores.idempotency.find(staff.tenantId, idempotency.scope, idempotency.key);
  if (kept === null) return null;
  if (kept.hash !== idempotency.hash) refuse({ code: 'idempotency_mismatch' });
  return kept.answer as { interviewId: string };
}

async function newInterview(app: App, staff: Staff, input: InviteInput, now: number): Promise<BookingRow> {
  const { tenantId } = staff;
  const { jobs, templates, tenants, people, resources } = app.stores;
  const [application, template, tenant] = await Promise.all([
    jobs.findApplication(tenantId, input.applicationId),
    templates.find(tenantId, input.templateId),
    tenants.get(tenantId),
  ]);
  if (application === null || template === null || template.archivedAt !== null) refuse({ code: 'not_found' });
  const [job, candidate, panel] = await Promise.all([
    jobs.findJob(tenantId, application.jobId),
    jobs.findCandidate(tenantId, application.candidateId),
    people.listByIds(tenantId, panelPeople(template.panel)),
  ]);
  if (job === null || candidate === null) refuse({ code: 'not_found' });
  if (!isUnbound(staff.roles) && !job.ownerIds.includes(staff.personId)) refuse({ code: 'not_found' });
  checkPanel(template, panel);
  const demands = template.resources ?? [];
  const gap = resourceGap(demands, await resources.listByIds(tenantId, resourcesOf(demands)));
  if (gap !== null) refuse({ code: 'resource_short', ...gap });
  const policy = mergePolicy(tenant.policy, template.policy, input.policy);
  const zone = candidate.zone ?? template.zone ?? tenant.zone;
  const bookBy = moved(now, policy.invitationValidFor, zone, 1);
  const interviewId = newId('interview');
  const row: BookingRow = {
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
    gridZone: template.zone ?? tenant.zone,
    policy,
    link: { rev: 0, issuedAt: new Date(now), bookBy: new Date(bookBy) },
    access: { ver: 1, jti: crypto.randomUUID(), iat: Math.floor(now / 1000), exp: accessEndsAt(policy, zone, bookBy) },
    invitedAt: new Date(now),
    invitedBy: staff.personId,
    zone,
    locale: candidate.locale ?? 'en',
    createdAt: new Date(now),
  };
  return { ...row, notices: [notice('invitation', 'invitation@l0', [candidateOf(row)], { now, scheduleRev: 0 })] };
}

// An invitation nobody could ever book helps nobody: the panel must be fillable when it is sent.
function checkPanel({ panel }: TemplateRow, people: readonly PersonRow[]): void {
  const [gap] = panelGaps(panel, people);
  if (gap === undefined) return;
  const isActive = (personId: string) => people.some(({ _id, active }) => _id === personId && active);
  const gone = panel[gap.group]?.anyOf.find((personId) => !isActive(personId));
  if (gone !== undefined) refuse({ code: 'interviewer_inactive', personId: gone });
  refuse({ code: 'panel_short', ...gap });
}

function pinned(template: TemplateRow) {
  const { type, provider, durationMinutes, stepMinutes, buffers, panel } = template;
  return {
    type,
    provider,
    durationMinutes,
    stepMinutes,
    buffers,
    panel,
    ...(template.resources?.length ? { resources: template.resources } : {}),
    venue: template.venue ?? null,
    meetingUrl: template.meetingUrl ?? null,
    guide: template.guide ?? null,
    preparation: (template.preparation ?? []).map((title) => ({ id: taskId(title), title, done: false })),
  };
}

function taskId(title: string): string {
  return createHash('sha256').update(title).digest('base64url').slice(0, 12);
}
