import type { PersonRow } from '../src/company/person-store.ts';

export type OperationKind =
  | 'list'
  | 'hold'
  | 'release'
  | 'book'
  | 'bookAll'
  | 'reschedule'
  | 'cancel'
  | 'cancelAll'
  | 'join'
  | 'leave'
  | 'pass';

/** One of a client's bookings, counted from 0, and the start that was wanted for it; null where none was. */
export interface Concern {
  readonly unit: number;
  readonly startsAt: string | null;
}

/** One call and its answer. `invoke` and `complete` number all beginnings and ends in the order they were seen. */
export interface Operation {
  readonly client: number;
  readonly kind: OperationKind;
  /** All parts or appointments that it books, moves or calls off. */
  readonly concerns: readonly Concern[];
  readonly invoke: number;
  readonly complete: number;
  /** `ok`, or the code of the refusal. */
  readonly outcome: string;
  readonly because?: string;
}

/** Time that was taken from somebody, or of a room, epoch milliseconds, between two numbers of calls: time off, and what was on offer. */
export interface Busy {
  readonly people: readonly string[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly invoke: number;
  readonly complete: number;
  /** Of the client to whom it was on offer: it counts for caps as a booking does. */
  readonly offeredTo?: number;
  /** What was on offer. */
  readonly template?: Template | undefined;
}

export interface Group {
  readonly anyOf: readonly string[];
  readonly count: number;
  readonly optional?: true;
  readonly skills?: readonly string[];
}

export interface Template {
  readonly id: string;
  readonly panel: readonly Group[];
  readonly durationMinutes: number;
  readonly buffers: { readonly beforeMinutes: number; readonly afterMinutes: number };
  /** A room for one interview at a time. */
  readonly room?: string;
  /** How many guests meet at one start; one when absent. */
  readonly places?: number;
}

export interface History {
  readonly operations: readonly Operation[];
  readonly busy: readonly Busy[];
  readonly templates: readonly Template[];
  /** Faults that were seen between two rounds, when nobody was at work. */
  readonly seen: readonly string[];
  /** From here on one call followed the other, and nobody else was at work. */
  readonly quietFrom: number;
  readonly clients: readonly Guest[];
}

/** Whoever books. */
export interface Guest {
  /** Of all their bookings, in the order of parts or of the series. */
  readonly ids: readonly string[];
  /** Of each booking; of a series one for all. */
  readonly templates: readonly number[];
}

/** What one of a client's bookings was made from. */
export function templateOf({ clients, templates }: History, client: number, unit: number): Template | undefined {
  const of = clients[client]?.templates ?? [];
  return templates[of[unit] ?? of[0] ?? -1];
}

const minute = 60_000;

export interface Times {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly before: number;
  readonly after: number;
}

export function timesOf({ durationMinutes, buffers }: Template, startsAt: number): Times {
  const endsAt = startsAt + durationMinutes * minute;
  return { startsAt, endsAt, before: buffers.beforeMinutes, after: buffers.afterMinutes };
}

/** By how much two meetings of one person are too close, milliseconds; the larger of the two buffers counts. */
export function gapMissing(one: Times, other: Times): number {
  const [early, late] = one.startsAt <= other.startsAt ? [one, other] : [other, one];
  return Math.max(early.after, late.before) * minute - (late.startsAt - early.endsAt);
}

/** A person's own buffers count where they are larger. */
export function withOwn({ settings }: PersonRow, times: Times): Times {
  const { beforeMinutes = 0, afterMinutes = 0 } = settings?.buffers ?? {};
  return { ...times, before: Math.max(times.before, beforeMinutes), after: Math.max(times.after, afterMinutes) };
}
