import type { InternalRouter } from '@interlude/booking/internal-router';
import {
  type DeliveryReport,
  type MessageAnswer,
  messageAnswerSchema,
  type SendReport,
} from '@interlude/shared/contracts/messages';
import { internalToken } from '@interlude/shared/secrets/internal-token';
import { createTRPCClient, httpLink } from '@trpc/client';
import jwt from 'jsonwebtoken';

const { algorithm, type, issuer, audience, seconds } = internalToken;

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

/** Speaks to booking's internal port with a token of one minute. */
export function createBookingClient({ url, key }: { readonly url: string; readonly key: string }): BookingClient {
  const trpc = createTRPCClient<InternalRouter>({
    links: [
      httpLink({
        url: new URL('/internal', url).href,
        headers: () => ({ authorization: `Bearer ${tokenOf(key)}`, 'x-interlude': '1' }),
      }),
    ],
  });
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

function tokenOf(key: string): string {
  return jwt.sign({}, key, { header: { alg: algorithm, typ: type }, algorithm, issuer, audience, expiresIn: seconds });
}
