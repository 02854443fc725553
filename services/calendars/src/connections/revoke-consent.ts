import { createHash } from 'node:crypto';
import { errorFacts } from '@interlude/service-kit/log';
import type { LookDeps } from '../looking/look-deps.ts';
import type { GoogleSecret } from '../providers/google.ts';
import { connectionRows } from './connection-rows.ts';
import type { ConnectionRow } from './connection-store.ts';

/**
 * Names the consent of an account at Google. It knows one for an account and this portal: what takes back one token takes
 * back those of all, in whichever company.
 */
export function grantOf(account: string): string {
  return createHash('sha256').update(`google|${account}`).digest('base64url');
}

/**
 * Takes back the consent that a connection rested on which was just removed, unless another rests on it too. Whether that
 * succeeds makes no difference to anybody: the tokens are gone here, and the consent is on the account's own page.
 */
export async function revokeConsent(deps: LookDeps, removed: ConnectionRow): Promise<void> {
  const { connections, tokens, log } = deps;
  if (removed.provider !== 'google' || tokens === null) return;
  try {
    const { account, refreshToken } = connectionRows(deps).secretOf<GoogleSecret>(removed);
    // Asked after the removal, so that of two that go at once the last takes it back.
    if (await connections.holdsGrant(grantOf(account))) return;
    await tokens.revoke(refreshToken);
  } catch (error) {
    log.info({ connection: removed._id, ...errorFacts(error) }, 'the consent was not taken back');
  }
}
