import type { InterviewView } from '@interlude/shared/schemas/views';

export interface Happening {
  readonly kind: 'mail' | 'starts' | 'joins';
  /** The kind of mail; empty for the others. */
  readonly mail: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly state: 'past' | 'failed' | 'next';
}

type Facts = Pick<InterviewView, 'mails' | 'startsAt' | 'join'>;

/** What was and will be, in order: mails that matter, the link to join, the start. Skipped mails say nothing. */
export function happeningsOf({ mails, startsAt, join }: Facts, now: number): Happening[] {
  const sent = mails
    .filter(({ state }) => state !== 'skipped')
    .map(({ kind, at, state }): Happening => {
      const said = state === 'planned' ? 'next' : state === 'failed' ? 'failed' : 'past';
      return { kind: 'mail', mail: kind, at: Date.parse(at), state: said };
    });
  const timed = (kind: 'starts' | 'joins', at: string | null | undefined): Happening[] =>
    at ? [{ kind, mail: '', at: Date.parse(at), state: Date.parse(at) <= now ? 'past' : 'next' }] : [];
  return [...sent, ...timed('joins', join.visibleFrom), ...timed('starts', startsAt)].sort(
    (one, other) => one.at - other.at,
  );
}

const minuteMs = 60_000;
const units = [
  { unit: 'day', ms: 24 * 60 * minuteMs },
  { unit: 'hour', ms: 60 * minuteMs },
  { unit: 'minute', ms: minuteMs },
] as const;

/** A length of time in the largest unit that it fills, such as `1 day` or `90 minutes`; the tag is BCP 47. */
export function lengthText(tag: string, lengthMs: number): string {
  const whole = Math.round(lengthMs / minuteMs) * minuteMs;
  const { unit, ms } = units.find(({ ms }) => whole >= ms && whole % ms === 0) ?? units[2];
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(whole / ms);
}
