import type { DeliveryReport, SendReport } from '@interlude/shared/contracts/messages';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import { changeMarks } from '../booking/change-marks.ts';
import type { Mark } from '../booking/row/booking-parts.ts';
import { findGuestById, noteReach } from '../booking/row/guests.ts';
import { withMark, withoutMarks } from '../booking/row/marks.ts';
import type { Reach } from '../company/mail-reach.ts';
import { refuse } from '../runtime/refused.ts';
import type { ObligationDeps } from './deps.ts';
import type { SendRow } from './send-store.ts';
import { isSingleMail, ownerOf } from './single-mail.ts';

/**
 * Keeps the result of one message; repeated reports end in the same row. A failure asks for a person until the same
 * message goes out after all, and an address that gets nothing more for as long as it is that one.
 */
export async function recordSend(app: ObligationDeps, report: SendReport): Promise<void> {
  const ref = refOf(report);
  const { state, because, messageId } = report;
  const at = new Date(report.at);
  const end = { state, because, messageId, settledAt: at };
  const row = await app.stores.sends.report(ref, end);
  const { kind, recipient, due } = report;
  if (row === null && kind && recipient && (await isKnown(app, ref))) {
    // The facts moved between plan and mail; what became of the mail is recorded all the same.
    await app.stores.sends.insert(ref, { kind, recipient, at: due ? new Date(due) : at, ...end });
  }
  const mark: Mark = { cause: 'not_sent', since: at, of: ref.key };
  if (state === 'failed') await changeMarks(app, ref, (booking) => withMark(booking, mark));
  if (state === 'sent')
    await changeMarks(app, ref, (booking) =>
      withoutMarks(booking, ({ cause, of }) => cause === mark.cause && of === mark.of),
    );
  if (because !== 'suppressed' || row === null || (await isToFormer(app, row))) return;
  await noteGuest(app, row, { arrives: false, at });
  await markPerson(app, ref, row, { cause: 'bounced', since: at });
}

/**
 * Keeps what the provider says became of a message. A bounce tells HR, and that the guest is out of reach; the next mail
 * that arrives, that they are not. Codes say neither: they may leave on a stream of their own.
 */
export async function recordDelivery(app: ObligationDeps, report: DeliveryReport): Promise<void> {
  const ref = refOf(report);
  const row = await app.stores.sends.reportDelivery(ref, report.delivery, report.detail);
  if (row === null || (await isToFormer(app, row))) return;
  const at = new Date(report.at);
  if (report.delivery !== 'delivered') {
    if (report.suppressed) await noteGuest(app, row, { arrives: false, at });
    await markPerson(app, ref, row, { cause: report.delivery, since: at });
    return;
  }
  const wasOut = await noteGuest(app, row, { arrives: true, at });
  await settleReached(app, ref, row.recipient.personId, { at, wasOut });
}

// An erased booking keeps no record of mails.
async function isKnown(app: ObligationDeps, { tenantId, interviewId }: Ref): Promise<boolean> {
  const id: string = interviewId;
  const find = isSingleMail(id) ? ownerOf(app, { tenantId, id }) : app.stores.scheduled.find(tenantId, id);
  return (await find) !== null;
}

/** Whether it went to an address that has been corrected since: it says nothing of the one the guest has now. */
async function isToFormer({ stores }: ObligationDeps, { tenantId, recipient, addressRev }: SendRow): Promise<boolean> {
  if (addressRev === undefined || recipient.role !== 'candidate') return false;
  const guest = await findGuestById(stores, tenantId, recipient.personId);
  return guest !== null && (guest.addressRev ?? 0) !== addressRev;
}

async function noteGuest(app: ObligationDeps, row: SendRow, reach: Reach): Promise<boolean> {
  if (row.kind === 'code' || row.recipient.role !== 'candidate') return false;
  return await noteReach(app.stores, row.tenantId, {
    id: row.recipient.personId,
    addressRev: row.addressRev,
    ...reach,
  });
}

async function markPerson(app: ObligationDeps, ref: Ref, row: SendRow, mark: Omit<Mark, 'of'>): Promise<void> {
  const of = row.recipient.personId;
  // Read after the booking: an address corrected at this moment changes the booking too, and this is tried again.
  await changeMarks(app, ref, async (booking) =>
    (await isToFormer(app, row)) ? (booking.marks ?? []) : withMark(booking, { ...mark, of }),
  );
}

// Mail that arrives clears the marks of earlier bounces, and in the guest's other bookings too if it reached nobody before.
async function settleReached(
  app: ObligationDeps,
  ref: Ref,
  personId: string,
  { at, wasOut }: { readonly at: Date; readonly wasOut: boolean },
): Promise<void> {
  const { tenantId } = ref;
  const others = wasOut ? await app.stores.scheduled.listMarkedOf(tenantId, personId) : [];
  const isOver = ({ cause, of, since }: Mark) =>
    of === personId && (cause === 'bounced' || cause === 'complained') && since <= at;
  for (const interviewId of new Set([ref.interviewId, ...others.map(({ _id }) => _id)])) {
    await changeMarks(app, { ...ref, interviewId }, (booking) => withoutMarks(booking, isOver));
  }
}

interface Ref {
  readonly tenantId: TenantId;
  readonly interviewId: BookingId;
  readonly key: string;
}

function refOf({ tenantId, interviewId, key }: { tenantId: string; interviewId: string; key: string }): Ref {
  if (!key.includes(':')) refuse({ code: 'invalid_input', issues: [{ path: 'key', message: 'not a message key' }] });
  return { tenantId: tenantId as TenantId, interviewId: interviewId as BookingId, key };
}
