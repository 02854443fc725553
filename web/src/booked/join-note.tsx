import { createEffect, createMemo, Match, Show, Switch } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';

const soonMs = 15 * 60_000;

/** Whether the way in is what the page is for: from a quarter of an hour before the start, and while it runs. */
export function useJoinsNow() {
  const { view, now } = useInterview();
  return () =>
    view().status === 'in_progress' ||
    (view().startsAt !== null && now() >= Date.parse(view().startsAt ?? '') - soonMs);
}

/** The link to join, as far as it is there; it catches the eye when it is needed. */
export function JoinLink() {
  const { t } = useI18n();
  const { view } = useInterview();
  const joinsNow = useJoinsNow();
  return (
    <Show when={view().join.url}>
      {(url) => (
        <a class="button" classList={{ 'button-primary': joinsNow() }} href={url()} rel="noopener noreferrer">
          {t('booked.join.open')}
        </a>
      )}
    </Show>
  );
}

/** How to get into the interview: the link, when it appears, the place, or where the details are. */
export function JoinNote() {
  const { t, formats } = useI18n();
  const { view, text, now, refresh } = useInterview();
  const join = () => view().join;
  // Only the server gives the link away, so the page asks again once it may.
  const isDue = createMemo(() => now() >= Date.parse(join().visibleFrom ?? '9999'));
  createEffect(() => isDue() && refresh());
  const names = () => view().interviewers.map(({ name, title }) => (title ? `${name} (${title})` : name));
  return (
    <div class="grid justify-items-start gap-2">
      <Switch fallback={<p>{t('booked.join.later')}</p>}>
        <Match when={view().venueZone && view().venue}>{(venue) => <p>{t('facts.at', { venue: venue() })}</p>}</Match>
        <Match when={join().url}>
          {(url) => (
            <>
              <JoinLink />
              <p class="print-only">{url()}</p>
            </>
          )}
        </Match>
        <Match when={join().visibleFrom}>
          {(at) => <p>{t('booked.join.from', { time: text().when(Date.parse(at())) })}</p>}
        </Match>
        <Match when={view().provider === 'phone'}>
          <p>{t('booked.join.phone')}</p>
        </Match>
      </Switch>
      <p class="text-muted">{t(`provider.${view().provider}`)}</p>
      <Show when={names().length > 0}>
        <p class="text-muted">{t('booked.people', { names: formats().list(names()) })}</p>
      </Show>
    </div>
  );
}
