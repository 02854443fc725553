import { randomBytes } from 'node:crypto';
import { lookMs } from '../looking/look.ts';
import type { LookDeps } from '../looking/look-deps.ts';
import { timeLimit } from '../looking/time-limit.ts';
import { accountOf, accounts } from './accounts.ts';
import { CallRefused, type Calls, orRefused } from './calls.ts';
import { connectionRows, viewOf } from './connection-rows.ts';
import { type ConsentRow, consentIdOf } from './consent-store.ts';
import { keepAccount } from './keep-account.ts';
import { grantOf } from './revoke-consent.ts';

const consentMs = 10 * 60_000;

/** The calls about accounts whose provider asks people for their consent on a page of its own. */
export function consentCalls(deps: LookDeps): Pick<Calls, 'beginConsent' | 'endConsent'> {
  const { connections, consents, providers, secrets, tokens, now } = deps;
  const { blank } = connectionRows(deps);

  async function connected({ tenantId, personId, zone }: ConsentRow, proof: { code: string; verifier: string }) {
    if (tokens === null) throw new CallRefused('rejected');
    const limit = timeLimit(lookMs);
    const { signal } = limit;
    const given = await orRefused(tokens.exchange(proof));
    const listed = await orRefused(providers.google.list({ signal }, given));
    const account = listed[0]?.calendarId ?? '';
    const before = await connections.listOf(tenantId, personId);
    const named = accountOf({ tenantId, personId, provider: 'google' }, { account });
    const known = accounts(deps).find(before, named);
    const base = known ?? blank({ tenantId, personId, zone, provider: 'google', name: 'Google' }, before.length);
    const granted = { ...base, grant: grantOf(account) };
    return await keepAccount(deps, { base: granted, known, named, signIn: { ...given, account }, listed, zone }, limit);
  }

  return {
    async beginConsent({ tenantId, personId, zone, session }) {
      if (tokens === null) throw new CallRefused('rejected');
      const [state, verifier] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
      const _id = consentIdOf(state);
      const expiresAt = new Date(now() + consentMs);
      const sealed = secrets.seal(verifier, placeOf({ tenantId, _id }));
      await consents.begin({ _id, tenantId, personId, zone, session, verifier: sealed, expiresAt });
      return { url: await tokens.consentUrl({ state, verifier }) };
    },

    async endConsent({ tenantId, session, state, code }) {
      const row = await consents.take({ _id: consentIdOf(state), tenantId, session }, new Date(now()));
      if (row === null) throw new CallRefused('not_found');
      if (code === null) throw new CallRefused('auth');
      const verifier = secrets.open(row.verifier, placeOf(row));
      return { personId: row.personId, connection: viewOf(await connected(row, { code, verifier })) };
    },
  };
}

function placeOf({ tenantId, _id }: Pick<ConsentRow, 'tenantId' | '_id'>): string {
  return `${tenantId}|consents|${_id}|verifier`;
}
