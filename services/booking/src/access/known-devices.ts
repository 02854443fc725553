import { createHmac } from 'node:crypto';
import type { Request, Response } from 'express';
import type { PersonRow } from '../company/person-store.ts';
import { cookieNames, cookiesOf, setCookie } from './session-cookie.ts';

export type Credentials = Pick<PersonRow, '_id' | 'passwordHash'>;

const deviceMs = 180 * 24 * 3_600_000;
/** One browser may be used for accounts of several companies; the one that was used last comes last. */
const mostAccounts = 5;

interface Terms {
  readonly key: string;
  readonly now: number;
}

/** Makes a browser count as one that has signed in to the account, until the password changes. */
export function remember({ key, now }: Terms, response: Response, account: Credentials): void {
  const device = deviceOf(key, account);
  if (device === null) return;
  const others = cookiesOf(response.req, cookieNames.device).filter((one) => one !== device);
  const kept = [...others, device].slice(-mostAccounts);
  setCookie(response, cookieNames.device, kept.join('.'), new Date(now + deviceMs));
}

/** Those of the accounts that a request's browser has signed in to before. */
export function knownAmong<Account extends Credentials>(
  key: string,
  request: Request,
  accounts: readonly Account[],
): Account[] {
  const devices = cookiesOf(request, cookieNames.device);
  return accounts.filter((account) => devices.includes(deviceOf(key, account) ?? ''));
}

function deviceOf(key: string, account: Credentials): string | null {
  if (!account.passwordHash) return null;
  return createHmac('sha256', key).update(`device|${account._id}|${account.passwordHash}`).digest('base64url');
}
