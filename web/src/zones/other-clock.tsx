import { clocksInOrder } from '@interlude/shared/time/clock-order';
import { Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { ZonedText } from '../time/formats.models.ts';
import { offsetMinutesAt } from '../time/zoned.models.ts';

/** A span on the reader's clock, beside that of the venue which leads; nothing where both read the same. */
export function OtherClock(props: { readonly at: number; readonly until: number }) {
  const { t } = useI18n();
  const { view, readerText } = useInterview();
  const isElsewhere = () => {
    const { venueZone = null, venueOffsets = [] } = view();
    const reader = readerText();
    const offsetsOf = (zone: string) => (zone === venueZone ? venueOffsets : reader.offsets);
    const clocks = clocksInOrder({ venue: venueZone, reader: reader.zone }, (zone) =>
      offsetMinutesAt(offsetsOf(zone), props.at),
    );
    return clocks.length > 1;
  };
  const onOwn = (text: ZonedText) => ({
    when: `${text.shortDay(props.at)}, ${t('booked.time', text.span(props.at, props.until))}`,
    zone: t('booked.zone', { place: text.place, offset: text.offset(props.at) }),
  });
  return <Show when={isElsewhere()}>{<span class="zone-line-2">{t('zone.own', onOwn(readerText()))}</span>}</Show>;
}
