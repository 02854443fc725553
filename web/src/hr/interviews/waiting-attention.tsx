import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { attentionKind } from '../words/state-words.models.ts';
import type { InterviewRow } from './interviews.queries.ts';

const named = 3;

interface WaitingAttentionProps {
  readonly rows: readonly Pick<InterviewRow, 'interviewId' | 'jobTitle' | 'attention' | 'candidate'>[];
  /** The list they are pages of. */
  readonly here: string;
}

/** What needs a person, above a list: the first few by name. */
export function WaitingAttention(props: WaitingAttentionProps) {
  const { t, seesPeople } = useHr();
  return (
    <Show when={props.rows.length > 0}>
      <div class="waiting tone-warn">
        <Glyph name="warning" />
        <span>{t('list.attention', { count: props.rows.length })}</span>
        <ul class="waiting-list">
          <For each={props.rows.slice(0, named)}>
            {(row) => (
              <li>
                <A class="link" href={`${props.here}/${row.interviewId}`}>
                  <bdi>{seesPeople() ? row.candidate.name : row.jobTitle}</bdi>
                </A>{' '}
                <span class="muted">{t(`attention.${attentionKind(row.attention ?? '')}`)}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.rows.length > named}>
          <span class="muted">{t('list.attention.more', { count: props.rows.length - named })}</span>
        </Show>
      </div>
    </Show>
  );
}
