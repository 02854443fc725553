import { cooldownEndsAt, instantText, type RetakeFacts, retakeRefusal } from '@interlude/shared/booking/booking-rules';
import type { Party } from '@interlude/shared/booking/booking-status';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Refusal } from '@interlude/shared/booking/refusal';
import type { InterviewId, PersonId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/schemas/fields';
import { moved } from '@interlude/shared/time/instant';
import { auditRow } from '../booking/audit-row.ts';
import {
  type Change,
  type CommandContext,
  candidateOf,
  checkedReason,
  newAccess,
  nextStatus,
  notice,
} from '../booking/change.ts';
import type { Command } from '../booking/command.ts';
import { isRetakeOpen } from '../booking/commands/decide.ts';
import { nudgeFor } from '../booking/nudge.ts';
import { gapMarks } from '../booking/panel-gaps.ts';
import { blankAttempt } from '../booking/row/blank-booking.ts';
import { isInterview } from '../booking/row/booking-kind.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import type { BookingStore } from '../booking/row/booking-store.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { PersonStore } from '../company/person-store.ts';
import type { AuditStore } from '../journal/audit-store.ts';
import type { OutboxStore } from '../journal/outbox-store.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';
import { listLinksTaken } from './links-taken.ts';
import type { RetakeRow, RetakeStore } from './retake-store.ts';

export interface RetakeDecision {
  readonly requestId: string;
  readonly decision: 'approve' | 'reject';
  readonly reason: Reason;
}

export interface RetakeStores {
  readonly bookings: BookingStore;
  readonly people: PersonStore;
  readonly retakes: RetakeStore;
  readonly outbox: OutboxStore;
  readonly audit: AuditStore;
}

function retakeFacts(row: InterviewRow): RetakeFacts {
  const { status, outcome, policy, zone, attempt, completedAt } = row;
  const activeInterviewId = isRetakeOpen(row) ? row._id : null;
  return { status, outcome, policy, zone, attempt, completedAt: completedAt?.getTime() ?? null, activeInterviewId };
}

/** Why nobody gets another attempt of this now, or null when they may ask. */
export function retakeRefusalOf(row: ScheduledRow, party: Party, now: number): Refusal | null {
  if (!isInterview(row)) return { code: 'retake_not_eligible', because: row.kind };
  return retakeRefusal(retakeFacts(row), party, now);
}

function judgeRequest(
  stores: RetakeStores,
  row: InterviewRow,
  context: CommandContext,
  reason: Reason | undefined,
): Change {
  const { actor, now } = context;
  const refusal = retakeRefusal(retakeFacts(row), actor.party, now);
  if (refusal !== null) refuse(refusal);
  const said = checkedReason(reason, reasonCodes.retake);
  const party = actor.party === 'candidate' ? 'candidate' : 'staff';
  const made: RetakeRow = {
    _id: newId('retakeRequest'),
    tenantId: row.tenantId,
    interviewId: row._id,
    rootInterviewId: row.rootInterviewId,
    requestedBy: { party, personId: party === 'staff' ? (actor.id as PersonId) : null },
    reason: said,
    state: 'pending',
    active: true,
    createdAt: new Date(now),
    expiresAt: new Date(moved(now, row.policy.retake.requestValidFor, row.zone, 1)),
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    issuesAt: null,
    newInterviewId: null,
  };
  return {
    action: 'requestRetake',
    detail: { requestId: made._id, reason: said.code },
    set: { retake: stateOf(made) },
    raisesVersion: true,
    also: () => stores.retakes.insert(made),
  };
}

/** Another person decides; an approval issues the attempt, or waits for the end of the cooldown. */
async function judgeDecision(
  stores: RetakeStores,
  row: InterviewRow,
  context: CommandContext,
  input: RetakeDecision,
): Promise<Change> {
  const { actor, now } = context;
  const asked = await pendingRequest(stores, row, input.requestId);
  const decider = actor.id as PersonId;
  // Who took the link may have asked in the candidate's name.
  const isOwn = async () =>
    asked.requestedBy.personId === decider || (await listLinksTaken(stores, [row], decider)).has(row._id);
  if (row.policy.retake.twoPerson && (await isOwn())) refuse({ code: 'approver_is_requester' });
  const reason = checkedReason(input.reason, reasonCodes.retakeDecision);
  const decided = { decidedBy: decider, decidedAt: new Date(now), decisionReason: reason };
  const stale = input.decision === 'approve' ? staleness(row, now) : null;
  if (stale !== null) refuse(stale);
  if (input.decision === 'reject') return rejection(stores, row, context, { ...asked, ...decided });
  const issuesAt = cooldownEndsAt(retakeFacts(row));
  if (issuesAt > now) return approval(stores, asked, { ...decided, issuesAt: new Date(issuesAt) });
  return issueChange(stores, row, context, { ...asked, ...decided });
}

// A request decided already answers with where it stands, so that approving twice at once yields one retake.
async function pendingRequest(stores: RetakeStores, row: InterviewRow, requestId: string): Promise<RetakeRow> {
  const asked = await stores.retakes.find(row.tenantId, requestId);
  if (asked === null || asked.interviewId !== row._id) refuse({ code: 'not_found' });
  if (asked.state !== 'pending') {
    refuse({ code: 'status_forbids', status: asked.state, action: 'decideRetake', allowed: [] });
  }
  return asked;
}

function rejection(stores: RetakeStores, row: InterviewRow, { now }: CommandContext, asked: RetakeRow): Change {
  const set = { ...asked, state: 'rejected', active: false } as const;
  const id = `retake_rejected:${asked._id}`;
  return {
    action: 'rejectRetake',
    detail: { requestId: asked._id, reason: asked.decisionReason?.code ?? null },
    set: { retake: stateOf(set) },
    notices: [notice('retake_rejected', id, [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    raisesVersion: true,
    also: () => settle(stores, asked, set),
  };
}

function approval(stores: RetakeStores, asked: RetakeRow, decided: Partial<RetakeRow> & { issuesAt: Date }): Change {
  const set = { ...asked, ...decided, state: 'approved' } as const;
  return {
    action: 'approveRetake',
    detail: { requestId: asked._id, issuesAt: instantText(decided.issuesAt.getTime()) },
    set: { retake: stateOf(set) },
    raisesVersion: true,
    also: () => settle(stores, asked, set),
  };
}

/** By the durable timer, when the cooldown of an approved retake ends. */
async function judgeIssue(
  stores: RetakeStores,
  row: InterviewRow,
  context: CommandContext,
  requestId: string,
): Promise<Change> {
  const asked = await stores.retakes.find(row.tenantId, requestId);
  if (asked === null || asked.state !== 'approved') {
    refuse({ code: 'status_forbids', status: asked?.state ?? 'unknown', action: 'issueRetake', allowed: [] });
  }
  // The outcome may have changed while the request waited, so a retake that is no longer due ends here.
  if (staleness(row, context.now) !== null) {
    return rejection(stores, row, context, asked);
  }
  return issueChange(stores, row, context, asked);
}

/** Why a request that was made may not be granted any more, apart from being the active one itself. */
function staleness(row: InterviewRow, now: number) {
  return retakeRefusal({ ...retakeFacts(row), activeInterviewId: null }, 'staff', now);
}

async function issueChange(
  stores: RetakeStores,
  row: InterviewRow,
  context: CommandContext,
  asked: RetakeRow,
): Promise<Change> {
  const status = nextStatus(row, 'archive', context);
  const attempt = nextAttempt(row, context);
  const next = { ...attempt, marks: await gapMarks(stores, attempt, context.now) };
  const set = { ...asked, state: 'issued', active: false, newInterviewId: next._id } as const;
  return {
    action: 'issueRetake',
    detail: { requestId: asked._id, newInterviewId: next._id },
    set: { status, replacedBy: next._id, retake: stateOf(set), access: { ...row.access, ver: row.access.ver + 1 } },
    raisesVersion: true,
    also: async () => {
      await settle(stores, asked, set);
      await stores.bookings.insert(next);
      const detail = { previousInterviewId: row._id };
      await stores.audit.append(auditRow(next, context, { action: 'issueRetake', detail }));
      await stores.outbox.append(nudgeFor(next, context.now));
    },
  };
}

/** By the durable timer: nobody decided in time. */
async function judgeLapse(
  stores: RetakeStores,
  row: InterviewRow,
  { now }: CommandContext,
  requestId: string,
): Promise<Change> {
  const asked = await pendingRequest(stores, row, requestId);
  const set = { ...asked, state: 'expired', active: false } as const;
  const id = `retake_expired:${asked._id}`;
  return {
    action: 'expireRetake',
    detail: { requestId },
    set: { retake: stateOf(set) },
    notices: [notice('retake_expired', id, [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    raisesVersion: true,
    also: () => settle(stores, asked, set),
  };
}

// The version of the interview has decided the race already, so a request that moved without it is a bug.
async function settle(stores: RetakeStores, asked: RetakeRow, { _id: _, ...set }: RetakeRow): Promise<void> {
  if (!(await stores.retakes.change(asked, set))) throw new Error('a retake request moved without its interview');
}

function stateOf(request: RetakeRow): InterviewRow['retake'] {
  const { _id: requestId, state, expiresAt, issuesAt, newInterviewId } = request;
  return { requestId, state, expiresAt, issuesAt, newInterviewId };
}

/** A fresh attempt of the same lineage: new id, new link, nothing of the old schedule; the promise stays pinned. */
function nextAttempt(row: InterviewRow, { now }: CommandContext): InterviewRow {
  const interviewId: InterviewId = newId('interview');
  const bookBy = moved(now, row.policy.invitationValidFor, row.zone, 1);
  const invited = { now, scheduleRev: 0 };
  // The other parts took place or are booked, so the new attempt stands alone; nor does it undo what this one undid.
  const { part: _, placeIn: __, effectsAt: ___, undoes: ____, personal: _____, ...rest } = row;
  const { closedBy: ______, written: _______, ...alone } = rest;
  return {
    ...alone,
    ...blankAttempt,
    _id: interviewId,
    attempt: row.attempt + 1,
    previousInterviewId: row._id,
    preparation: row.preparation.map((task) => ({ ...task, done: false })),
    hourCycle: row.hourCycle,
    link: { rev: 0, issuedAt: new Date(now), bookBy: new Date(bookBy) },
    access: newAccess(row, { now, bookBy }),
    invitedAt: new Date(now),
    notices: [notice('retake_approved', 'retake_approved@l0', [candidateOf(row)], invited)],
    createdAt: new Date(now),
  };
}

export function requestRetake(retakes: RetakeStore, reason: Reason | undefined): Command<InterviewRow> {
  return ofInterview('requestRetake', retakes, (stores, row, context) => judgeRequest(stores, row, context, reason));
}

export function decideRetake(retakes: RetakeStore, decision: RetakeDecision): Command<InterviewRow> {
  return ofInterview('decideRetake', retakes, (stores, row, context) => judgeDecision(stores, row, context, decision));
}

export function issueRetake(retakes: RetakeStore, requestId: string): Command<InterviewRow> {
  return ofInterview('issueRetake', retakes, (stores, row, context) => judgeIssue(stores, row, context, requestId));
}

export function expireRetake(retakes: RetakeStore, requestId: string): Command<InterviewRow> {
  return ofInterview('expireRetake', retakes, (stores, row, context) => judgeLapse(stores, row, context, requestId));
}

function ofInterview(
  name: string,
  retakes: RetakeStore,
  decide: (stores: RetakeStores, row: InterviewRow, context: CommandContext) => Change | Promise<Change>,
): Command<InterviewRow> {
  return { name, takes: isInterview, decide: (stores, row, context) => decide({ ...stores, retakes }, row, context) };
}
