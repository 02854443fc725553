import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';

interface IntervalProps {
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly until: number;
}

/** Two times and the space between them, drawn as the mark of the product. */
export function Interval(props: IntervalProps) {
  const { t } = useI18n();
  return (
    <p class="interval">
      <Clock at={props.at} text={props.from} />
      <span class="pause" role="img" aria-label={t('booked.to')} />
      <Clock at={props.until} text={props.to} />
    </p>
  );
}

/** A time of day; what follows its figures, such as the half of the day, is smaller. */
function Clock(props: { readonly at: number; readonly text: string }) {
  const figures = () => /^[\p{Nd}:.]+/u.exec(props.text)?.[0] ?? props.text;
  const rest = () => props.text.slice(figures().length);
  return (
    <time datetime={new Date(props.at).toISOString()}>
      {figures()}
      <Show when={rest()}>
        <span class="interval-more">{rest()}</span>
      </Show>
    </time>
  );
}
