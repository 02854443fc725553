import { Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useLaterWords } from '../i18n/use-words.ts';
import { Icon } from '../ui/icon.tsx';
import { enGroup } from './en-group.ts';

export function GroupNote() {
  const { view } = useInterview();
  const t = useLaterWords(enGroup);
  return (
    <Show when={view().group}>
      {(group) => (
        <div class="banner tone-neutral">
          <Icon name="person" />
          <p class="min-w-0 flex-1">{t('group.note', { count: group().places })}</p>
        </div>
      )}
    </Show>
  );
}
