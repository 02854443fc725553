import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { jobsQuery } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import type { TemplateDraft } from './template-draft.models.ts';

interface JobFieldsProps {
  readonly jobIds: TemplateDraft['jobIds'];
  readonly error: string | null;
  readonly onChange: (jobIds: TemplateDraft['jobIds']) => void;
}

/** Which jobs a template is for; without any it is the whole company's. */
export function JobFields(props: JobFieldsProps) {
  const { t } = useHr();
  const jobs = useQuery(jobsQuery);
  const toggle = (jobId: string, isIn: boolean) => {
    const others = props.jobIds.filter((one) => one !== jobId);
    props.onChange(isIn ? [...others, jobId] : others);
  };
  return (
    <Show when={(dataOf(jobs) ?? []).length > 0}>
      <fieldset class="field">
        <legend>{t('template.jobs')}</legend>
        <p class="muted">{t('template.jobs.hint')}</p>
        <Show when={props.error}>
          {(error) => (
            <p role="alert" class="field-error">
              {error()}
            </p>
          )}
        </Show>
        <For each={dataOf(jobs) ?? []}>
          {(job) => (
            <label class="check">
              <input
                type="checkbox"
                checked={props.jobIds.includes(job.jobId)}
                aria-invalid={props.error !== null}
                onChange={(event) => toggle(job.jobId, event.currentTarget.checked)}
              />
              <bdi>{job.title}</bdi>
            </label>
          )}
        </For>
      </fieldset>
    </Show>
  );
}
