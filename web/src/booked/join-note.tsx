import { Match, Show, Switch } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';

/** How to get into the interview: the link, when it appears, the place, or where the details are. */
export function JoinNote() {
  const { t, formats } = useI18n();
  const { view, text } = useInterview();
  const join = () => view().join;
  const names = () => view().interviewers.map(({ name, title }) => (title ? `${name} (${title})` : name));
  return (
    <div class="grid justify-items-start gap-2">
      <Switch fallback={<p>{t('booked.join.later')}</p>}>
        <Match when={view().venue}>{(venue) => <p>{t('facts.at', { venue: venue() })}</p>}</Match>
        <Match when={join().url}>
          {(url) => (
            <>
              <a class="button button-primary" href={url()} rel="noopener noreferrer">
                {t('booked.join.open')}
              </a>
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
