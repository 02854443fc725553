import type { BookingId, TenantId } from '@interlude/shared/ids';
import type { DeliveryReport, SendReport } from '@interlude/shared/message-contract';
import type { App } from '../app.ts';
import { suppressGuest } from '../bookings/guests.ts';
import { nudgeFor } from '../bookings/nudge.ts';
import { newId } from '../new-id.ts';
import { refuse } from '../refused.ts';

/** Keeps the result of one message; repeated reports end in the same row. A failure asks for a person. */
export async function recordSend(app: App, report: SendReport): Promise<void> {
  const ref = refOf(report);
  const { state, because, messageId } = report;
  await app.stores.sends.report(ref, { state, because, messageId, settledAt: new Date(report.at) });
  if (state === 'failed') await askForAttention(app, ref, 'not_sent');
}

/** Keeps what the provider says became of a message; a bounce suppresses the guest's address and tells HR. */
export async function recordDelivery(app: App, report: DeliveryReport): Promise<void> {
  const ref = refOf(report);
  const row = await app.stores.sends.reportDelivery(ref, report.delivery, report.detail);
  if (report.delivery === 'delivered' || row === null) return;
  if (report.suppressed && row.recipient.role === 'candidate') {
    await suppressGuest(app.stores, ref.tenantId, { id: row.recipient.personId, at: new Date(report.at) });
  }
  await askForAttention(app, ref, report.delivery);
}

async function askForAttention(app: App, ref: Ref, attention: string): Promise<void> {
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
