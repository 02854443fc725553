import { Show } from 'solid-js';
import type { Problem } from '../api.ts';
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
  const failed = (): Exclude<Problem, { kind: 'refused' }> | null =>
    props.problem.kind === 'refused' ? null : props.problem;
  return (
    <Show when={failed()} fallback={<RefusedLink {...props} />}>
      {(problem) => {
        const reference = () => {
          const known = problem();
          return known.kind === 'fault' ? known.reference : '';
        };
        return (
          <DeadCard
            reason={problem().kind === 'offline' ? 'offline' : 'failed'}
            reference={reference()}
            onRetry={() => props.onRetry()}
          />
        );
      }}
    </Show>
  );
}
