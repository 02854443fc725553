import { useQuery } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { ZonedText } from '../time/formats.models.ts';
import type { Earlier } from './coverage.models.ts';
import { useTimes } from './times-context.ts';

interface WhyNotEarlierProps {
  readonly earlier: Earlier;
  readonly text: ZonedText;
}

/** What keeps the first free time from being earlier: the notice, and what the server says of the days in between. */
export function WhyNotEarlier(props: WhyNotEarlierProps) {
  const { t } = useI18n();
  const { timesQuery } = useTimes();
  const between = useQuery(() => ({
    ...timesQuery({ zone: props.text.zone, ...(props.earlier.between ?? { days: 1 }) }),
    enabled: props.earlier.between !== null,
  }));
  // The sentence about the notice says that already.
  const reason = () => {
    const because = props.earlier.between === null ? undefined : between.data?.emptyBecause;
    return because === 'notice' && props.earlier.noticeUntil !== null ? undefined : because;
  };
  return (
    <div role="status" class="text-muted">
      <Show when={!between.isLoading && props.earlier.noticeUntil}>
        {(until) => <p>{t('early.notice', { when: props.text.when(until()) })}</p>}
      </Show>
      <Show when={reason()}>
        {(because) => <p>{t(`early.${because()}`, { when: props.text.longDay(props.earlier.firstAt) })}</p>}
      </Show>
    </div>
  );
}
