import {
  type CalendarAnswer,
  type CalendarCall,
  type CalendarInput,
  calendarCalls,
  calendarRefusalSchema,
} from '@interlude/shared/contracts/calendars';
import { refuse } from '../runtime/refused.ts';
import { internalTokenFor } from './internal-token.ts';

export type CalendarsClient = ReturnType<typeof createCalendarsClient>;

// What is only read is there at once; for the others another server is asked meanwhile, which has twenty seconds.
const patienceMs = { connections: 3_000, others: 25_000 };
const retryAfterSeconds = 5;

/** Asks the calendars service. Refuses as it does, and with `unavailable` where it cannot say or is away. */
export function createCalendarsClient({ url, key }: { readonly url: string; readonly key: string }) {
  async function ask(call: CalendarCall, input: object): Promise<Response> {
    try {
      return await fetch(new URL(`/internal/${call}`, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${internalTokenFor(key)}` },
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(call === 'connections' ? patienceMs.connections : patienceMs.others),
      });
    } catch {
      return refuse({ code: 'unavailable', retryAfterSeconds });
    }
  }

  return async <Call extends CalendarCall>(call: Call, input: CalendarInput<Call>): Promise<CalendarAnswer<Call>> => {
    const answer = await ask(call, input);
    const said: unknown = await answer.json().catch(() => null);
    const refusal = answer.status === 422 ? calendarRefusalSchema.safeParse(said).data : undefined;
    if (refusal?.because === 'not_found') refuse({ code: 'not_found' });
    if (refusal !== undefined) refuse({ code: 'calendar_refused', because: refusal.because });
    const parsed = calendarCalls[call].answer.safeParse(said);
    if (!answer.ok || !parsed.success) refuse({ code: 'unavailable', retryAfterSeconds });
    return parsed.data as CalendarAnswer<Call>;
  };
}
