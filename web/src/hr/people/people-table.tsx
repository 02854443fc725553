import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { A } from '@solidjs/router';
import { createMemo, For, Index, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Face } from '../../ui/faces.tsx';
import { useHr } from '../session/hr-context.tsx';
import { NearRows, slicesOf } from '../shell/near-rows.tsx';
import { ZonedTime } from '../shell/zoned-time.tsx';
import { enPeople } from '../words/en-people.ts';
import { usePartWords } from '../words/hr-words.tsx';
import type { Load, Person } from './people.queries.ts';
import { LoadBar, PersonStateChip } from './person-state.tsx';
import { capsText, hoursOf, kindWords } from './person-words.ts';

interface PeopleTableProps {
  readonly people: readonly Person[];
  /** Null while it is not known yet. */
  readonly load: readonly Load[] | null;
}

/** One person a row; on a small screen what has no column any more stands under the name. */
export function PeopleTable(props: PeopleTableProps) {
  const p = usePartWords(enPeople);
  const loads = createMemo(() => new Map(props.load?.map((load) => [load.personId, load])));
  const most = createMemo(() =>
    Math.max(0, ...(props.load ?? []).flatMap(({ last, next }) => [last.meetings, next.meetings])),
  );
  return (
    <table class="hr-table people-table">
      <caption class="sr-only">{p('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{p('col.person')}</th>
          <th scope="col" class="col-does">
            {p('col.does')}
          </th>
          <th scope="col" class="col-hours">
            {p('col.hours')}
          </th>
          <th scope="col" class="col-load">
            {p('col.last')}
          </th>
          <th scope="col" class="col-load">
            {p('col.next')}
          </th>
          <th scope="col" class="col-next">
            {p('col.nextAt')}
          </th>
          <th scope="col" class="col-state">
            {p('col.state')}
          </th>
        </tr>
      </thead>
      <Index each={slicesOf(props.people)}>
        {(slice, n) => (
          <NearRows count={slice().length} isFirst={n === 0}>
            <For each={slice()}>
              {(person) => (
                <PersonRow
                  person={person}
                  load={loads().get(person.personId) ?? null}
                  isLoadKnown={props.load !== null}
                  most={most()}
                />
              )}
            </For>
          </NearRows>
        )}
      </Index>
    </table>
  );
}

interface PersonRowProps {
  readonly person: Person;
  readonly load: Load | null;
  readonly isLoadKnown: boolean;
  readonly most: number;
}

function PersonRow(props: PersonRowProps) {
  const { t, text } = useHr();
  const { t: common } = useI18n();
  const p = usePartWords(enPeople);
  const roles = () => text().formats.list(props.person.roles.map((role) => t(`role.${role}`)));
  const kinds = () => text().formats.list(kindWords(props.person, common));
  const bar = (count: number) => (
    <Show when={props.isLoadKnown}>
      <LoadBar count={count} most={props.most} text={p('meetings', { count })} />
    </Show>
  );
  return (
    <tr>
      <th scope="row">
        <div class="person-cell">
          <Face of={{ ...photoOf(props.person), name: props.person.name, hue: faceHueOf(props.person.personId) }} />
          <div class="min-w-0">
            <A class="row-link" href={`/hr/people/${props.person.personId}`}>
              <bdi>{props.person.name}</bdi>
            </A>
            <p class="person-more">
              <Show when={props.person.title}>
                {(title) => (
                  <>
                    <bdi>{title()}</bdi> ·{' '}
                  </>
                )}
              </Show>
              {roles()}
            </p>
          </div>
        </div>
      </th>
      <td class="col-does">
        <Show
          when={kinds() !== ''}
          fallback={
            <span class="muted">
              {p(props.person.roles.includes('interviewer') ? 'does.anything' : 'does.nothing')}
            </span>
          }
        >
          {kinds()}
        </Show>
        <p class="person-more">{props.person.skills.join(', ')}</p>
      </td>
      <td class="col-hours">
        {props.person.weeklyMinutes === 0
          ? p('hours.none')
          : p('hours', { count: hoursOf(props.person.weeklyMinutes) })}
        <p class="person-more">
          {text().formats.placeOf(props.person.zone)} · {capsText(props.person, p)}
        </p>
      </td>
      <td class="col-load">{bar(props.load?.last.meetings ?? 0)}</td>
      <td class="col-load">{bar(props.load?.next.meetings ?? 0)}</td>
      <td class="col-next">
        <Show when={props.load?.nextAt} fallback={<Show when={props.isLoadKnown}>{p('next.none')}</Show>}>
          {(at) => <ZonedTime at={at()} style="short" />}
        </Show>
      </td>
      <td class="col-state">
        <PersonStateChip state={props.person.state} needsConsent={props.person.needsConsent} />
      </td>
    </tr>
  );
}

function photoOf({ photo }: Person) {
  return photo === undefined ? {} : { photo };
}
