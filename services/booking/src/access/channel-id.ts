import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const randomLength = 22;
const macBytes = 24;
const shape = /^[\w-]{54}$/;

/** A new id for a channel on which a provider tells of changes: 54 characters, of those that Google takes (at most 64). */
export function newChannelId(internalKey: string): string {
  const random = randomBytes(16).toString('base64url');
  return `${random}${macOf(random, internalKey)}`;
}

/** Whether a channel was named here: whoever makes up an id has none, and needs no look at the database to be told so. */
export function isOwnChannelId(id: string, internalKey: string): boolean {
  // A header may hold any Latin-1 character, which is more than one byte here.
  if (!shape.test(id)) return false;
  const [given, right] = [id.slice(randomLength), macOf(id.slice(0, randomLength), internalKey)];
  return timingSafeEqual(Buffer.from(given), Buffer.from(right));
}

function macOf(random: string, internalKey: string): string {
  const mac = createHmac('sha256', internalKey).update(`calendar-channel|${random}`).digest();
  return mac.subarray(0, macBytes).toString('base64url');
}
