import { pickingStatuses } from '@interlude/shared/booking/booking-status';
import type { ApplicationId, CandidateId, JobId, TenantId } from '@interlude/shared/ids';
import type { CommandContext } from '../booking/change.ts';
import { type Write, writeChange, writeOf } from '../booking/commit.ts';
import type { BookingDeps } from '../booking/deps.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import { withoutBounces } from '../booking/row/marks.ts';
import type { ApplicationRow, CandidateRow } from '../company/job-store.ts';
import { type Asked, commitOnce, findReplay } from '../journal/once.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';

/** Which record of a person stays, and which one it takes over. */
export interface MergeWish {
  readonly keepId: string;
  readonly mergeId: string;
}

interface Merge {
  readonly keep: CandidateRow;
  readonly merged: CandidateRow;
  readonly interviews: readonly InterviewRow[];
  readonly applications: readonly ApplicationRow[];
  /** Applications for a job that the kept record has one for too, with the one that stays. */
  readonly replaced: ReadonlyMap<ApplicationId, ApplicationId>;
  readonly openOfKept: readonly JobId[];
}

export interface Merged {
  readonly candidateId: string;
  readonly interviews: number;
  readonly applications: number;
}

type Context = Pick<CommandContext, 'tenantId' | 'actor' | 'now' | 'requestId' | 'idempotency'>;

const attempts = 5;
// All of it is one transaction, which must stay short.
const mostInterviews = 200;

/**
 * Makes two records of one person into one, in one transaction: what the merged one had belongs to the kept one, and its
 * id leads there from now on. Interviews keep their ids and links; of two applications for a job the kept record's stays
 * and has the interviews of both, also where two of them are open. Repeated, it answers that it is done.
 */
export async function mergeCandidates(app: BookingDeps, wish: MergeWish, context: Context): Promise<Merged> {
  const { tenantId, idempotency, now } = context;
  const asked: Asked = { tenantId, now, ...(idempotency ? { idempotency } : {}) };
  for (let attempt = 1; ; attempt++) {
    const replay = await findReplay<Merged>(app.stores, asked);
    if (replay !== null) return replay.answer;
    const merge = await readMerge(app, tenantId, wish);
    if (merge === null) return { candidateId: wish.keepId, interviews: 0, applications: 0 };
    try {
      return await commitOnce(app.stores, asked, () => write(app, merge, context));
    } catch (error) {
      if (!(error instanceof LostRace) || attempt >= attempts) throw error;
    }
  }
}

/** What merging would do, and changes nothing. */
export async function previewMerge(app: BookingDeps, tenantId: TenantId, wish: MergeWish) {
  const merge = await readMerge(app, tenantId, wish);
  if (merge === null) return refuse({ code: 'version_conflict', version: 0, status: 'archived' });
  const { interviews, applications, replaced, openOfKept } = merge;
  const open = interviews.filter(({ status }) => pickingStatuses.includes(status));
  const jobs = await app.stores.jobs.listJobsByIds(
    tenantId,
    applications.map(({ jobId }) => jobId),
  );
  const titlesOf = (ids: readonly JobId[]) => jobs.filter(({ _id }) => ids.includes(_id)).map(({ title }) => title);
  const isReplaced = ({ _id }: ApplicationRow) => replaced.has(_id);
  return {
    moved: titlesOf(applications.filter((one) => !isReplaced(one)).map(({ jobId }) => jobId)),
    both: titlesOf(applications.filter(isReplaced).map(({ jobId }) => jobId)),
    interviews: interviews.length,
    open: open.length,
    /** Jobs for which both have an open interview: both stay open. */
    openTwice: titlesOf(open.map(({ jobId }) => jobId).filter((jobId) => openOfKept.includes(jobId))),
    notes: await app.stores.notes.count(tenantId, merge.merged._id),
  };
}

