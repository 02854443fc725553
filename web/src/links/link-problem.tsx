import { createEffect, lazy, Show, Suspense } from 'solid-js';
import type { Problem } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import { type DeadReason, deadReasonOf, isPassingReason, wayOutOf } from './dead-link.models.ts';
import type { LinkSubject } from './resend-link.tsx';

const WaysOut = lazy(async () => ({ default: (await import('./ways-out.tsx')).WaysOut }));

interface LinkProblemProps {
  readonly problem: Problem;
  readonly about: LinkSubject;
  readonly onRetry: () => void;
}

/** A link that leads nowhere: what happened, what to do next, and a person. */
export function LinkProblem(props: LinkProblemProps) {
  const reference = () => (props.problem.kind === 'fault' ? props.problem.reference : '');
  const endedAt = () => {
    const { problem } = props;
    return problem.kind === 'refused' && problem.refusal.code === 'link_expired'
      ? problem.refusal.expiredAt
      : undefined;
  };
  return (
    <DeadLink
      reason={deadReasonOf(props.problem)}
      about={props.about}
      endedAt={endedAt()}
      reference={reference()}
      onRetry={() => props.onRetry()}
    />
  );
}

interface DeadLinkProps {
  readonly reason: DeadReason;
  readonly about?: LinkSubject;
  readonly endedAt?: string | undefined;
  readonly reference?: string;
  readonly onRetry?: () => void;
}

export function DeadLink(props: DeadLinkProps) {
  const { t } = useI18n();
  const wayOut = () => wayOutOf(props.reason, props.about !== undefined);
  createEffect(() => {
    document.title = t(`dead.${props.reason}.title`);
  });
  return (
    <PageShell name="Interlude" isNarrow>
      <div class="card mt-8 grid justify-items-start gap-4">
        <h1 class="text-title font-strong">{t(`dead.${props.reason}.title`)}</h1>
        <p>{t(`dead.${props.reason}.what`)}</p>
        <Show when={isPassingReason(props.reason) && props.onRetry}>
          <button type="button" class="button button-primary" onClick={() => props.onRetry?.()}>
            {t('app.retry')}
          </button>
        </Show>
        <Show when={wayOut()}>
          {(way) => (
            <Suspense>
              <WaysOut way={way()} about={props.about} endedAt={props.endedAt} />
            </Suspense>
          )}
        </Show>
        <p class="text-muted">{t('dead.person')}</p>
        <Show when={props.reference}>
          {(id) => <p class="text-meta text-muted">{t('app.failed.reference', { id: id() })}</p>}
        </Show>
      </div>
    </PageShell>
  );
}
