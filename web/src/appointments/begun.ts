import { remember, remembered } from '../ui/storage.ts';
import type { ServiceAddress } from './service.queries.ts';

/** A code is on its way: whose, until when, and what to ask again for another one. */
export interface Begun {
  readonly proofId: string;
  /** When the code ends, ISO-8601. */
  readonly expiresAt: string;
  readonly wish: BeginWish;
}

export interface BeginWish {
  readonly name: string;
  readonly email: string;
  readonly providerId: string | null;
  readonly reminderBefore: string | null;
}

const keyOf = ({ tenant, service }: ServiceAddress) => `interlude.begun.${tenant}.${service}`;

/** What was begun in this tab and still counts. */
export function rememberedBegun(address: ServiceAddress): Begun | null {
  const kept = remembered(keyOf(address), 'sessionStorage');
  if (kept === null) return null;
  const begun = JSON.parse(kept) as Begun;
  return Date.parse(begun.expiresAt) > Date.now() ? begun : null;
}

export function rememberBegun(address: ServiceAddress, begun: Begun): void {
  remember(keyOf(address), JSON.stringify(begun), 'sessionStorage');
}

export function forgetBegun(address: ServiceAddress): void {
  remember(keyOf(address), null, 'sessionStorage');
}