/** Null where it is done already; refuses what cannot be merged. */
async function readMerge(
  { stores: { merges, records, bookings } }: BookingDeps,
  tenantId: TenantId,
  { keepId, mergeId }: MergeWish,
): Promise<Merge | null> {
  if (keepId === mergeId) invalid('is the record that stays');
  // Before what belongs to them: whatever is added after this is found by the write, which names how they were.
  const [keep, merged] = await Promise.all([
    merges.readCandidate(tenantId, keepId),
    merges.readCandidate(tenantId, mergeId),
  ]);
  if (keep === null || merged === null) return refuse({ code: 'not_found' });
  if (merged.mergedInto === keep._id) return null;
  if (merged.mergedInto || keep.mergedInto) refuse({ code: 'version_conflict', version: 0, status: 'archived' });
  const [interviews, kept, applications, own] = await Promise.all([
    bookings.listOfCandidate(tenantId, merged._id, mostInterviews + 1),
    bookings.listOfCandidate(tenantId, keep._id, mostInterviews),
    records.listApplicationsOf(tenantId, [merged._id]),
    records.listApplicationsOf(tenantId, [keep._id]),
  ]);
  if (interviews.length > mostInterviews) invalid('has too many interviews to be merged');
  const replaced = new Map<ApplicationId, ApplicationId>();
  for (const { _id, jobId } of applications) {
    const stays = own.find((one) => one.jobId === jobId);
    if (stays !== undefined) replaced.set(_id, stays._id);
  }
  const openOfKept = kept.filter(({ status }) => pickingStatuses.includes(status)).map(({ jobId }) => jobId);
  return { keep, merged, interviews, applications, replaced, openOfKept };
}

async function write({ stores }: BookingDeps, merge: Merge, context: Context): Promise<Merged> {
  const { keep, merged, applications, replaced, interviews } = merge;
  const { tenantId } = keep;
  const set = {
    zone: keep.zone ?? merged.zone,
    locale: keep.locale ?? merged.locale,
    // Where one of the two is in use, so is the person.
    archivedAt: keep.archivedAt && merged.archivedAt ? keep.archivedAt : null,
    // What becomes of mails that went to either address so far says nothing about the one that stays.
    addressRev: Math.max(keep.addressRev ?? 0, merged.addressRev ?? 0) + 1,
  };
  if (!(await stores.merges.mergeInto(keep, merged, set))) throw new LostRace();
  for (const application of applications) {
    const stays = replaced.get(application._id);
    if (stays === undefined) await stores.merges.giveApplication(application, keep._id);
    else await stores.merges.replaceApplication(tenantId, application._id, stays);
  }
  await stores.notes.move(tenantId, merged._id, keep._id);
  const commitId = newId('event');
  for (const row of interviews) await writeChange(stores, takenOver(row, merge, context), commitId);
  const done = { interviews: interviews.length, applications: applications.length };
  await stores.audit.append({
    _id: newId('event'),
    tenantId,
    interviewId: null,
    at: new Date(context.now),
    actor: context.actor,
    action: 'mergeCandidates',
    detail: { candidate: keep._id as string, merged: merged._id as string, ...done },
    requestId: context.requestId,
    commitId,
  });
  return { candidateId: keep._id, ...done };
}

function takenOver(row: InterviewRow, { keep, merged, replaced }: Merge, context: Context): Write<InterviewRow> {
  const candidateId: CandidateId = keep._id;
  const applicationId = replaced.get(row.applicationId) ?? row.applicationId;
  return writeOf<InterviewRow>({
    row,
    context: { ...context, interviewId: row._id },
    change: {
      action: 'mergeCandidates',
      detail: { candidate: candidateId, merged: merged._id as string },
      // Mails go to the kept address from now on, of which those that came back say nothing.
      set: {
        candidateId,
        applicationId,
        addressee: row.addressee ?? row.candidateId,
        marks: withoutBounces(row),
      },
      raisesVersion: false,
    },
  });
}

function invalid(message: string): never {
  return refuse({ code: 'invalid_input', issues: [{ path: 'mergeId', message }] });
}
