import { A } from '@solidjs/router';
import { createUniqueId, For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { Part } from './parts.models.ts';
import './parts.css';

/** All parts of the invitation with their times; each has its own page, where it is moved or cancelled. */
export function PartsList() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const headingId = createUniqueId();
  const all = () => view().parts?.all ?? [];
  const whenOf = ({ status, startsAt }: Part) => {
    if (status === 'cancelled') return t('parts.cancelled');
    return startsAt === null ? t('parts.unbooked') : text().when(Date.parse(startsAt));
  };
  return (
    <Show when={view().parts}>
      <nav aria-labelledby={headingId} class="no-print mb-6">
        <h2 id={headingId} class="mb-2 text-meta text-muted">
          {t('parts.all', { number: String(all().length) })}
        </h2>
        <ol class="parts-list">
          <For each={all()}>
            {(part, n) => (
              <li>
                <A
                  class="part-link"
                  href={`/i/${part.interviewId}`}
                  end
                  aria-current={part.interviewId === view().interviewId ? 'page' : undefined}
                >
                  <span class="font-medium">
                    {t('parts.nth', { number: String(n() + 1), type: t(`type.${part.type}`) })}
                  </span>
                  <span class="figures text-meta">
                    <Show when={part.startsAt} fallback={whenOf(part)}>
                      {(at) => <time datetime={at()}>{whenOf(part)}</time>}
                    </Show>
                  </span>
                </A>
              </li>
            )}
          </For>
        </ol>
      </nav>
    </Show>
  );
}
