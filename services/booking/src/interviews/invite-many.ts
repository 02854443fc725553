import type { PolicyInput } from '@interlude/shared/booking/policy';
import type { Refusal } from '@interlude/shared/booking/refusal';
import type { Staff } from '../access/staff-access.ts';
import type { BookingDeps } from '../booking/deps.ts';
import { eachRow } from '../journal/each-row.ts';
import { requestHash } from '../journal/request-hash.ts';
import { invite } from './invite.ts';

export interface InviteManyInput {
  readonly rows: readonly { readonly applicationId: string; readonly templateId: string }[];
  readonly policy?: PolicyInput | undefined;
  readonly personal?: string | undefined;
}

type RowResult = { readonly interviewId: string } | { readonly refusal: Refusal };

/**
 * One invitation after the other, each as if it had been asked for alone: its key follows from the one key and from who
 * is invited to what, so all rows or some of them may be sent again, in any order, and nobody is invited twice.
 */
export async function inviteMany(
  app: BookingDeps,
  staff: Staff,
  { rows, policy, personal }: InviteManyInput,
  { requestId, key }: { readonly requestId: string; readonly key: string },
): Promise<{ results: RowResult[] }> {
  const results = await eachRow(rows, async (row) => {
    const wish = { ...row, policy, personal };
    const idempotency = {
      scope: staff.personId,
      key: requestHash('inviteMany', { key, ...row }),
      hash: requestHash('inviteMany', wish),
    };
    return await invite(app, staff, wish, { requestId, now: app.now(), idempotency });
  });
  return { results };
}
