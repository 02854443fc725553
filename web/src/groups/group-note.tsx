import { Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Icon } from '../ui/icon.tsx';

export function GroupNote() {
  const { view } = useInterview();
  const { t } = useI18n();
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
