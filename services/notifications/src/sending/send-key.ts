import { createHash } from 'node:crypto';
import type { SendInput } from '@interlude/shared/contracts/activities';

/**
 * The name of one message for ever: the same for every attempt and every process, another after a reschedule (the item
 * key holds the revision). It names the recipient by role and id, never by address. 43 characters of base64url, which
 * fits the provider's metadata.
 */
export function sendKeyOf({
  tenantId,
  interviewId,
  item,
}: Pick<SendInput, 'tenantId' | 'interviewId' | 'item'>): string {
  const { role, personId } = item.recipient;
  return createHash('sha256')
    .update([tenantId, interviewId, item.key, `${role}:${personId}`].join('|'))
    .digest('base64url');
}
