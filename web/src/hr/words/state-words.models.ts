import { type AttentionCause, attentionCauses } from '@interlude/shared/booking/attention';
import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import type { Tone } from '../../ui/banner.tsx';
import type { GlyphName } from '../shell/glyph.tsx';
import type { HrTranslator } from './hr-words.tsx';

const outcomes = ['pending', 'passed', 'failed', 'on_hold'] as const;
export type OutcomeCode = (typeof outcomes)[number];
export const outcomeCodes: readonly OutcomeCode[] = outcomes;

interface Look {
  readonly tone: Tone;
  readonly glyph: GlyphName;
}

const looks: Readonly<Record<InterviewStatus, Look>> = {
  invited: { tone: 'info', glyph: 'mail' },
  scheduled: { tone: 'good', glyph: 'calendar' },
  rescheduled: { tone: 'good', glyph: 'move' },
  confirmed: { tone: 'good', glyph: 'check' },
  in_progress: { tone: 'info', glyph: 'play' },
  completed: { tone: 'neutral', glyph: 'flag' },
  cancelled: { tone: 'neutral', glyph: 'cross' },
  expired: { tone: 'warn', glyph: 'clock' },
  no_show: { tone: 'bad', glyph: 'absent' },
  archived: { tone: 'neutral', glyph: 'box' },
};
const outcomeTones: Readonly<Record<OutcomeCode, Tone>> = {
  pending: 'warn',
  passed: 'good',
  failed: 'bad',
  on_hold: 'warn',
};

/** Tone and picture of a status; the outcome colours what is completed. */
export function lookOf(status: InterviewStatus, outcome: OutcomeCode | null): Look {
  const look = looks[status];
  return status === 'completed' && outcome !== null ? { ...look, tone: outcomeTones[outcome] } : look;
}

/** The outcome in words, or null for what is no outcome. */
export function outcomeWord(code: string, t: HrTranslator): string | null {
  const known = outcomes.find((one) => one === code);
  return known ? t(`outcome.${known}`) : null;
}

const reasonWords = [
  'position_filled',
  'interviewer_unavailable',
  'candidate_withdrew',
  'duplicate',
  'conflict',
  'illness',
  'technical',
  'technical_problem',
  'unprepared',
  'goodwill',
  'not_justified',
  'company_caused',
  'no_longer_available',
  'accepted_other_offer',
  'no_longer_interested',
  'handled',
  'not_needed',
  'everybody_here',
  'agreed',
] as const;

/** A reason code in words, for staff; an unknown one is “another reason”. */
export function reasonWord(code: string, t: HrTranslator): string {
  return t(`reason.${reasonWords.find((one) => one === code) ?? 'other'}`);
}

/** Which of the known calls for a person this is. */
export function attentionKind(code: string): AttentionCause | 'other' {
  return attentionCauses.find((one) => one === code) ?? 'other';
}
