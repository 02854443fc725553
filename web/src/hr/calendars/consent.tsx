import { useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { enCalendars } from '../words/en-calendars.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { Refused } from './refused.tsx';

type Outcome = Extract<keyof typeof enCalendars, `google.${string}` | `because.${string}`>;

/** Sends somebody to the page on which Google asks for their consent, and says what became of it when they are back. */
export function Consent() {
  const w = usePartWords(enCalendars);
  const [search] = useSearchParams<{ google?: string }>();
  const sent = createSubmit(
    () => api.calendars.begin.mutate({ provider: 'google' }),
    async ({ url }) => location.assign(url),
  );
  const outcome = () => {
    const { google } = search;
    return [`google.${google}`, `because.${google}`].find((key): key is Outcome => key in enCalendars);
  };
  return (
    <div class="stack">
      <Show when={outcome()}>
        {(key) => (
          <p
            ref={(line) => queueMicrotask(() => line.focus())}
            tabindex="-1"
            class={search.google === 'connected' ? undefined : 'field-error'}
            role="status"
          >
            {w(key())}
          </p>
        )}
      </Show>
      <p class="muted small">{w('google.scopes')}</p>
      <Refused problem={sent.problem()} />
      <div>
        <button type="button" class="button" aria-disabled={sent.isBusy()} onClick={() => void sent.submit()}>
          {w('google')}
        </button>
      </div>
    </div>
  );
}
