import { For } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { HrDialog } from './hr-dialog.tsx';
import { areKeysOn, switchKeys } from './single-keys.ts';

const keys = [
  ['J', 'hr.keys.next'],
  ['K', 'hr.keys.previous'],
  ['Enter', 'hr.keys.open'],
  ['X', 'hr.keys.choose'],
  ['/', 'hr.keys.search'],
  ['E', 'hr.keys.act'],
  ['?', 'hr.keys.help'],
] as const;

/** The keys of the console, and the switch that turns them off. */
export function KeysDialog(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useHr();
  return (
    <HrDialog isOpen={props.isOpen} onClose={props.onClose} title={t('hr.keys.title')} lead={t('hr.keys.about')}>
      <dl class="keys">
        <For each={keys}>
          {([key, what]) => (
            <div class="keys-row">
              <dt>
                <kbd class="kbd">{key}</kbd>
              </dt>
              <dd>{t(what)}</dd>
            </div>
          )}
        </For>
      </dl>
      <label class="check">
        <input type="checkbox" checked={areKeysOn()} onChange={(event) => switchKeys(event.currentTarget.checked)} />
        {t('hr.keys.use')}
      </label>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {t('hr.close')}
        </button>
      </div>
    </HrDialog>
  );
}
