import { useQuery } from '@tanstack/solid-query';
import { EmptyDay } from '../time/empty-day.tsx';
import type { Picking } from './create-picking.ts';
import { useTimes } from './times-context.ts';

/** Why the day in view has no times, and the way to the next that has. */
export function NoTimes(props: { readonly picking: Picking }) {
  const { timesQuery, zone } = useTimes();
  const day = useQuery(() => {
    const { cursor, answer } = props.picking;
    const known = answer()?.zone ?? zone();
    return timesQuery({ zone: known, from: cursor(), days: 1 });
  });
  return (
    <div class="grid justify-items-start gap-3 text-muted">
      <EmptyDay answer={day.data} onMove={props.picking.moveCursor} />
    </div>
  );
}
