import { useQuery } from '@tanstack/solid-query';
import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { templatesQuery } from '../../invite/invite.queries.ts';
import { useHr } from '../../session/hr-context.tsx';
import { Panel, RowsSkeleton } from '../../shell/panel.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import type { ActionForm } from './action-form.ts';

/** Which template an open invitation is to follow, and what becomes of its length. */
export function TemplateChoice(props: { readonly form: ActionForm; readonly interview: InterviewDetail }) {
  const { t } = useHr();
  const { t: common } = useI18n();
  const templates = useQuery(templatesQuery);
  const id = createUniqueId();
  const isMissing = () => props.form.isMissing('template');
  const length = (count: number) => common('facts.minutes', { count });
  const chosen = () => props.form.wish.template();
  return (
    <Panel query={templates} skeleton={<RowsSkeleton rows={1} />}>
      {(all) => {
        const open = () =>
          all()
            .filter(({ archived }) => !archived)
            .toSorted((one, other) => one.name.localeCompare(other.name));
        const choose = (templateId: string) =>
          props.form.wish.choose(open().find((one) => one.templateId === templateId) ?? null);
        return (
          <div class="field">
            <label for={id}>{t('invite.template')}</label>
            <select
              id={id}
              class="input"
              aria-invalid={isMissing()}
              aria-describedby={`${id}-more`}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              <option value="">{t('invite.template.choose')}</option>
              <For each={open()}>
                {({ templateId, name, durationMinutes }) => (
                  <option value={templateId} selected={templateId === chosen()?.templateId}>
                    {t(templateId === props.interview.templateId ? 'form.template.present' : 'form.template.one', {
                      name,
                      length: length(durationMinutes),
                    })}
                  </option>
                )}
              </For>
            </select>
            <p id={`${id}-more`} classList={{ 'field-error': isMissing() }} aria-live="polite">
              <Show when={isMissing()}>{t('invite.missing.template')}</Show>
              <Show when={chosen()}>
                {(template) => (
                  <Show when={template().durationMinutes !== props.interview.durationMinutes}>
                    {t('form.template.length', {
                      from: length(props.interview.durationMinutes),
                      to: length(template().durationMinutes),
                    })}
                  </Show>
                )}
              </Show>
            </p>
          </div>
        );
      }}
    </Panel>
  );
}
