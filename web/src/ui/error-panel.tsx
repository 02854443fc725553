import { Show } from 'solid-js';
import { problemOf, referenceOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from './banner.tsx';

/** Something could not be loaded: what happened, and a button to try again. */
export function ErrorPanel(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useI18n();
  const problem = () => problemOf(props.error);
  const sentence = () => {
    const { kind } = problem();
    return kind === 'offline' || kind === 'unanswered' ? t(`dead.${kind}.title`) : t('app.failed');
  };
  return (
    <Banner tone="warn" role="status">
      <p>{sentence()}</p>
      <Show when={referenceOf(problem())}>
        {(id) => <p class="mt-1 text-meta text-muted">{t('app.failed.reference', { id: id() })}</p>}
      </Show>
      <button type="button" class="button mt-3" onClick={() => props.onRetry()}>
        {t('app.retry')}
      </button>
    </Banner>
  );
}
