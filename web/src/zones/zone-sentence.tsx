import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useTimes } from '../picking/times-context.ts';
import type { ZonedText } from '../time/formats.models.ts';
import { isSameZone } from '../time/zoned.models.ts';
import { deviceZone, likelyZone } from './zone-choice.ts';

interface ZoneSentenceProps {
  readonly text: ZonedText;
  readonly now: number;
  /** The offset named is that of the chosen time, which need not be today's. */
  readonly shownAt: number | null;
}

/** In which zone the times stand, what the clock shows there, and how to change that. */
export function ZoneSentence(props: ZoneSentenceProps) {
  const { t, formats } = useI18n();
  const { zone, isZoneFixed, isZoneAsked, chooseZone, wishZone } = useTimes();
  const ask = (opener: HTMLElement) => wishZone({ opener, at: props.shownAt ?? props.now });
  const sentence = () =>
    t('zone.in', {
      place: props.text.place,
      offset: props.text.offset(props.shownAt ?? props.now),
      time: props.text.time(props.now),
    });
  // Asked while it matters most; whoever answers is remembered.
  const isHidden = () => {
    // Choosing a zone settles this at once, which what the browser remembers does not tell.
    zone();
    return !isZoneFixed() && isZoneAsked() && likelyZone() === null;
  };
  const elsewhere = () => {
    const device = deviceZone();
    return isZoneFixed() || device === null || isSameZone(device, props.text.zone) ? null : device;
  };

  return (
    <div>
      <div class="flex flex-wrap items-center gap-x-3 text-muted">
        <p>{isZoneFixed() ? t('zone.venue', { place: props.text.place }) : sentence()}</p>
        <Show when={!isZoneFixed()}>
          <button
            type="button"
            class="button button-quiet max-sm:-ms-2"
            onClick={({ currentTarget }) => ask(currentTarget)}
          >
            {t('zone.change')}
          </button>
        </Show>
      </div>
      <Show when={isHidden()}>
        <div class="flex flex-wrap items-center gap-x-2">
          <p>{t('zone.hidden')}</p>
          <button type="button" class="link min-h-11" onClick={({ currentTarget }) => ask(currentTarget)}>
            {t('zone.ask')}
          </button>
        </div>
      </Show>
      <Show when={elsewhere()}>
        {(device) => (
          <div class="flex flex-wrap items-center gap-x-2 text-meta text-muted">
            <p>{t('zone.travelling', { place: formats().placeOf(device()) })}</p>
            <button type="button" class="link min-h-11" onClick={() => chooseZone(device())}>
              {t('zone.use', { place: formats().placeOf(device()) })}
            </button>
          </div>
        )}
      </Show>
    </div>
  );
}
