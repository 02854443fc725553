import { useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { Connections } from '../calendars/connections.tsx';
import { peopleQuery } from '../invite/invite.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { PageHead } from '../shell/page-head.tsx';
import { NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { availabilityQuery } from './availability.queries.ts';
import { HoursForm } from './hours-form.tsx';
import { Preview } from './preview.tsx';

/** `/hr/availability`: hours and settings of oneself or a colleague, and what a candidate would see of them. */
export function AvailabilityPage() {
  const { may } = useHr();
  return (
    <Show when={may('availability:write')} fallback={<NotForYourRole />}>
      <Editor />
    </Show>
  );
}

function Editor() {
  const { t, me, may } = useHr();
  // A colleague's page leads here to their hours.
  const [search] = useSearchParams<{ person?: string }>();
  const [personId, setPersonId] = createSignal((may('jobs:write') ? search.person : undefined) ?? me().personId);
  const known = useQuery(() => availabilityQuery(personId()));
  return (
    <div class="stack invite">
      <PageHead title={t('hours.title')} />
      <Show when={may('jobs:write')}>
        <PersonChoice personId={personId()} onChoose={setPersonId} />
      </Show>
      <Panel query={known} skeleton={<RowsSkeleton rows={8} />}>
        {(availability) => (
          // Another person is another form.
          <Show when={availability()} keyed>
            {(person) => (
              <>
                <HoursForm known={person} />
                <Show when={person.personId === me().personId || may('people:write')}>
                  <Connections personId={person.personId} />
                </Show>
                <Preview personId={person.personId} zone={person.zone} />
              </>
            )}
          </Show>
        )}
      </Panel>
    </div>
  );
}

function PersonChoice(props: { readonly personId: string; readonly onChoose: (personId: string) => void }) {
  const { t } = useHr();
  const id = createUniqueId();
  const people = useQuery(peopleQuery);
  return (
    <div class="field">
      <label for={id}>{t('hours.person')}</label>
      <select id={id} class="input" onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <For each={(dataOf(people) ?? []).filter(({ active }) => active)}>
          {(person) => (
            <option value={person.personId} selected={person.personId === props.personId}>
              {person.name}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
