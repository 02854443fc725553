import { Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useLaterWords } from '../i18n/use-words.ts';
import { enGroup } from './en-group.ts';

export function GroupNote() {
  const { view } = useInterview();
  const t = useLaterWords(enGroup);
  return (
    <Show when={view().group}>{(group) => <p class="text-muted">{t('group.note', { count: group().places })}</p>}</Show>
  );
}
