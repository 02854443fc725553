import { addressKey } from '../access/rate-limits.ts';
import { Refused } from '../refused.ts';
import type { Context } from '../trpc.ts';
import { guestIdOf, replacementOf } from './booking-kind.ts';

/**
 * Mails the present link to the address on file. Answers the same whether or not there is such an interview, and
 * names no address, so that a stranger learns nothing.
 */
export async function requestLink(ctx: Context, input: { token: string } | { interviewId: string }): Promise<void> {
  const { app, req, requestId } = ctx;
  const { bookings } = app.stores;
  const now = app.now();
  await app.limits.count('resendAddress', addressKey(req.ip ?? ''), now);
  const interviewId = 'token' in input ? readInterviewId(ctx, input.token) : input.interviewId;
  const tenantId = interviewId === null ? null : await bookings.findTenantOf(interviewId);
  const found = tenantId === null || interviewId === null ? null : await bookings.find(tenantId, interviewId);
  if (found === null || tenantId === null) return;
  const replacement = replacementOf(found);
  const present = replacement === null ? found : ((await bookings.find(tenantId, replacement)) ?? found);
  try {
    await app.limits.count('resendInterview', present._id, now);
    await app.applyCommand(
      {
        tenantId,
        interviewId: present._id,
        actor: { party: 'candidate', id: guestIdOf(present) },
        now,
        requestId,
      },
      { do: 'resendLink' },
      () => null,
    );
  } catch (error) {
    // A limit of this interview must not tell a stranger that the interview exists.
    if (!(error instanceof Refused)) throw error;
  }
}

function readInterviewId({ app }: Context, token: string): string | null {
  try {
    return app.tokens.verify(token, 0).iid;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
