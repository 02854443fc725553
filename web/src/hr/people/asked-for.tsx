import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { templatesQuery } from '../invite/invite.queries.ts';
import { servicesQuery } from '../services/services.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { enPeople } from '../words/en-people.ts';
import { usePartWords } from '../words/hr-words.tsx';
import type { Person } from './people.queries.ts';

interface Asked {
  readonly name: string;
  readonly kind: string;
  /** Skills that keep them from being asked. */
  readonly lacks: readonly string[];
}

// What another page has read may be from before somebody was named.
const anew = { refetchOnMount: 'always' } as const;

/** The templates and services that name somebody, and what keeps them from being asked for it. */
export function AskedFor(props: { readonly person: Person }) {
  const { may, text } = useHr();
  const { t: common } = useI18n();
  const p = usePartWords(enPeople);
  const templates = useQuery(() => ({ ...templatesQuery(), ...anew, enabled: may('templates:read') }));
  const services = useQuery(() => ({ ...servicesQuery(), ...anew, enabled: may('services:read') }));
  const isThey = (id: string) => id === props.person.personId;
  const ofTemplates = (): Asked[] =>
    (dataOf(templates) ?? [])
      .filter(({ archived }) => !archived)
      .flatMap(({ name, type, panel }) => {
        const groups = panel.filter(({ anyOf }) => anyOf.some(isThey));
        if (groups.length === 0) return [];
        const missing = groups.map(({ skills = [] }) => skills.filter((skill) => !props.person.skills.includes(skill)));
        const lacks = missing.find((one) => one.length === 0) ?? missing[0] ?? [];
        return [{ name, kind: common(`type.${type}`), lacks }];
      });
  const ofServices = (): Asked[] =>
    (dataOf(services) ?? [])
      .filter(({ archived, providerIds }) => !archived && providerIds.some(isThey))
      .map(({ name }) => ({ name, kind: p('person.asked.service'), lacks: [] }));
  const all = () => [...ofTemplates(), ...ofServices()];
  return (
    <section class="card stack" aria-labelledby="person-asked">
      <h2 id="person-asked" class="hr-h2">
        {p('person.asked')}
      </h2>
      <Show when={!props.person.active}>
        <p>{p('person.asked.left')}</p>
      </Show>
      <Show when={all().length > 0} fallback={<p class="muted">{p('person.asked.none')}</p>}>
        <ul class="plain-rows">
          <For each={all()}>
            {({ name, kind, lacks }) => (
              <li>
                <span>
                  <bdi class="font-strong">{name}</bdi> <span class="muted">{kind}</span>
                </span>
                <Show when={lacks.length > 0}>
                  <span class="chip tone-warn">{p('person.asked.lacks', { skills: text().formats.list(lacks) })}</span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
