import { For, Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { groupLine } from '../../templates/panel.models.ts';
import type { InterviewDetail } from '../interviews.queries.ts';
import { type Considered, isSeatedElsewhere, whyText } from './assignment.models.ts';

type Assignment = NonNullable<InterviewDetail['assignment']>;

export function AssignmentSection(props: { readonly assignment: Assignment }) {
  const { t, text } = useHr();
  const list = (words: readonly string[]) => text().formats.list(words);
  const lineOf = (group: Assignment['groups'][number]) =>
    groupLine(
      group,
      group.pool.map(({ name }) => name),
      { t, list },
    );
  return (
    <details class="card">
      <summary class="summary hr-h2">{t('why.title')}</summary>
      <div class="stack policy">
        <p class="muted">{t('why.rule', { count: props.assignment.windowDays })}</p>
        <For each={props.assignment.groups}>
          {(group, index) => (
            <section class="stack" aria-label={t('panel.group', { number: String(index() + 1) })}>
              <p class="side-title">{lineOf(group)}</p>
              <ul class="why">
                <For each={group.pool}>
                  {(one) => <Person one={one} isElsewhere={isSeatedElsewhere(one, props.assignment.groups)} />}
                </For>
                <Show when={group.omitted > 0}>
                  <li class="muted">{t('why.omitted', { count: group.omitted })}</li>
                </Show>
              </ul>
            </section>
          )}
        </For>
      </div>
    </details>
  );
}

function Person(props: { readonly one: Considered; readonly isElsewhere: boolean }) {
  const { t, text } = useHr();
  return (
    <li>
      <Show when={props.one.outcome === 'chosen'} fallback={<bdi>{props.one.name || t('fact.hidden')}</bdi>}>
        <strong>
          <bdi>{props.one.name || t('fact.hidden')}</bdi>
        </strong>
      </Show>
      : {props.isElsewhere ? t('why.elsewhere') : whyText(props.one, t)}
      <Show when={props.one.interviews !== null}>
        <span class="muted fact-more">
          {t('why.load', { count: props.one.interviews ?? 0 })}
          <Show when={props.one.lastEndsAt}>
            {(at) => <>, {t('why.last', { when: text().when(Date.parse(at())) })}</>}
          </Show>
        </span>
      </Show>
    </li>
  );
}
