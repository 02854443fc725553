import type { CalendarEvent, EventBody } from '../events/event-shape.ts';
import type { CallName, Fault } from './faults.ts';

export type CalendarSandboxClient = ReturnType<typeof createSandboxClient>;

interface Who {
  readonly email: string;
  /** Default: the first of that person. */
  readonly calendar?: string;
}
interface Tokens {
  readonly isRotating?: boolean;
  readonly accessSeconds?: number;
  readonly revoked?: string;
  readonly areSpent?: boolean;
}
type NewCalendar = { readonly email: string; readonly id: string; readonly summary: string } & {
  readonly timeZone?: string;
  readonly accessRole?: 'owner' | 'writer' | 'reader' | 'freeBusyReader';
};

/** Speaks to the control endpoints of a running sandbox. Throws on any refusal. */
export function createSandboxClient(url: string) {
  async function call<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(new URL(`/__control${path}`, url), {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  return {
    url,

    /** Replaces the fault plan; an empty list ends all faults. */
    setFaults: (faults: readonly Fault[]) => call<object>('/faults', faults),

    /** What was asked since the plan was set, by name. */
    calls: () => call<CallName[]>('/calls'),

    addAccount: (email: string, timeZone = 'Europe/Berlin') => call<object>('/accounts', { email, timeZone }),

    addCalendar: (of: NewCalendar) => call<object>('/calendars', of),

    /** Writes an event; with the id of one that is there, over it. */
    put: (who: Who, event: EventBody) => call<CalendarEvent>('/events', { ...who, event }),

    remove: (who: Who, id: string) => call<CalendarEvent>('/removals', { ...who, id }),

    /** All of a calendar, deleted ones too. */
    events: (who: Who) => call<CalendarEvent[]>('/events/list', who),

    /** Whoever asks for changes has to read all again. */
    forgetSyncTokens: (who: Who) => call<object>('/sync-tokens', who),

    /** Who is told of changes. */
    channels: () => call<{ id: string; token: string; address: string; email: string }[]>('/channels'),

    /** All channels end within these milliseconds, as they do after some days. */
    endChannels: (ms: number) => call<object>('/channels/end', { ms }),

    /** What somebody decides on the page of consent at `url`, and where that leads them. */
    async decide(url: string, email: string, decision: 'allow' | 'deny' = 'allow'): Promise<URL> {
      const asked = new URL(url);
      const page = await fetch(asked);
      if (!page.ok) throw new Error(`The sandbox answered ${page.status}: ${await page.text()}`);
      const answer = await fetch(`${asked.origin}${asked.pathname}`, {
        method: 'POST',
        body: new URLSearchParams([...asked.searchParams, ['email', email], ['decision', decision]]),
        redirect: 'manual',
      });
      return new URL(answer.headers.get('location') ?? '');
    },

    setTokens: (tokens: Tokens) => call<object>('/tokens', tokens),
  };
}
