import { interviewStatuses } from '@interlude/shared/booking/booking-status';
import { useQuery } from '@tanstack/solid-query';
import { createUniqueId, For, type ParentProps, Show } from 'solid-js';
import { peopleQuery } from '../../invite/invite.queries.ts';
import { createTypedText } from '../../records/typed-text.ts';
import { useHr } from '../../session/hr-context.tsx';
import { dataOf } from '../../shell/data-of.ts';
import { Glyph } from '../../shell/glyph.tsx';
import { onSingleKeys } from '../../shell/single-keys.ts';
import { jobsQuery } from '../interviews.queries.ts';
import { isFiltered, type ListState, listOrders, mostText, noFilter, withStatus } from './list-state.models.ts';

interface InterviewFiltersProps {
  readonly state: ListState;
  readonly count: { readonly count: number; readonly isMore: boolean } | undefined;
  readonly onChange: (state: ListState, replace?: boolean) => void;
}

/** What narrows the list; whatever is set can be removed by itself. */
export function InterviewFilters(props: InterviewFiltersProps) {
  const { t, may } = useHr();
  return (
    <search class="filters" aria-label={t('list.filter')}>
      <SearchField {...props} />
      <StatusFilter {...props} />
      <Show when={may('jobs:read')}>
        <JobFilter {...props} />
      </Show>
      <Show when={may('people:read')}>
        <PersonFilter {...props} />
      </Show>
      <DatesFilter {...props} />
      <label class="pill">
        <input
          type="checkbox"
          class="sr-only"
          checked={props.state.attention}
          onChange={(event) => props.onChange({ ...props.state, attention: event.currentTarget.checked })}
        />
        {t('list.attention')}
      </label>
      <PillSelect
        label={t('list.order')}
        value={props.state.order}
        isSet={false}
        onChange={(order) =>
          props.onChange({ ...props.state, order: listOrders.find((one) => one === order) ?? 'day' })
        }
      >
        <For each={listOrders}>
          {(order) => (
            <option value={order} selected={order === props.state.order}>
              {t(`list.order.${order}`)}
            </option>
          )}
        </For>
      </PillSelect>
      <Show when={isFiltered(props.state)}>
        <button
          type="button"
          class="button button-quiet"
          onClick={() => props.onChange({ ...noFilter, order: props.state.order })}
        >
          {t('list.clear')}
        </button>
      </Show>
      <span class="filters-count muted" role="status">
        <Show when={props.count}>
          {(found) => t(found().isMore ? 'list.count.least' : 'list.count', { count: found().count })}
        </Show>
      </span>
    </search>
  );
}

function SearchField(props: InterviewFiltersProps) {
  const { t } = useHr();
  let field: HTMLInputElement | undefined;
  const typed = createTypedText(
    () => props.state.text,
    (text) => props.onChange({ ...props.state, text: text.trim() }, true),
  );
  onSingleKeys({ '/': () => field?.focus() });
  return (
    <input
      ref={field}
      class="input list-search"
      type="search"
      autocomplete="off"
      aria-label={t('list.search')}
      placeholder={t('list.search.hint')}
      value={typed.text()}
      onInput={(event) => typed.type(event.currentTarget.value.slice(0, mostText))}
    />
  );
}

function Remove(props: { readonly what: string; readonly onRemove: () => void }) {
  const { t } = useHr();
  return (
    <button
      type="button"
      class="pill-remove"
      aria-label={t('list.remove', { what: props.what })}
      onClick={() => props.onRemove()}
    >
      <Glyph name="cross" />
    </button>
  );
}

interface PillMenuProps extends ParentProps {
  readonly label: string;
  /** What is set, in words; null for nothing. */
  readonly set: string | null;
  readonly onRemove: () => void;
}

/** A pill that opens what it is set by, and closes when the focus leaves it. */
function PillMenu(props: PillMenuProps) {
  let element: HTMLDetailsElement | undefined;
  let opener: HTMLElement | undefined;
  function close() {
    if (element !== undefined) element.open = false;
  }
  return (
    <span class="pill pill-menu" classList={{ 'pill-set': props.set !== null }}>
      <details
        ref={element}
        onFocusOut={({ relatedTarget }) => {
          if (relatedTarget instanceof Node && !element?.contains(relatedTarget)) close();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !element?.open) return;
          event.stopPropagation();
          close();
          opener?.focus();
        }}
      >
        <summary ref={opener}>{props.set === null ? props.label : `${props.label}: ${props.set}`}</summary>
        <div class="pill-panel">{props.children}</div>
      </details>
      <Show when={props.set !== null}>
        <Remove what={props.label} onRemove={props.onRemove} />
      </Show>
    </span>
  );
}

