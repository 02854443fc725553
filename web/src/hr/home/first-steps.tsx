import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { peopleQuery, templatesQuery } from '../invite/invite.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Glyph } from '../shell/glyph.tsx';

// Colleagues do their part while this page stands open, and its own steps are done on other pages.
const followed = { refetchOnMount: 'always', refetchInterval: 10_000 } as const;

/** What a company that has never invited anybody does next, in order; what is done is ticked. */
export function FirstSteps() {
  const { t, may } = useHr();
  const people = useQuery(() => ({ ...peopleQuery(), ...followed, enabled: may('people:read') }));
  const templates = useQuery(() => ({ ...templatesQuery(), ...followed, enabled: may('templates:read') }));
  const interviewers = () =>
    (dataOf(people) ?? []).filter(({ active, roles }) => active && roles.includes('interviewer'));
  const steps = () =>
    [
      { name: 'people', href: '/hr/people', isDone: interviewers().length > 0 },
      {
        name: 'hours',
        href: '/hr/availability',
        isDone: interviewers().some(({ weeklyMinutes }) => weeklyMinutes > 0),
      },
      { name: 'template', href: '/hr/templates', isDone: (dataOf(templates) ?? []).length > 0 },
      { name: 'invite', href: '/hr/invite', isDone: false },
    ] as const;
  const next = () => steps().find(({ isDone }) => !isDone)?.name;
  return (
    <section aria-labelledby="steps" class="first-steps">
      <h2 id="steps" class="hr-h2">
        {t('home.steps')}
      </h2>
      <p class="muted">{t('home.steps.lead')}</p>
      <ol class="steps">
        <For each={steps()}>
          {(step, n) => (
            <li class="step" classList={{ 'step-done': step.isDone }}>
              <span class="step-mark" aria-hidden="true">
                <Show when={step.isDone} fallback={n() + 1}>
                  <Glyph name="check" />
                </Show>
              </span>
              <div class="step-text">
                <p class="font-strong">
                  {t(`home.steps.${step.name}`)}
                  <Show when={step.isDone}>
                    <span class="sr-only"> {t('home.steps.done')}</span>
                  </Show>
                </p>
                <p class="muted">{t(`home.steps.${step.name}.lead`)}</p>
              </div>
              <A class="button" classList={{ 'button-primary': step.name === next() }} href={step.href}>
                {t(`home.steps.${step.name}`)}
              </A>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}
