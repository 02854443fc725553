import { useParams } from '@solidjs/router';
import { deadReasonFrom } from './dead-link.models.ts';
import { DeadLink } from './link-problem.tsx';

/** `/link/:reason`, and every address that leads nowhere. */
export function DeadLinkPage() {
  const params = useParams();
  return <DeadLink reason={deadReasonFrom(params['reason'] ?? 'not_found')} />;
}
