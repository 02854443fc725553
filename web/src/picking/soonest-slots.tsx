import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { Picking } from './create-picking.ts';

export function SoonestSlots(props: { readonly picking: Picking }) {
  const { t } = useI18n();
  const headingId = createUniqueId();

  return (
    <section aria-labelledby={headingId} class="soonest-row">
      <h3 id={headingId}>{t('pick.soonest')}</h3>
      <div class="soonest-times">
        <For each={props.picking.soonest()}>
          {(at) => (
            <button
              type="button"
              class="soonest"
              aria-pressed={props.picking.chosen() === at}
              onClick={({ detail }) => props.picking.choose(at, detail === 0)}
            >
              <time datetime={new Date(at).toISOString()} class="soonest-time">
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
