import { createMemo, createSignal, For, Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { HrDialog } from '../../shell/hr-dialog.tsx';
import { type BulkAction, BulkForm } from './bulk-form.tsx';
import { ExportButton } from './export-button.tsx';
import { mostChosen, type Selection } from './selection.ts';

interface BulkBarProps {
  readonly selection: Selection;
  readonly matching: { readonly interviewIds: readonly string[]; readonly count: number } | undefined;
}

const actions = ['cancel', 'resend', 'extend'] as const satisfies readonly BulkAction[];

/** What can be done with the chosen rows. */
export function BulkBar(props: BulkBarProps) {
  const { t, may } = useHr();
  const [action, setAction] = createSignal<BulkAction | null>(null);
  const shown = createMemo<BulkAction>((before) => action() ?? before, 'cancel');
  const count = () => props.selection.chosen().size;
  const others = () => (props.matching?.interviewIds ?? []).filter((id) => !props.selection.has(id));
  const all = () => {
    const total = props.matching?.count ?? 0;
    return total > mostChosen ? t('bulk.all.first', { count: mostChosen }) : t('bulk.all', { count: total });
  };
  return (
    <section class="bulk-bar" aria-label={t('bulk.label')}>
      <span class="bulk-count" role="status">
        {t('bulk.count', { count: count() })}
      </span>
      <Show when={others().length > 0 && count() < mostChosen}>
        <button
          type="button"
          class="button button-quiet"
          onClick={() => {
            props.selection.clear();
            props.selection.choose(props.matching?.interviewIds ?? []);
          }}
        >
          {all()}
        </button>
      </Show>
      <button type="button" class="button button-quiet" onClick={() => props.selection.clear()}>
        {t('bulk.none')}
      </button>
      <span class="bulk-actions">
        <Show when={may('interviews:write')}>
          <For each={actions}>
            {(one) => (
              <button type="button" class="button" onClick={() => setAction(one)}>
                {t(`bulk.${one}`)}
              </button>
            )}
          </For>
        </Show>
        <ExportButton interviewIds={[...props.selection.chosen().keys()]} />
      </span>
      <HrDialog
        isOpen={action() !== null}
        onClose={() => setAction(null)}
        title={t(`bulk.${shown()}.title`, { count: count() })}
        isAlert
      >
        <Show when={action()} keyed>
          {(one) => <BulkForm action={one} selection={props.selection} onClose={() => setAction(null)} />}
        </Show>
      </HrDialog>
    </section>
  );
}
