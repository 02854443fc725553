import { createEffect, createMemo, Match, Show, Switch } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { PhoneCall } from '../phone/phone-call.tsx';
import { liveOf } from './live.models.ts';

/** The link to join, as far as it is there; it catches the eye when it is needed. */
export function JoinLink() {
  const { t } = useI18n();
  const { view, now } = useInterview();
  return (
    <Show when={view().join.url}>
      {(url) => (
        <a
          class="button"
          classList={{ 'button-primary': liveOf(view(), now()) !== 'ahead' }}
          href={url()}
          rel="noopener noreferrer"
        >
          {t('booked.join.open')}
        </a>
      )}
    </Show>
  );
}

/** How to get into the interview: the link, when it appears, the place, or where the details are. */
export function JoinNote() {
  const { t } = useI18n();
  const { view, text, now, refresh } = useInterview();
  const join = () => view().join;
  // Only the server gives the link away, so the page asks again once it may.
  const isDue = createMemo(() => now() >= Date.parse(join().visibleFrom ?? '9999'));
  createEffect(() => isDue() && refresh());
  return (
    <div class="join-note">
      <Switch fallback={<p>{t('booked.join.later')}</p>}>
        <Match when={view().venueZone && view().venue}>{(venue) => <p>{t('facts.at', { venue: venue() })}</p>}</Match>
        <Match when={join().url}>
          {(url) => (
            <>
              <Show when={liveOf(view(), now()) === 'ahead'}>
                <JoinLink />
              </Show>
              <p class="print-only" translate="no">
                {url()}
              </p>
            </>
          )}
        </Match>
        <Match when={join().visibleFrom}>
          {(at) => <p>{t('booked.join.from', { time: text().when(Date.parse(at())) })}</p>}
        </Match>
        <Match when={view().phone}>{(phone) => <PhoneCall phone={phone()} />}</Match>
      </Switch>
      {/* By phone is what the sentence says already. */}
      <p class="text-muted" hidden={view().provider === 'phone'}>
        {t(`provider.${view().provider}`)}
      </p>
    </div>
  );
}
