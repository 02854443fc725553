import type {
  CalendarAnswer,
  CalendarCall,
  CalendarInput,
  calendarRefusalSchema,
} from '@interlude/shared/contracts/calendars';
import type { z } from 'zod';
import { ProviderError } from '../providers/provider.ts';

export type Calls = { readonly [Call in CalendarCall]: (input: CalendarInput<Call>) => Promise<CalendarAnswer<Call>> };

type Refusal = z.infer<typeof calendarRefusalSchema>;

/** An expected "no" to one of the calls. */
export class CallRefused extends Error {
  override name = 'CallRefused';
  readonly refusal: Refusal;
  constructor(because: Refusal['because']) {
    super(because);
    this.refusal = { because };
  }
}

/** What a provider refuses is refused. */
export async function orRefused<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof ProviderError ? new CallRefused(error.outcome) : error;
  }
}
