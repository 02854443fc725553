import { addDays } from '@interlude/shared/time/time-zone';
import { A } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { Each } from '../../shell/each.tsx';
import type { InterviewRow } from '../interviews.queries.ts';
import { InterviewLine } from './interview-line.tsx';
import { type ListState, listSearch } from './list-state.models.ts';
import type { Selection } from './selection.ts';

function GroupHead(props: { readonly name: string; readonly more: JSX.Element }) {
  return (
    <tr class="day-row">
      <th scope="rowgroup" colspan="3">
        <span class="day-name">{props.name}</span> <span class="muted">{props.more}</span>
      </th>
    </tr>
  );
}

interface DayHeadProps {
  readonly date: string;
  /** How many there are on that day; null where that is not known yet. */
  readonly count: number | null;
  readonly today: string;
}

export function DayHead(props: DayHeadProps) {
  const { t, text } = useHr();
  const day = () => text().formats.fullDay(Date.parse(`${props.date}T00:00:00Z`));
  const near = () => {
    if (props.date === props.today) return t('list.today');
    return props.date === addDays(props.today, 1) ? t('list.tomorrow') : null;
  };
  const count = () => (props.count === null ? null : t('list.count', { count: props.count }));
  return (
    <GroupHead name={near() ?? day()} more={[near() === null ? null : day(), count()].filter(Boolean).join(', ')} />
  );
}

interface NoTimeProps {
  readonly state: ListState;
  readonly rows: readonly InterviewRow[];
  readonly selection: Selection;
}

/** What was invited to and is not booked yet, below the days. */
export function NoTime(props: NoTimeProps) {
  const { t } = useHr();
  const all = () => `/hr/interviews${listSearch({ ...props.state, statuses: ['invited'], order: 'newest' })}`;
  return (
    <tbody>
      <GroupHead
        name={t('list.noTime')}
        more={
          <A class="link" href={all()}>
            {t('list.noTime.all')}
          </A>
        }
      />
      <Each of={props.rows} by={({ interviewId }) => interviewId}>
        {(row) => <InterviewLine row={row()} isByDay selection={props.selection} />}
      </Each>
    </tbody>
  );
}
