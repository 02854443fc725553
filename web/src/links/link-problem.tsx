import { Show } from 'solid-js';
import { referenceOf } from '../api.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { DeadCard } from './dead-card.tsx';
import type { DeadReason } from './dead-link.models.ts';
import type { RefusedLinkProps } from './dead-link.tsx';

const RefusedLink = lazyPart(async () => (await import('./dead-link.tsx')).RefusedLink, PageSkeleton);

/**
 * Why a page cannot be shown. What is said when no answer of ours came is part of the first load, since then nothing
 * more can be fetched.
 */
export function LinkProblem(props: RefusedLinkProps) {
  const reason = (): DeadReason | null => {
    const { kind } = props.problem;
    if (kind === 'refused') return null;
    return kind === 'fault' ? 'failed' : kind;
  };
  return (
    <Show when={reason()} fallback={<RefusedLink {...props} />}>
      {(present) => (
        <DeadCard reason={present()} reference={referenceOf(props.problem)} onRetry={() => props.onRetry()} />
      )}
    </Show>
  );
}
