import { Show } from 'solid-js';
import { referenceOf } from '../api.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { DeadCard } from './dead-card.tsx';
import type { RefusedLinkProps } from './dead-link.tsx';

const RefusedLink = lazyPart(async () => (await import('./dead-link.tsx')).RefusedLink, PageSkeleton);

/**
 * Why a page cannot be shown. What is said when no answer of ours came is part of the first load, since then nothing
 * more can be fetched.
 */
export function LinkProblem(props: RefusedLinkProps) {
  return (
    <Show when={props.problem.kind !== 'refused'} fallback={<RefusedLink {...props} />}>
      <DeadCard
        reason={props.problem.kind === 'offline' ? 'offline' : 'failed'}
        reference={referenceOf(props.problem)}
        onRetry={() => props.onRetry()}
      />
    </Show>
  );
}
