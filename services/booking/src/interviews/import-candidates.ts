import type { ApplicationId, CandidateId, JobId, TenantId } from '@interlude/shared/ids';
import type { CommandContext } from '../booking/change.ts';
import type { BookingDeps } from '../booking/deps.ts';
import type { ApplicationRow, CandidateRow, JobRow } from '../company/job-store.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { isDuplicateKey } from '../mongo/mongo.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';
import { type CsvRow, type RowFault, readCsv } from './read-csv.ts';

export interface ImportWish {
  readonly csv: string;
  readonly dryRun: boolean;
  /** The job of rows that name none. */
  readonly jobId?: string | undefined;
}

export interface ImportedRow {
  readonly line: number;
  readonly name: string;
  readonly email: string;
  /** `known`: there is a candidate with this address already, from before or from an earlier row. */
  readonly result: 'new' | 'known' | 'fault';
  readonly because: RowFault | null;
  readonly candidateId: string | null;
  /** Whether the row adds an application. */
  readonly applies: boolean;
  /** A row that was not taken, as it can be corrected and taken again. */
  readonly raw: string | null;
}

interface Plan {
  readonly results: readonly ImportedRow[];
  readonly candidates: readonly CandidateRow[];
  readonly applications: readonly ApplicationRow[];
  /** Candidates from before who get an application. */
  readonly tied: readonly CandidateId[];
}

type Context = Pick<CommandContext, 'tenantId' | 'actor' | 'now' | 'requestId'>;
type JobOf = (row: CsvRow) => JobId | null | undefined;

const rowsAtOnce = 100;
const attempts = 5;

/**
 * Takes candidates from a file, a part of it in each transaction. Whoever is known is found by their address and stays as
 * they are, so that the same file adds nothing when it comes again, also after an interruption. A dry run writes nothing.
 */
export async function importCandidates(app: BookingDeps, { csv, dryRun, jobId }: ImportWish, context: Context) {
  const { header, rows } = readCsv(csv);
  const jobOf = await jobsByName(app, context.tenantId, jobId);
  if (dryRun) return { header, rows: (await planOf(app, rows, { context, jobOf })).results };
  const results: ImportedRow[] = [];
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    results.push(...(await importPart(app, rows.slice(from, from + rowsAtOnce), { context, jobOf })));
  }
  return { header, rows: results };
}

interface Around {
  readonly context: Context;
  readonly jobOf: JobOf;
}

async function importPart(app: BookingDeps, rows: readonly CsvRow[], around: Around): Promise<readonly ImportedRow[]> {
  for (let attempt = 1; ; attempt++) {
    const plan = await planOf(app, rows, around);
    if (plan.candidates.length + plan.applications.length === 0) return plan.results;
    try {
      await app.stores.inTransaction(() => write(app, plan, around.context));
      return plan.results;
    } catch (error) {
      // Somebody else has added or merged one of them: what is known by now decides.
      const isLost = error instanceof LostRace || isDuplicateKey(error);
      if (!isLost || attempt >= attempts) throw error;
    }
  }
}

async function write({ stores }: BookingDeps, plan: Plan, { tenantId, now, actor, requestId }: Context): Promise<void> {
  for (const candidateId of plan.tied) {
    if (!(await stores.jobs.tieToCandidate(tenantId, candidateId))) throw new LostRace();
  }
  await stores.records.insertImported(plan.candidates, plan.applications);
  await stores.audit.append({
    _id: newId('event'),
    tenantId,
    interviewId: null,
    at: new Date(now),
    actor,
    action: 'importCandidates',
    detail: { candidates: plan.candidates.length, applications: plan.applications.length },
    requestId,
  });
}

