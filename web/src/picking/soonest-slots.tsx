import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { Picking } from './create-picking.ts';

export function SoonestSlots(props: { readonly picking: Picking }) {
  const { t } = useI18n();
  const headingId = createUniqueId();

  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId} class="mb-2 font-strong">
        {t('pick.soonest')}
      </h3>
      <div class="grid gap-2 sm:grid-cols-3">
        <For each={props.picking.soonest()}>
          {(at) => (
            <button
              type="button"
              class="soonest"
              aria-pressed={props.picking.chosen() === at}
              onClick={({ detail }) => props.picking.choose(at, detail === 0)}
            >
              <time datetime={new Date(at).toISOString()} class="flex w-full items-baseline justify-between gap-3">
                <span>{props.picking.text().shortDay(at)}</span>
                <span class="font-strong">{props.picking.text().time(at)}</span>
              </time>
              <Show when={props.picking.placesLeft(at)}>
                {(words) => <span class="text-meta text-muted">{words()}</span>}
              </Show>
            </button>
          )}
        </For>
      </div>
    </section>
  );
}
