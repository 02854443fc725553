import type { Problem } from '../api.ts';
import type { CandidateDictionary } from '../i18n/dictionaries.ts';
import type { Translator } from '../i18n/translator.ts';
import { waitMinutes } from '../time/wait-minutes.ts';

export const deadReasons = [
  'link_expired',
  'link_replaced',
  'link_invalid',
  'not_signed_in',
  'no_cookies',
  'not_found',
  'rate_limited',
  'offline',
  'unanswered',
  'failed',
  'not-open',
  'request-new',
] as const;
export type DeadReason = (typeof deadReasons)[number];

/** Reasons that pass by themselves: trying again is the way, a new link is not. */
const passing: readonly DeadReason[] = ['offline', 'unanswered', 'failed', 'rate_limited'];

export function isPassingReason(reason: DeadReason): boolean {
  return passing.includes(reason);
}

/** What leads on: asking HR, the address where nothing else is known, or the link once more. */
export type WayOut = 'invitation' | 'address' | 'resend';

/** Which way leads on from here; null where trying again does. `isKnown`: there is a link or an interview to ask for. */
export function wayOutOf(reason: DeadReason, isKnown: boolean): WayOut | null {
  if (isPassingReason(reason)) return null;
  // A link that was cut off names no interview, and a mistyped address one that does not exist.
  if (!isKnown || reason === 'link_invalid' || reason === 'not_found') return 'address';
  return reason === 'link_expired' ? 'invitation' : 'resend';
}

export function deadReasonOf(problem: Problem, hasCookies = true): DeadReason {
  if (problem.kind === 'fault') return 'failed';
  if (problem.kind !== 'refused') return problem.kind;
  const { code } = problem.refusal;
  // A forbidden interview must look like one that does not exist.
  if (code === 'forbidden') return 'not_found';
  if (code === 'invalid_input') return 'link_invalid';
  // Where no cookie is kept, opening the link here would lead to the same page again.
  if (code === 'not_signed_in' && !hasCookies) return 'no_cookies';
  return deadReasons.find((reason) => reason === code) ?? 'failed';
}

/** The reason in an address like `/link/expired`. */
export function deadReasonFrom(text: string): DeadReason {
  return deadReasons.find((reason) => reason === text || reason === `link_${text}`) ?? 'not_found';
}

/** The sentence beside a button that did not work while no interview is known. */
export function wayOutText(problem: Problem, t: Translator<CandidateDictionary>): string {
  if (problem.kind === 'refused' && problem.refusal.code === 'rate_limited') {
    return t('no.rate_limited', { count: waitMinutes(problem.refusal) });
  }
  return t(`dead.${deadReasonOf(problem)}.what`);
}
