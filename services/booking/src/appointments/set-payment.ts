import { isPaymentOf, type Payment } from '@interlude/shared/booking/price';
import type { Change, CommandContext } from '../booking/change.ts';
import type { Command } from '../booking/command.ts';
import { isAppointment } from '../booking/row/booking-kind.ts';
import type { AppointmentRow } from '../booking/row/booking-row.ts';
import { refuse } from '../runtime/refused.ts';

/** Staff say where the money stands: no payment provider does yet. Possible in every status, also after the end. */
function judgePayment(row: AppointmentRow, context: CommandContext, payment: Payment): Change {
  const { version, status } = row;
  if (context.expectedVersion !== undefined && context.expectedVersion !== version) {
    refuse({ code: 'version_conflict', version, status });
  }
  if (!isPaymentOf(row.price, payment)) {
    const message = row.price === null ? 'it costs nothing' : 'it has a price';
    refuse({ code: 'invalid_input', issues: [{ path: 'payment', message }] });
  }
  // The version stays: the client decides nothing by the payment, and is not interrupted while moving or cancelling.
  return { action: 'setPayment', detail: { from: row.payment, payment }, set: { payment }, raisesVersion: false };
}

export function setPayment(payment: Payment): Command<AppointmentRow> {
  return { name: 'setPayment', takes: isAppointment, decide: (_, row, context) => judgePayment(row, context, payment) };
}
