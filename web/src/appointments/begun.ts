import type { SlotsView } from '@interlude/shared/schemas/views';
import { remember, remembered } from '../ui/storage.ts';
import type { ServiceAddress } from './service.queries.ts';

/** What a visitor wants, and who they are. */
export interface BeginWish {
  readonly name: string;
  readonly email: string;
  readonly note: string;
  /** E.164; null where they are called on none, or did not say. */
  readonly phone: string | null;
  readonly providerId: string | null;
  readonly reminderBefore: string | null;
  /** ISO-8601; null where nothing is free. */
  readonly startsAt: string | null;
  /** Whether they choose further dates after the code. */
  readonly repeats: boolean;
  /** To the questions of the service, by their ids. */
  readonly answers: { id: string; text: string }[];
}

/** A code is on its way: whose, until when, and what to ask again for another one. */
export interface Begun {
  readonly proofId: string;
  /** When the code ends, ISO-8601. */
  readonly expiresAt: string;
  /** Whether the time is held until then. */
  readonly kept: boolean;
  readonly wish: BeginWish;
  /** On which clock the time was chosen. */
  readonly clock: Pick<SlotsView, 'zone' | 'offsets'>;
  /** They went back to the times: what they typed and what is held for them still counts. */
  readonly isLeft?: boolean;
}

export const isOver = ({ expiresAt }: Begun): boolean => Date.parse(expiresAt) <= Date.now();

const keyOf = ({ tenant, service }: ServiceAddress) => `interlude.begun.${tenant}.${service}`;

/** What was begun in this tab. */
export function rememberedBegun(address: ServiceAddress): Begun | null {
  const kept = remembered(keyOf(address), 'sessionStorage');
  if (kept === null) return null;
  const begun = JSON.parse(kept) as Begun;
  // A page of an older release kept less.
  return begun.wish.answers === undefined ? null : { ...begun, isLeft: begun.isLeft || isOver(begun) };
}

export function rememberBegun(address: ServiceAddress, begun: Begun): void {
  remember(keyOf(address), JSON.stringify(begun), 'sessionStorage');
}

export function forgetBegun(address: ServiceAddress): void {
  remember(keyOf(address), null, 'sessionStorage');
}
