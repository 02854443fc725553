import { useQuery } from '@tanstack/solid-query';
import { slotsQuery } from '../candidate/candidate.queries.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { EmptyDay } from '../time/empty-day.tsx';
import type { Picking } from './create-picking.ts';

/** Why the day in view has no times, and the way to the next that has. */
export function NoTimes(props: { readonly picking: Picking }) {
  const { view, zone } = useInterview();
  const day = useQuery(() => {
    const { cursor, answer } = props.picking;
    const known = answer()?.zone ?? zone();
    return slotsQuery({ interviewId: view().interviewId, zone: known, from: cursor(), days: 1 });
  });
  return (
    <div class="grid justify-items-start gap-3 text-muted">
      <EmptyDay answer={day.data} onMove={props.picking.moveCursor} />
    </div>
  );
}
