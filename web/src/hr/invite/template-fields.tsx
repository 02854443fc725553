import { useQuery } from '@tanstack/solid-query';
import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { groupLine } from '../templates/panel.models.ts';
import { spanText } from '../words/duration-text.models.ts';
import type { Template } from './invite.models.ts';
import { peopleQuery, templatesQuery } from './invite.queries.ts';
import type { InviteForm } from './invite-form.ts';
import { PartsFields } from './parts-fields.tsx';

const minuteMs = 60_000;

export function TemplateFields(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const templates = useQuery(templatesQuery);
  return (
    <section class="card stack" aria-labelledby="invite-what">
      <h2 id="invite-what" class="hr-h2">
        {t('invite.what')}
      </h2>
      <Panel query={templates} skeleton={<RowsSkeleton rows={2} />}>
        {(all) => (
          <TemplateSelect
            form={props.form}
            all={all()
              .filter(({ archived }) => !archived)
              .toSorted((one, other) => one.name.localeCompare(other.name))}
          />
        )}
      </Panel>
    </section>
  );
}

function TemplateSelect(props: { readonly form: InviteForm; readonly all: readonly Template[] }) {
  const { t } = useHr();
  const id = createUniqueId();
  const isWrong = () => props.form.isWrong('template');
  const chosen = () => props.all.find(({ templateId }) => templateId === props.form.draft.templateId);
  return (
    <Show when={props.all.length > 0} fallback={<p>{t('invite.template.none')}</p>}>
      <div class="field">
        <label for={id}>{t('invite.template')}</label>
        <select
          id={id}
          class="input"
          aria-invalid={isWrong()}
          aria-describedby={isWrong() ? `${id}-error` : undefined}
          onChange={(event) => props.form.change({ templateId: event.currentTarget.value })}
        >
          <option value="" selected={props.form.draft.templateId === ''}>
            {t('invite.template.choose')}
          </option>
          <For each={props.all}>
            {(template) => (
              <option value={template.templateId} selected={template.templateId === props.form.draft.templateId}>
                {template.name}
              </option>
            )}
          </For>
        </select>
        <Show when={isWrong()}>
          <p id={`${id}-error`} class="field-error">
            {t('invite.missing.template')}
          </p>
        </Show>
      </div>
      <Show when={chosen()}>{(template) => <Summary template={template()} />}</Show>
      <Show when={props.form.draft.source !== 'several'}>
        <PartsFields form={props.form} all={props.all} />
      </Show>
    </Show>
  );
}

function Summary(props: { readonly template: Template }) {
  const { t } = useHr();
  const { t: common, locale } = useI18n();
  const minutes = (count: number) => spanText(count * minuteMs, locale().formats);
  return (
    <dl class="hr-facts hr-facts-wide">
      <div class="fact">
        <dt>{t('fact.type')}</dt>
        <dd>
          {common(`type.${props.template.type}`)}, {common('facts.minutes', { count: props.template.durationMinutes })}
        </dd>
      </div>
      <div class="fact">
        <dt>{t('fact.where')}</dt>
        <dd>
          {common(`provider.${props.template.provider}`)}
          <Show when={props.template.venue}>
            <span class="fact-more">{props.template.venue}</span>
          </Show>
        </dd>
      </div>
      <Panelists template={props.template} />
      <div class="fact">
        <dt>{t('list.col.when')}</dt>
        <dd>{t('invite.template.steps', { minutes: minutes(props.template.stepMinutes) })}</dd>
      </div>
      <div class="fact">
        <dt>{t('invite.template.buffers')}</dt>
        <dd>
          {t('invite.template.buffers.of', {
            before: minutes(props.template.buffers.beforeMinutes),
            after: minutes(props.template.buffers.afterMinutes),
          })}
        </dd>
      </div>
      <Show when={props.template.preparation?.length}>
        {(count) => (
          <div class="fact">
            <dt>{t('invite.template.prepare')}</dt>
            <dd>{t('invite.template.preparation', { count: count() })}</dd>
          </div>
        )}
      </Show>
    </dl>
  );
}

function Panelists(props: { readonly template: Template }) {
  const { t, may } = useHr();
  const { formats } = useI18n();
  const people = useQuery(() => ({ ...peopleQuery(), enabled: may('people:read') }));
  const nameOf = (personId: string) => (dataOf(people) ?? []).find((one) => one.personId === personId)?.name ?? '…';
  const list = (words: readonly string[]) => formats().list(words);
  const groupText = (group: Template['panel'][number]) => groupLine(group, group.anyOf.map(nameOf), { t, list });
  return (
    <div class="fact">
      <dt>{t('invite.template.panel')}</dt>
      <dd>
        <For each={props.template.panel}>{(group) => <span class="fact-line">{groupText(group)}</span>}</For>
      </dd>
    </div>
  );
}
