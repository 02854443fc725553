import { setTimeout as delay } from 'node:timers/promises';
import type { GoogleSecret } from '../providers/google.ts';
import type { GoogleTokens } from '../providers/google-tokens.ts';
import { ProviderError } from '../providers/provider.ts';
import type { ConnectionRow, ConnectionStore } from './connection-store.ts';
import { placeOf } from './place-of.ts';
import { CannotOpen, type SecretBox } from './secret-box.ts';

interface AccessDeps {
  readonly connections: Pick<ConnectionStore, 'claimRefresh' | 'keepSecret' | 'endRefresh' | 'find'>;
  readonly secrets: SecretBox;
  /** Null where Google is not configured. */
  readonly tokens: Pick<GoogleTokens, 'refresh'> | null;
  readonly now: () => number;
}

export type Access = ReturnType<typeof createAccess>;

/** A token is refreshed this long before it ends, so that it lasts for a whole look. */
const earlyMs = 60_000;
/** Longer than a refresh may take: one that ended with its process is begun again after this. */
const leaseMs = 30_000;
const pauseMs = 100;

/**
 * The way to what a connection is sealed with. Where a token has run out it is refreshed, by one at a time: of two who do
 * so with a refresh token that can be used once, the second would lose it.
 */
export function createAccess({ connections, secrets, tokens, now }: AccessDeps) {
  const opened = (row: ConnectionRow) => JSON.parse(openedText(row));

  function openedText(row: ConnectionRow): string {
    try {
      return secrets.open(row.secret, placeOf(row));
    } catch (cause) {
      throw cause instanceof CannotOpen ? new ProviderError('key_missing', { cause }) : cause;
    }
  }

  /** Another access token than `spent`, from whoever refreshed it. Throws `ProviderError`. */
  async function renewed(row: ConnectionRow, spent: string, signal: AbortSignal): Promise<GoogleSecret> {
    while (!signal.aborted) {
      const at = now();
      const claimed = await connections.claimRefresh(row, new Date(at), new Date(at + leaseMs));
      const secret = claimed === null ? await elsewhere(row, spent) : await refreshed(claimed, spent);
      if (secret !== null) return secret;
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
    throw new ProviderError('retryable');
  }

  /** Null while whoever refreshes it has not done so. */
  async function elsewhere(row: ConnectionRow, spent: string): Promise<GoogleSecret | null> {
    const present = await connections.find(row);
    if (present === null) throw new ProviderError('gone');
    const secret: GoogleSecret = opened(present);
    return secret.accessToken === spent ? null : secret;
  }

  /** Null where somebody has connected it anew meanwhile. */
  async function refreshed(row: ConnectionRow, spent: string): Promise<GoogleSecret | null> {
    try {
      const secret: GoogleSecret = opened(row);
      // Refreshed between the look at it and the claim.
      if (secret.accessToken !== spent) return secret;
      if (tokens === null) throw new ProviderError('rejected');
      const next = { ...secret, ...(await tokens.refresh(secret.refreshToken)) };
      return (await connections.keepSecret(row, secrets.seal(JSON.stringify(next), placeOf(row)))) ? next : null;
    } finally {
      await connections.endRefresh(row);
    }
  }

  return {
    /**
     * Does something with what a connection is sealed with. An access token that is refused, though it should have lasted,
     * is refreshed once. Throws `ProviderError`, `auth` where consent was taken back.
     */
    async use<Answer>(
      row: ConnectionRow,
      signal: AbortSignal,
      // biome-ignore lint/suspicious/noExplicitAny: each provider knows its own secret.
      act: (secret: any) => Promise<Answer>,
    ): Promise<Answer> {
      const secret = opened(row);
      if (row.provider !== 'google') return await act(secret);
      const isFresh = secret.expiresAt > now() + earlyMs;
      const present = isFresh ? secret : await renewed(row, secret.accessToken, signal);
      try {
        return await act(present);
      } catch (error) {
        const isRefused = error instanceof ProviderError && error.outcome === 'auth';
        if (!isRefused || !isFresh) throw error;
        return await act(await renewed(row, present.accessToken, signal));
      }
    },

    /** Seals again what was sealed by a key that another has replaced. What does not open stays: reading it says why. */
    async rewrap(row: ConnectionRow): Promise<void> {
      if (!secrets.needsRewrap(row.secret) || !secrets.opens(row.secret, placeOf(row))) return;
      await connections.keepSecret(row, secrets.seal(openedText(row), placeOf(row)));
    },
  };
}
