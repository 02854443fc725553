import type { BookingId, TenantId } from '@interlude/shared/ids';
import type { DeliveryReport, SendReport } from '@interlude/shared/message-contract';
import type { App } from '../app.ts';
import { isProofId } from '../appointments/proof-store.ts';
import { noteReach } from '../bookings/guests.ts';
import { nudgeFor } from '../bookings/nudge.ts';
import { newId } from '../new-id.ts';
import { refuse } from '../refused.ts';
import type { Reach } from './reach.ts';
import type { SendRow } from './send-store.ts';

/** Keeps the result of one message; repeated reports end in the same row. A failure asks for a person. */
export async function recordSend(app: App, report: SendReport): Promise<void> {
  const ref = refOf(report);
  const { state, because, messageId } = report;
  const at = new Date(report.at);
  const end = { state, because, messageId, settledAt: at };
  const row = await app.stores.sends.report(ref, end);
  const { kind, recipient, due } = report;
  if (row === null && kind && recipient && (await isKnown(app, ref))) {
    // The facts moved between the plan and the mail: what came of it belongs to the record all the same.
    await app.stores.sends.insert(ref, { kind, recipient, at: due ? new Date(due) : at, ...end });
  }
  if (because === 'suppressed') await noteGuest(app, row, { arrives: false, at });
  if (state === 'failed') await askForAttention(app, ref, 'not_sent');
}

/**
 * Keeps what the provider says became of a message. A bounce tells HR, and that the guest is out of reach; the next mail
 * that arrives, that they are not. Codes say neither: they may leave on a stream of their own.
 */
export async function recordDelivery(app: App, report: DeliveryReport): Promise<void> {
  const ref = refOf(report);
  const row = await app.stores.sends.reportDelivery(ref, report.delivery, report.detail);
  if (row === null) return;
  const arrives = report.delivery === 'delivered';
  if (arrives || report.suppressed) await noteGuest(app, row, { arrives, at: new Date(report.at) });
  if (!arrives) await askForAttention(app, ref, report.delivery);
}

// Whoever was erased leaves nothing behind.
async function isKnown({ stores }: App, { tenantId, interviewId }: Ref): Promise<boolean> {
  const owner = isProofId(interviewId) ? stores.proofs : stores.bookings;
  return (await owner.find(tenantId, interviewId)) !== null;
}

async function noteGuest(app: App, row: SendRow | null, reach: Reach): Promise<void> {
  if (row === null || row.kind === 'code' || row.recipient.role !== 'candidate') return;
  await noteReach(app.stores, row.tenantId, { id: row.recipient.personId, ...reach });
}

/** Notes why a person should look at a booking; repeated, it changes nothing. */
export async function askForAttention(app: App, ref: Ref, attention: string): Promise<void> {
  const interview = await app.stores.bookings.find(ref.tenantId, ref.interviewId);
  if (interview === null || interview.attention === attention) return;
  await app.stores.inTransaction(async () => {
    const noted = await app.stores.bookings.change(interview, { attention }, { notices: [], raisesVersion: false });
    if (noted === null) throw new Error('the interview changed meanwhile');
    await app.stores.audit.append({
      _id: newId('event'),
      tenantId: ref.tenantId,
      interviewId: ref.interviewId,
      at: new Date(app.now()),
      actor: { party: 'timer', id: null },
      action: 'needAttention',
      detail: { attention, key: ref.key },
      requestId: ref.key,
    });
    await app.stores.outbox.append(nudgeFor(noted, app.now()));
  });
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
