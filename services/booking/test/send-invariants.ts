import type { BookingRow } from '../src/booking/row/booking-row.ts';
import type { SessionRow } from '../src/booking/row/session-row.ts';
import type { SendRow } from '../src/obligations/send-store.ts';
import type { TestPortal } from './portal.ts';

/** How long a message may take from the instant it is due until booking knows what became of it. */
const graceMs = 5_000;

/**
 * What must become true by itself once nothing is done any more, in words: every message that is due is settled, and the
 * workflow of every booking that has nothing left to do is closed. Empty when it holds.
 */
export async function sendFaults(
  { collection }: Pick<TestPortal, 'collection'>,
  isRunning: (interviewId: string) => Promise<boolean>,
): Promise<string[]> {
  const due = { state: 'planned', at: { $lt: new Date(Date.now() - graceMs) } } as const;
  const unsettled = await collection<SendRow>('sends').find(due).toArray();
  const over = [
    ...(await collection<BookingRow>('bookings').find({ planOver: true }).toArray()),
    ...(await collection<SessionRow>('groupSessions').find({ planOver: true }).toArray()),
  ];
  const open = await Promise.all(over.map(async ({ _id }) => ((await isRunning(_id)) ? [_id] : [])));
  return [
    ...unsettled.map(({ _id, at }) => `${_id} was due at ${at.toISOString()} and is not settled`),
    ...open.flat().map((id) => `${id} has nothing left to do and its workflow is open`),
  ];
}
