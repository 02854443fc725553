import { staffRoles } from '@interlude/shared/booking/terms';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { peopleQuery } from '../invite/invite.queries.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Glyph } from '../shell/glyph.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { enPeople } from '../words/en-people.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { InviteColleague } from './invite-colleague.tsx';
import './people.css';
import { loadQuery } from './people.queries.ts';
import { filterFrom, filterSearch, matching, type PeopleFilter, personStates } from './people-filter.models.ts';
import { PeopleTable } from './people-table.tsx';

const here = '/hr/people';
const everybody: PeopleFilter = { text: '', role: null, state: null };

/** `/hr/people`: everybody of the company; what is looked for stands in the address. */
export function PeoplePage() {
  const { may } = useHr();
  const p = usePartWords(enPeople);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [isInviting, setInviting] = createSignal(false);
  const filter = createMemo(() => filterFrom(search));
  const people = useQuery(() => ({ ...peopleQuery(), enabled: may('people:read') }));
  const load = useQuery(() => ({ ...loadQuery(), enabled: may('people:read') }));
  const show = (next: PeopleFilter) => navigate(`${here}${filterSearch(next)}`, { scroll: false, replace: true });
  return (
    <Show when={may('people:read')} fallback={<NotForYourRole />}>
      <PageHead
        title={p('title')}
        aside={
          <Show when={may('people:write')}>
            <button type="button" class="button button-primary" onClick={() => setInviting(true)}>
              <Glyph name="plus" />
              {p('invite.do')}
            </button>
          </Show>
        }
      />
      <p class="muted page-lead">{p('lead')}</p>
      <Panel query={people} skeleton={<RowsSkeleton rows={8} />}>
        {(all) => {
          const found = createMemo(() => matching(all(), filter()));
          return (
            <>
              <Filters filter={filter()} count={found().length} onChange={show} />
              <Show
                when={found().length > 0}
                fallback={
                  <EmptyState glyph="person" title={p('none')} lead={p('none.lead')}>
                    <button type="button" class="button" onClick={() => show(everybody)}>
                      {p('none.clear')}
                    </button>
                  </EmptyState>
                }
              >
                <PeopleTable people={found()} load={dataOf(load)?.people ?? null} />
              </Show>
            </>
          );
        }}
      </Panel>
      <InviteColleague isOpen={isInviting()} onClose={() => setInviting(false)} />
    </Show>
  );
}

interface FiltersProps {
  readonly filter: PeopleFilter;
  readonly count: number;
  readonly onChange: (filter: PeopleFilter) => void;
}

function Filters(props: FiltersProps) {
  const { t } = useHr();
  const p = usePartWords(enPeople);
  const id = createUniqueId();
  const change = (part: Partial<PeopleFilter>) => props.onChange({ ...props.filter, ...part });
  return (
    <search class="people-filters">
      <TextField label={p('search')} type="search" value={props.filter.text} onInput={(text) => change({ text })} />
      <div class="field">
        <label for={`${id}-role`}>{p('filter.role')}</label>
        <select
          id={`${id}-role`}
          class="input"
          onChange={({ currentTarget: { value } }) => change({ role: staffRoles.find((one) => one === value) ?? null })}
        >
          <option value="">{p('filter.role.any')}</option>
          <For each={staffRoles}>
            {(role) => (
              <option value={role} selected={props.filter.role === role}>
                {t(`role.${role}`)}
              </option>
            )}
          </For>
        </select>
      </div>
      <div class="field">
        <label for={`${id}-state`}>{p('filter.state')}</label>
        <select
          id={`${id}-state`}
          class="input"
          onChange={({ currentTarget: { value } }) =>
            change({ state: personStates.find((one) => one === value) ?? null })
          }
        >
          <option value="">{p('filter.state.here')}</option>
          <For each={personStates}>
            {(state) => (
              <option value={state} selected={props.filter.state === state}>
                {p(`state.${state}`)}
              </option>
            )}
          </For>
        </select>
      </div>
      <p class="people-count" role="status">
        {p('count', { count: props.count })}
      </p>
    </search>
  );
}
