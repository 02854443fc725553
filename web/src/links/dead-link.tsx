import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import type { Problem } from '../api.ts';
import { DeadCard } from './dead-card.tsx';
import { type DeadReason, deadReasonFrom, deadReasonOf, isPassingReason, wayOutOf } from './dead-link.models.ts';
import type { LinkSubject } from './resend-link.tsx';
import { WaysOut } from './ways-out.tsx';

export interface RefusedLinkProps {
  readonly problem: Problem;
  readonly about: LinkSubject;
  readonly onRetry: () => void;
}

/** A link that was refused: why, and the way on. */
export function RefusedLink(props: RefusedLinkProps) {
  const reason = () => deadReasonOf(props.problem, navigator.cookieEnabled);
  const endedAt = () => {
    const { problem } = props;
    return problem.kind === 'refused' && problem.refusal.code === 'link_expired'
      ? problem.refusal.expiredAt
      : undefined;
  };
  return (
    <DeadCard reason={reason()} onRetry={isPassingReason(reason()) ? () => props.onRetry() : undefined}>
      <Show when={wayOutOf(reason(), true)}>
        {(way) => <WaysOut way={way()} about={props.about} endedAt={endedAt()} />}
      </Show>
    </DeadCard>
  );
}

function Dead(props: { readonly reason: DeadReason }) {
  return (
    <DeadCard reason={props.reason}>
      <Show when={wayOutOf(props.reason, false)}>{(way) => <WaysOut way={way()} />}</Show>
    </DeadCard>
  );
}

/** `/i` without a token. */
export function NoToken() {
  return <Dead reason="request-new" />;
}

/** `/link/:reason`, and every address that leads nowhere. */
export function DeadLinkPage() {
  const params = useParams();
  return <Dead reason={deadReasonFrom(params['reason'] ?? 'not_found')} />;
}
