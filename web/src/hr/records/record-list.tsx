import { A } from '@solidjs/router';
import { createUniqueId, For, type ParentProps, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import type { RecordsState } from './records.queries.ts';
import { recordsSearch } from './records-state.models.ts';
import './records.css';

interface RecordTableProps extends ParentProps {
  readonly caption: string;
  /** The heads of the columns; the first one names the row. */
  readonly heads: readonly string[];
}

/** A table of records: a row's cells stand below each other on a small screen. */
export function RecordTable(props: RecordTableProps) {
  return (
    <table class="hr-table record-table">
      <caption class="sr-only">{props.caption}</caption>
      <thead>
        <tr>
          <For each={props.heads}>{(head) => <th scope="col">{head}</th>}</For>
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}

/** The first cell of a row: what it is called, and the way to its page. */
export function NameCell(props: ParentProps<{ readonly href: string; readonly name: string }>) {
  return (
    <th scope="row">
      <A class="row-link" data-row href={props.href}>
        <bdi>{props.name}</bdi>
      </A>
      {props.children}
    </th>
  );
}

interface ArchivedSelectProps {
  readonly state: RecordsState;
  readonly onChange: (state: RecordsState) => void;
}

export function ArchivedSelect(props: ArchivedSelectProps) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="record-filter">
      <label for={id}>{t('records.show')}</label>
      <select
        id={id}
        class="input"
        onChange={({ currentTarget }) =>
          props.onChange({ ...props.state, archived: currentTarget.value === 'archived', cursor: null })
        }
      >
        <option value="active" selected={!props.state.archived}>
          {t('records.active')}
        </option>
        <option value="archived" selected={props.state.archived}>
          {t('records.archived')}
        </option>
      </select>
    </div>
  );
}

interface RecordPagesProps {
  readonly path: string;
  readonly state: RecordsState;
  readonly nextCursor: string | null;
}

/** The ways to the newest and to older ones, where there are any. */
export function RecordPages(props: RecordPagesProps) {
  const { t } = useHr();
  const at = (cursor: string | null) => `${props.path}${recordsSearch({ ...props.state, cursor })}`;
  return (
    <Show when={props.state.cursor !== null || props.nextCursor !== null}>
      <nav class="pages" aria-label={t('records.pages')}>
        <div class="pages-nav">
          <Show when={props.state.cursor !== null}>
            <A class="button" href={at(null)}>
              {t('records.newest')}
            </A>
          </Show>
          <Show when={props.nextCursor}>
            {(cursor) => (
              <A class="button" href={at(cursor())}>
                {t('records.older')}
              </A>
            )}
          </Show>
        </div>
      </nav>
    </Show>
  );
}

/** Below a part of a page: the next ones of it. */
export function MoreOf(props: {
  readonly cursor: string | null;
  readonly nextCursor: string | null;
  readonly onShow: (cursor: string | null) => void;
}) {
  const { t } = useHr();
  return (
    <Show when={props.cursor !== null || props.nextCursor !== null}>
      <div class="pages-nav">
        <Show when={props.cursor !== null}>
          <button type="button" class="button" onClick={() => props.onShow(null)}>
            {t('records.newest')}
          </button>
        </Show>
        <Show when={props.nextCursor}>
          {(next) => (
            <button type="button" class="button" onClick={() => props.onShow(next())}>
              {t('records.older')}
            </button>
          )}
        </Show>
      </div>
    </Show>
  );
}

/** How much is open, in words. */
export function OpenText(props: { readonly interviews: { readonly open: number } | null }) {
  const { t } = useHr();
  return (
    <Show when={props.interviews?.open} fallback={<span class="muted">{t('records.noOpen')}</span>}>
      {(count) => t('records.open', { count: count() })}
    </Show>
  );
}

export function Fact(props: ParentProps<{ readonly name: string }>) {
  return (
    <div class="fact">
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
