import { createEffect, type ParentProps, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import type { DeadReason } from './dead-link.models.ts';

interface DeadCardProps extends ParentProps {
  readonly reason: DeadReason;
  readonly reference?: string | undefined;
  /** Only where trying again may help. */
  readonly onRetry?: (() => void) | undefined;
}

/** A page that leads nowhere: what happened, what to do next (the children), and a person. */
export function DeadCard(props: DeadCardProps) {
  const { t } = useI18n();
  createEffect(() => {
    document.title = t(`dead.${props.reason}.title`);
  });
  return (
    <PageShell isNarrow>
      <div class="card mt-8 grid justify-items-start gap-4">
        <h1 class="text-title font-strong">{t(`dead.${props.reason}.title`)}</h1>
        <p>{t(`dead.${props.reason}.what`)}</p>
        <Show when={props.onRetry}>
          {(retry) => (
            <button type="button" class="button button-primary" onClick={() => retry()()}>
              {t('app.retry')}
            </button>
          )}
        </Show>
        {props.children}
        <p class="text-muted">{t('dead.person')}</p>
        <Show when={props.reference}>
          {(id) => <p class="text-meta text-muted">{t('app.failed.reference', { id: id() })}</p>}
        </Show>
      </div>
    </PageShell>
  );
}
