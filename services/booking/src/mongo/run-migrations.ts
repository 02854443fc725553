import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, isDuplicateKey } from './mongo.ts';

export type Db = NonNullable<Database['db']>;

/** One step of the way from an older release's data to the present; safe to run again after a crash in the middle. */
export interface Migration {
  /** What it is recorded under; never changed afterwards. */
  readonly name: string;
  run(db: Db): Promise<void>;
  /** Whether a process of an older release has made new work for it since it ran; then it is run once more. */
  hasLeft?(db: Db): Promise<boolean>;
}

interface MigrationRow {
  _id: string;
  ranAt?: Date;
  tookMs?: number;
  /** Only the lock has these: who runs migrations, and until when unless it says so again. */
  holder?: string;
  until?: Date;
}

const lockId = 'lock';
const leaseSeconds = 15;
const renewEveryMs = 5_000;
const lookAgainMs = 100;

export interface MigrationTerms {
  /** Runs the recorded ones too: processes of an older release were still at work beside the first run. */
  readonly again?: boolean;
}

/** Runs what was not recorded yet, in order, by one deployer at a time; the others wait and then find it done. */
export async function runMigrations(db: Db, steps: readonly Migration[], terms: MigrationTerms = {}): Promise<void> {
  const toRun = async () => (terms.again ? steps.map(({ name }) => name) : await pendingMigrations(db, steps));
  if ((await toRun()).length === 0) return;
  const holder = randomUUID();
  while (!(await takeLock(db, holder))) await sleep(lookAgainMs);
  // Without renewal the lease runs out, and another deployer may run the same step: steps are safe for that.
  const renewal = setInterval(() => void takeLock(db, holder).catch(() => false), renewEveryMs);
  try {
    const names = await toRun();
    for (const step of steps.filter(({ name }) => names.includes(name))) await runStep(db, step);
  } finally {
    clearInterval(renewal);
    await rows(db).deleteOne({ _id: lockId, holder });
  }
}

/** The names of the steps that must run before this release may start, in order. */
export async function pendingMigrations(db: Db, steps: readonly Migration[]): Promise<string[]> {
  const recorded = new Set((await rows(db).find().toArray()).map(({ _id }) => _id));
  const pending: string[] = [];
  for (const { name, hasLeft } of steps) {
    if (!recorded.has(name) || (await hasLeft?.(db))) pending.push(name);
  }
  return pending;
}

// Recorded after the step, so that one cut off by a crash runs again.
async function runStep(db: Db, { name, run }: Migration): Promise<void> {
  const began = performance.now();
  await run(db);
  const tookMs = Math.round(performance.now() - began);
  await rows(db).updateOne({ _id: name }, { $set: { ranAt: new Date(), tookMs } }, { upsert: true });
}

// By the database's clock: those of two deployers may differ.
async function takeLock(db: Db, holder: string): Promise<boolean> {
  const until = { $dateAdd: { startDate: '$$NOW', unit: 'second', amount: leaseSeconds } };
  const isFree = { $or: [{ $eq: ['$holder', holder] }, { $lt: ['$until', '$$NOW'] }] };
  const orAsItIs = (value: unknown, field: string) => ({ $cond: [isFree, value, field] });
  const update = { holder: orAsItIs(holder, '$holder'), until: orAsItIs(until, '$until') };
  try {
    const options = { upsert: true, returnDocument: 'after' } as const;
    return (await rows(db).findOneAndUpdate({ _id: lockId }, [{ $set: update }], options))?.holder === holder;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

function rows(db: Db) {
  return db.collection<MigrationRow>('migrations');
}