/** Which job a row names: null where it names none, undefined where there is none of that name, or several. */
async function jobsByName({ stores }: BookingDeps, tenantId: TenantId, given: string | undefined): Promise<JobOf> {
  const jobs = (await stores.jobs.listJobs(tenantId)).filter(({ archivedAt }) => !archivedAt);
  const usual = given === undefined ? null : (jobs.find(({ _id }) => _id === given) ?? refuse({ code: 'not_found' }));
  const nameOf = (text: string) => text.trim().toLowerCase();
  const byName = Map.groupBy(jobs, ({ title }) => nameOf(title));
  return ({ job }) => {
    if (job === '') return usual?._id ?? null;
    const named: readonly JobRow[] = byName.get(nameOf(job)) ?? jobs.filter(({ _id }) => _id === job);
    return named.length === 1 ? named[0]?._id : undefined;
  };
}

interface Known {
  readonly candidateId: CandidateId;
  readonly isArchived: boolean;
}

async function planOf({ stores }: BookingDeps, rows: readonly CsvRow[], { context, jobOf }: Around): Promise<Plan> {
  const { tenantId } = context;
  const known = await knownByEmail(stores, tenantId, rows);
  const ids = [...known.values()].map(({ candidateId }) => candidateId);
  const applied = await stores.records.listApplicationsOf(tenantId, ids);
  const pairs = new Set(applied.map(({ candidateId, jobId }) => `${candidateId} ${jobId}`));
  const candidates: CandidateRow[] = [];
  const applications: ApplicationRow[] = [];
  const results = rows.map((row): ImportedRow => {
    const jobId = jobOf(row);
    const before = known.get(row.email);
    const fault = row.fault ?? (jobId === undefined ? 'job' : before?.isArchived && jobId ? 'archived' : null);
    const said = { line: row.line, name: row.name, email: row.email };
    if (fault !== null) {
      return { ...said, result: 'fault', because: fault, candidateId: null, applies: false, raw: row.raw };
    }
    const one = before ?? added(row, context, candidates);
    known.set(row.email, one);
    const pair = `${one.candidateId} ${jobId}`;
    const applies = jobId !== null && jobId !== undefined && !pairs.has(pair);
    if (applies) {
      pairs.add(pair);
      applications.push(newApplication(tenantId, { jobId, candidateId: one.candidateId, at: new Date(context.now) }));
    }
    const result = before === undefined ? 'new' : 'known';
    return { ...said, result, because: null, candidateId: one.candidateId, applies, raw: null };
  });
  const isNew = new Set(candidates.map(({ _id }) => _id));
  const tied = new Set(applications.map(({ candidateId }) => candidateId).filter((id) => !isNew.has(id)));
  return { results, candidates, applications, tied: [...tied] };
}

async function knownByEmail({ jobs, records }: BookingDeps['stores'], tenantId: TenantId, rows: readonly CsvRow[]) {
  const found = await records.listCandidatesByEmail(tenantId, [...new Set(rows.map(({ email }) => email))]);
  // Of a merged record the one that it leads to counts.
  const stays = await jobs.listCandidates(
    tenantId,
    found.map(({ _id }) => _id),
  );
  const isArchived = new Map(stays.map(({ _id, archivedAt }) => [_id, Boolean(archivedAt)]));
  return new Map(
    found.map(({ _id, email, mergedInto }): [string, Known] => [
      email,
      { candidateId: mergedInto ?? _id, isArchived: isArchived.get(_id) === true },
    ]),
  );
}

function added(row: CsvRow, { tenantId, now }: Context, candidates: CandidateRow[]): Known {
  const candidateId = newId('candidate');
  const { name, email, zone, locale } = row;
  const createdAt = new Date(now);
  candidates.push({ _id: candidateId, tenantId, name, email, zone, locale, suppressedAt: null, createdAt });
  return { candidateId, isArchived: false };
}

function newApplication(
  tenantId: TenantId,
  { jobId, candidateId, at }: { readonly jobId: JobId; readonly candidateId: CandidateId; readonly at: Date },
): ApplicationRow {
  const _id: ApplicationId = newId('application');
  return { _id, tenantId, jobId, candidateId, createdAt: at };
}
