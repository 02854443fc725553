import type { Refusal } from '@interlude/shared/booking/refusal';
import { createSignal } from 'solid-js';
import { problemOf } from '../../../api.ts';
import { api } from '../../session/staff-api.ts';

/** A template that an invitation is to follow, and the length it was shown with, in minutes. */
export interface ChosenTemplate {
  readonly templateId: string;
  readonly durationMinutes: number;
}

/** Which template is chosen. */
export function createTemplateWish() {
  const [template, setTemplate] = createSignal<ChosenTemplate | null>(null);
  return {
    template,
    choose: (chosen: ChosenTemplate | null) => setTemplate(chosen),
    /** The template has become longer or shorter since it was shown: what is sent next agrees to that length. */
    learn(refusal: Refusal): void {
      const chosen = template();
      if (chosen !== null && refusal.code === 'overwrite_unconfirmed')
        setTemplate({ ...chosen, durationMinutes: refusal.to });
    },
  };
}

interface Common {
  readonly interviewId: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string;
}

/** Agrees to another length only where it is the one that was shown; any other refuses as `overwrite_unconfirmed`. */
export async function applyTemplate(chosen: ChosenTemplate | null, common: Common): Promise<unknown> {
  const input = { ...common, templateId: chosen?.templateId ?? '' };
  try {
    return await api.interviews.applyTemplate.mutate(input);
  } catch (error) {
    const told = problemOf(error);
    const length = told.kind === 'refused' && told.refusal.code === 'overwrite_unconfirmed' ? told.refusal.to : null;
    if (length === null || length !== chosen?.durationMinutes) throw error;
    return await api.interviews.applyTemplate.mutate({ ...input, overwriteDuration: true });
  }
}
