import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import type { Asking } from './asking.ts';
import { wayOutText } from './dead-link.models.ts';

export function Asked(props: { readonly asking: Asking; readonly done: string }) {
  const { t } = useI18n();
  return (
    <div role="status">
      <Show when={props.asking.state() === 'done'}>
        <Banner tone="good">{props.done}</Banner>
      </Show>
      <Show when={props.asking.problem()}>{(failed) => <Banner tone="warn">{wayOutText(failed(), t)}</Banner>}</Show>
    </div>
  );
}
