import { useHr } from '../session/hr-context.tsx';

/** An instant in full, in the zone of whoever looks, with the offset for those who want it. */
export function ZonedTime(props: { readonly at: string; readonly style?: 'full' | 'short' }) {
  const { text } = useHr();
  const at = () => Date.parse(props.at);
  const full = () => `${text().fullWhen(at())} (${text().offset(at())})`;
  return (
    <time datetime={props.at} title={full()}>
      {props.style === 'short' ? text().when(at()) : full()}
    </time>
  );
}

/** How far away an instant is; on hover and focus of its row the date itself, which screen readers get in any case. */
export function WhenText(props: { readonly at: string; readonly isVoid?: boolean }) {
  const { text, now } = useHr();
  const at = () => Date.parse(props.at);
  return (
    <time class="when" classList={{ 'when-void': props.isVoid ?? false }} datetime={props.at}>
      <span class="when-near" aria-hidden="true">
        {text().distance(now(), at())}
      </span>
      <span class="when-date">
        {text().when(at())} <span class="muted">{text().offset(at())}</span>
      </span>
    </time>
  );
}

/** How far away an instant is, and at what time on another day, within a line of text. */
export function ZonedNear(props: { readonly at: string }) {
  const { text, now } = useHr();
  const at = () => Date.parse(props.at);
  return (
    <time datetime={props.at} title={`${text().fullWhen(at())} (${text().offset(at())})`}>
      {text().distance(now(), at())}
      {text().dateOf(at()) === text().dateOf(now()) ? '' : `, ${text().time(at())}`}
    </time>
  );
}
