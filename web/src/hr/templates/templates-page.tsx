import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { type Asked, DraftDialog } from '../drafts/draft-dialog.tsx';
import type { Template } from '../invite/invite.models.ts';
import { peopleQuery, templatesQuery } from '../invite/invite.queries.ts';
import { resourcesQuery } from '../resources/resources.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { withSchemas } from '../session/with-schemas.ts';
import { dataOf } from '../shell/data-of.ts';
import { Glyph } from '../shell/glyph.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { WhyNotSection } from '../why/why-not-section.tsx';
import { groupLine } from './panel.models.ts';

// Loaded when needed: the schemas that judge what is typed come with it, and the list does without them.
const TemplateForm = lazyCode(
  async () => (await withSchemas(() => import('./template-form.tsx'))).TemplateForm,
  () => <RowsSkeleton rows={6} />,
);

/** `/hr/templates`: what HR invites with; templates are made, changed and archived here. */
export function TemplatesPage() {
  const { t, may } = useHr();
  const templates = useQuery(() => ({ ...templatesQuery(), enabled: may('templates:read') }));
  const [asked, setAsked] = createSignal<Asked<Template> | null>(null);
  const mayChange = () => may('templates:write') && may('people:read');
  return (
    <Show when={may('templates:read')} fallback={<NotForYourRole />}>
      <PageHead
        title={t('templates.title')}
        aside={
          <Show when={mayChange()}>
            <button type="button" class="button button-primary" onClick={() => setAsked({ what: 'create' })}>
              <Glyph name="plus" />
              {t('templates.new')}
            </button>
          </Show>
        }
      />
      <p class="muted page-lead">{t('templates.lead')}</p>
      <Panel query={templates} skeleton={<RowsSkeleton rows={4} />}>
        {(all) => (
          <Show
            when={all().some(({ archived }) => !archived)}
            fallback={<EmptyState glyph="box" title={t('templates.none')} lead={t('templates.none.lead')} />}
          >
            <ul class="stack" aria-label={t('templates.title')}>
              <For each={all().filter(({ archived }) => !archived)}>
                {(template) => (
                  <TemplateCard template={template} mayChange={mayChange() && template.mayChange} onAsk={setAsked} />
                )}
              </For>
            </ul>
          </Show>
        )}
      </Panel>
      <DraftDialog
        kind="templates"
        asked={asked()}
        form={(present) => <TemplateForm present={present} onClose={() => setAsked(null)} />}
        archive={({ templateId }) => api.templates.archive.mutate({ templateId })}
        onClose={() => setAsked(null)}
      />
    </Show>
  );
}

interface CardProps {
  readonly template: Template;
  readonly mayChange: boolean;
  readonly onAsk: (asked: Asked<Template>) => void;
}

function TemplateCard(props: CardProps) {
  const { t, may, text } = useHr();
  const { t: common } = useI18n();
  const people = useQuery(() => ({ ...peopleQuery(), enabled: may('people:read') }));
  const nameOf = (personId: string) => (dataOf(people) ?? []).find((one) => one.personId === personId)?.name ?? '…';
  const resources = useQuery(resourcesQuery);
  const resourceOf = (id: string) => (dataOf(resources) ?? []).find((one) => one.resourceId === id)?.name ?? '…';
  const list = (words: readonly string[]) => text().formats.list(words);
  const facts = () => {
    const { type, durationMinutes, provider } = props.template;
    return [
      common(`type.${type}`),
      common('facts.minutes', { count: durationMinutes }),
      common(`provider.${provider}`),
    ];
  };
  return (
    <li class="card">
      <div class="action-row">
        <div class="min-w-0 flex-1 basis-64">
          <h2 class="hr-h2">{props.template.name}</h2>
          <p class="muted">{facts().join(' · ')}</p>
          <Show when={props.template.places > 1}>
            <p>{t('group.card', { places: String(props.template.places) })}</p>
          </Show>
          <For each={props.template.panel}>
            {(group) => <p>{groupLine(group, group.anyOf.map(nameOf), { t, list })}</p>}
          </For>
          <For each={props.template.resources ?? []}>
            {(demand) => <p>{groupLine(demand, demand.anyOf.map(resourceOf), { t, list })}</p>}
          </For>
        </div>
        <Show when={props.mayChange}>
          <button
            type="button"
            class="button"
            aria-label={t('templates.edit', { name: props.template.name })}
            onClick={() => props.onAsk({ what: 'edit', one: props.template })}
          >
            {t('templates.edit.do')}
          </button>
          <button
            type="button"
            class="button"
            aria-label={t('templates.archive', { name: props.template.name })}
            onClick={() => props.onAsk({ what: 'archive', one: props.template })}
          >
            {t('templates.archive.do')}
          </button>
        </Show>
      </div>
      <WhyNotSection of={{ templateId: props.template.templateId }} name={props.template.name} />
    </li>
  );
}
