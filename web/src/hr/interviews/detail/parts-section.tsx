import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { useHr } from '../../session/hr-context.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import { StatusChip } from '../status-chip.tsx';

/** The other parts of the invitation that an interview belongs to. */
export function PartsSection(props: { readonly interview: InterviewDetail }) {
  const { t, text } = useHr();
  const { t: common } = useI18n();
  const isHere = (interviewId: string) => interviewId === props.interview.interviewId;
  return (
    <Show when={props.interview.parts}>
      {(parts) => (
        <section aria-labelledby="parts-title" class="side-section">
          <h2 id="parts-title" class="side-title">
            {t('parts.title')}
          </h2>
          <p class="muted">
            {parts().withinDays === 1 ? t('parts.day.one') : t('parts.day.many', { days: String(parts().withinDays) })}
          </p>
          <ol class="attempts">
            <For each={parts().all}>
              {(part, n) => {
                const name = () => t('parts.nth', { number: String(n() + 1), type: common(`type.${part.type}`) });
                return (
                  <li>
                    <Show
                      when={!isHere(part.interviewId)}
                      fallback={
                        <strong>
                          {name()}, {t('parts.here')}
                        </strong>
                      }
                    >
                      <A class="link" href={`/hr/interviews/${part.interviewId}`}>
                        {name()}
                      </A>
                    </Show>
                    <Show when={part.startsAt}>
                      {(at) => (
                        <time class="muted" datetime={at()}>
                          {text().when(Date.parse(at()))}
                        </time>
                      )}
                    </Show>
                    <StatusChip status={part.status} outcome={null} />
                  </li>
                );
              }}
            </For>
          </ol>
        </section>
      )}
    </Show>
  );
}
