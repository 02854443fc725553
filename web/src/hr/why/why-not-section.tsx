import { createSignal, Show } from 'solid-js';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { useHr } from '../session/hr-context.tsx';
import { RowsSkeleton } from '../shell/panel.tsx';
import type { WhyNotOf } from './why-not.queries.ts';

const WhyNot = lazyCode(
  async () => (await import('./why-not.tsx')).WhyNot,
  () => <RowsSkeleton rows={2} />,
);

/** Opens the question why a start is not offered; its code comes with the first one who asks. */
export function WhyNotSection(props: { readonly of: WhyNotOf; readonly name?: string }) {
  const { t } = useHr();
  const [isOpen, setOpen] = createSignal(false);
  return (
    <details class="card why-not" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="summary" classList={{ 'hr-h2': props.name === undefined }}>
        {t('whyNot.ask')}
        <Show when={props.name}>
          {(name) => (
            <>
              <span class="sr-only">: </span>
              <bdi class="sr-only">{name()}</bdi>
            </>
          )}
        </Show>
      </summary>
      <Show when={isOpen()}>
        <WhyNot of={props.of} />
      </Show>
    </details>
  );
}
