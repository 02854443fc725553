import { createBookingInternal } from '@interlude/service-kit/booking-internal';
import {
  type DeliveryReport,
  type MessageAnswer,
  messageAnswerSchema,
  type SendReport,
} from '@interlude/shared/contracts/messages';

export interface BookingClient {
  /** What a message says now, or why nothing is to be said. Throws when booking is away or answers something else. */
  messageFor(ref: { tenantId: string; interviewId: string; key: string }): Promise<MessageAnswer>;
  /** Safe to repeat. Throws when booking did not take it. */
  recordSend(report: SendReport): Promise<void>;
  /** Safe to repeat. Throws when booking did not take it. */
  recordDelivery(report: DeliveryReport): Promise<void>;
}

// Asking and sending must together end before the lease of the ledger row.
const askTimeoutMs = 2_000;
const reportTimeoutMs = 5_000;

/** Speaks to booking's internal port. */
export function createBookingClient(target: { readonly url: string; readonly key: string }): BookingClient {
  const trpc = createBookingInternal(target);
  return {
    async messageFor(ref) {
      const answer: unknown = await trpc.messageFor.mutate(ref, { signal: AbortSignal.timeout(askTimeoutMs) });
      return messageAnswerSchema.parse(answer);
    },
    async recordSend(report) {
      await trpc.recordSend.mutate(report, { signal: AbortSignal.timeout(reportTimeoutMs) });
    },
    async recordDelivery(report) {
      await trpc.recordDelivery.mutate(report, { signal: AbortSignal.timeout(reportTimeoutMs) });
    },
  };
}