function StatusFilter(props: InterviewFiltersProps) {
  const { t } = useHr();
  const set = () => {
    const [only, ...more] = props.state.statuses;
    if (only === undefined) return null;
    return more.length === 0 ? t(`status.${only}`) : t('list.status.set', { count: more.length + 1 });
  };
  return (
    <PillMenu label={t('list.status')} set={set()} onRemove={() => props.onChange({ ...props.state, statuses: [] })}>
      <fieldset class="pill-choices">
        <legend class="sr-only">{t('list.status')}</legend>
        <For each={interviewStatuses}>
          {(status) => (
            <label class="check">
              <input
                type="checkbox"
                checked={props.state.statuses.includes(status)}
                onChange={(event) => props.onChange(withStatus(props.state, status, event.currentTarget.checked))}
              />
              {t(`status.${status}`)}
            </label>
          )}
        </For>
      </fieldset>
    </PillMenu>
  );
}

interface PillSelectProps extends ParentProps {
  readonly label: string;
  readonly value: string;
  readonly isSet: boolean;
  readonly onChange: (value: string) => void;
}

function PillSelect(props: PillSelectProps) {
  const id = createUniqueId();
  return (
    <span class="pill" classList={{ 'pill-set': props.isSet }}>
      <label for={id} class="sr-only">
        {props.label}
      </label>
      <select id={id} class="pill-select" onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.children}
      </select>
      <Show when={props.isSet}>
        <Remove what={props.label} onRemove={() => props.onChange('')} />
      </Show>
    </span>
  );
}

function JobFilter(props: InterviewFiltersProps) {
  const { t } = useHr();
  const jobs = useQuery(jobsQuery);
  const workflowsUrl = () => dataOf(jobs)?.find(({ jobId }) => jobId === props.state.jobId)?.workflowsUrl;
  return (
    <>
      <PillSelect
        label={t('list.job')}
        value={props.state.jobId ?? ''}
        isSet={props.state.jobId !== null}
        onChange={(jobId) => props.onChange({ ...props.state, jobId: jobId || null })}
      >
        <option value="" selected={props.state.jobId === null}>
          {t('list.job.all')}
        </option>
        <For each={dataOf(jobs)}>
          {(job) => (
            <option value={job.jobId} selected={job.jobId === props.state.jobId}>
              {job.title}
            </option>
          )}
        </For>
      </PillSelect>
      <Show when={workflowsUrl()}>
        {(url) => (
          <a class="link" href={url()} target="_blank" rel="noreferrer">
            {t('list.workflows')}
            <span class="sr-only">{t('hr.newTab')}</span>
          </a>
        )}
      </Show>
    </>
  );
}

function PersonFilter(props: InterviewFiltersProps) {
  const { t } = useHr();
  const people = useQuery(peopleQuery);
  return (
    <PillSelect
      label={t('list.person')}
      value={props.state.personId ?? ''}
      isSet={props.state.personId !== null}
      onChange={(personId) => props.onChange({ ...props.state, personId: personId || null })}
    >
      <option value="" selected={props.state.personId === null}>
        {t('list.person.all')}
      </option>
      <For each={dataOf(people)}>
        {(person) => (
          <option value={person.personId} selected={person.personId === props.state.personId}>
            {person.name}
          </option>
        )}
      </For>
    </PillSelect>
  );
}

function DatesFilter(props: InterviewFiltersProps) {
  const { t, text } = useHr();
  const said = (date: string) => text().formats.shortDay(Date.parse(`${date}T00:00:00Z`));
  const set = () => {
    const { from, to } = props.state;
    if (from !== null && to !== null) return t('list.dates.both', { from: said(from), to: said(to) });
    if (from !== null) return t('list.dates.from', { from: said(from) });
    return to === null ? null : t('list.dates.to', { to: said(to) });
  };
  return (
    <PillMenu
      label={t('list.dates')}
      set={set()}
      onRemove={() => props.onChange({ ...props.state, from: null, to: null })}
    >
      <div class="pill-choices">
        <For each={['from', 'to'] as const}>
          {(end) => (
            <label class="field">
              {t(`list.${end}`)}
              <input
                class="input"
                type="date"
                min="1970-01-01"
                max="2099-12-31"
                value={props.state[end] ?? ''}
                onChange={({ currentTarget }) => props.onChange({ ...props.state, [end]: currentTarget.value || null })}
              />
            </label>
          )}
        </For>
      </div>
    </PillMenu>
  );
}
