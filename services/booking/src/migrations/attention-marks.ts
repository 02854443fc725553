import { attentionCauses } from '@interlude/shared/booking/attention';
import type { Db } from '../mongo/run-migrations.ts';

interface OldRow {
  _id: string;
  tenantId: string;
  candidateId?: string;
  status: string;
  attention?: string | null;
  panelGaps?: unknown;
  clockAskedFor?: string | null;
  dropOuts?: { personId: string; since: Date; state: string }[];
  marks?: Mark[];
  createdAt: Date;
}

interface MergedRow {
  _id: string;
  tenantId: string;
  candidateId: string;
  addressee: string;
  factsRev: number;
  planOver: boolean;
  marks: Mark[];
}

interface Mark {
  readonly cause: string;
  readonly since: Date;
  readonly of?: string;
}

const upcoming = ['scheduled', 'rescheduled', 'confirmed'];
const open = ['invited', 'in_progress', ...upcoming];

/**
 * What needs a person was one value, and once set it stayed. What is still to come keeps it as a mark, dated by the
 * audit; of what is over it asks for nothing any more.
 */
export async function listAttention(db: Db): Promise<void> {
  const bookings = db.collection<OldRow>('bookings');
  const unlisted = { 'dropOuts.state': 'asked', marks: { $exists: false } };
  const old = { $or: [{ attention: { $ne: null } }, { panelGaps: { $ne: null } }, unlisted] };
  for await (const row of bookings.find(old)) {
    const present = row.marks ?? [];
    const found = open.includes(row.status) ? await marksOf(db, row) : [];
    const marks = [...present, ...found.filter(({ cause }) => !present.some((mark) => mark.cause === cause))];
    await bookings.updateOne({ _id: row._id }, { $set: { marks, attention: null, panelGaps: null } });
  }
}

async function marksOf(db: Db, row: OldRow): Promise<Mark[]> {
  const { attention, panelGaps, dropOuts = [], status, candidateId } = row;
  const cause = attentionCauses.find((known) => known === attention);
  const isMail = cause === 'bounced' || cause === 'complained';
  const isOver = cause === 'clock_changed' && !upcoming.includes(status);
  const of = isMail && candidateId !== undefined ? { of: candidateId } : {};
  const asked = upcoming.includes(status) ? dropOuts.filter(({ state }) => state === 'asked') : [];
  return [
    ...asked.map(({ personId, since }) => ({ cause: 'interviewer_out', since, of: personId })),
    ...(panelGaps && status !== 'in_progress' ? [{ cause: 'panel', since: row.createdAt }] : []),
    ...(cause === undefined || isOver ? [] : [{ cause, since: await sinceOf(db, row), ...of }]),
  ];
}

async function sinceOf(db: Db, { _id, tenantId, attention, createdAt }: OldRow): Promise<Date> {
  const said = { tenantId, interviewId: _id, action: 'needAttention', 'detail.attention': attention };
  const [latest] = await db.collection('audit').find(said).sort({ at: -1 }).limit(1).toArray();
  return latest?.['at'] instanceof Date ? latest['at'] : createdAt;
}

const bounces = ['bounced', 'complained'];

/**
 * A merge once left what mails to the address that went had raised. It ends where none came back from the address that
 * stayed; the reconcile finds these bookings and plans them again.
 */
export async function endMergedBounces(db: Db): Promise<void> {
  const bookings = db.collection<MergedRow>('bookings');
  const merged = { addressee: { $exists: true }, 'marks.cause': { $in: bounces } };
  for await (const { _id, tenantId, addressee, candidateId } of bookings.find(merged)) {
    const kept = await db
      .collection<{ _id: string; tenantId: string; addressRev?: number }>('candidates')
      .findOne({ _id: candidateId, tenantId });
    const cameBack = { $or: [{ delivery: { $in: bounces } }, { because: 'suppressed' }] };
    const sentSince = { tenantId, interviewId: _id, 'recipient.role': 'candidate', addressRev: kept?.addressRev };
    if (kept !== null && (await db.collection('sends').findOne({ ...sentSince, ...cameBack })) !== null) continue;
    const marks = { of: addressee, cause: { $in: bounces } };
    await bookings.updateOne(
      { _id, marks: { $elemMatch: marks } },
      { $pull: { marks: marks as never }, $inc: { factsRev: 1 }, $set: { planOver: false } },
    );
  }
}
