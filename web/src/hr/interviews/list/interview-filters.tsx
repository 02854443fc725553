import { interviewStatuses } from '@interlude/shared/booking/booking-status';
import { useQuery } from '@tanstack/solid-query';
import { createUniqueId, For, Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { dataOf } from '../../shell/data-of.ts';
import { jobsQuery, type ListState } from '../interviews.queries.ts';
import { isFiltered, withStatus } from './list-state.models.ts';

interface InterviewFiltersProps {
  readonly state: ListState;
  readonly onChange: (state: ListState) => void;
}

export function InterviewFilters(props: InterviewFiltersProps) {
  const { t, may } = useHr();
  return (
    <div class="filters">
      <fieldset class="pills">
        <legend class="sr-only">{t('list.filter')}</legend>
        <For each={interviewStatuses}>
          {(status) => (
            <label class="pill">
              <input
                type="checkbox"
                class="sr-only"
                checked={props.state.statuses.includes(status)}
                onChange={(event) => props.onChange(withStatus(props.state, status, event.currentTarget.checked))}
              />
              {t(`status.${status}`)}
            </label>
          )}
        </For>
      </fieldset>
      <div class="filters-more">
        <Show when={may('jobs:read')}>
          <JobFilter {...props} />
        </Show>
        <Show when={isFiltered(props.state)}>
          <button
            type="button"
            class="button button-quiet"
            onClick={() => props.onChange({ statuses: [], jobId: null, cursor: null })}
          >
            {t('list.clear')}
          </button>
        </Show>
      </div>
    </div>
  );
}

function JobFilter(props: InterviewFiltersProps) {
  const { t } = useHr();
  const jobs = useQuery(jobsQuery);
  const id = createUniqueId();
  const workflowsUrl = () => dataOf(jobs)?.find(({ jobId }) => jobId === props.state.jobId)?.workflowsUrl;
  return (
    <span class="filter-job">
      <label for={id} class="sr-only">
        {t('list.job')}
      </label>
      <select
        id={id}
        class="input"
        onChange={(event) => props.onChange({ ...props.state, jobId: event.currentTarget.value || null, cursor: null })}
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
      </select>
      <Show when={workflowsUrl()}>
        {(url) => (
          <a class="link" href={url()} target="_blank" rel="noreferrer">
            {t('list.workflows')}
            <span class="sr-only">{t('hr.newTab')}</span>
          </a>
        )}
      </Show>
    </span>
  );
}
