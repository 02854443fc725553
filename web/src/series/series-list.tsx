import { A } from '@solidjs/router';
import { createUniqueId, For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import '../parts/parts.css';

/** All that was booked at once, each with its own page. */
export function SeriesList() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const headingId = createUniqueId();
  const all = () => view().appointment?.series?.all ?? [];
  const whenOf = (startsAt: string | null) => (startsAt === null ? '' : text().when(Date.parse(startsAt)));
  return (
    <Show when={view().appointment?.series}>
      <section class="no-print mb-6 grid gap-3" aria-labelledby={headingId}>
        <h2 id={headingId} class="text-meta text-muted">
          {t('series.all', { number: String(all().length) })}
        </h2>
        <ol class="parts-list">
          <For each={all()}>
            {({ interviewId, startsAt, status }, n) => (
              <li>
                <A
                  class="part-link"
                  href={`/i/${interviewId}`}
                  end
                  aria-current={interviewId === view().interviewId ? 'page' : undefined}
                >
                  <span class="font-medium">
                    {t('series.nth', { number: String(n() + 1), of: String(all().length) })}
                  </span>
                  <span class="figures text-meta text-muted">
                    <time datetime={startsAt ?? ''}>{whenOf(startsAt)}</time>
                    {status === 'cancelled' ? ` · ${t('series.cancelled')}` : ''}
                  </span>
                </A>
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}
