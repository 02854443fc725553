import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, lazy, Show, Suspense } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { Template } from '../invite/invite.models.ts';
import { peopleQuery, templatesQuery } from '../invite/invite.queries.ts';
import { resourcesQuery } from '../resources/resources.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { withSchemas } from '../session/with-schemas.ts';
import { dataOf } from '../shell/data-of.ts';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { groupLine } from './panel.models.ts';

// With the schemas that judge what is typed, which a reader of the list does not need.
const PanelForm = lazy(async () => ({ default: (await withSchemas(() => import('./panel-form.tsx'))).PanelForm }));

/** `/hr/templates`: what HR invites with, and who sits in it; the panel can be changed here. */
export function TemplatesPage() {
  const { t, may } = useHr();
  const templates = useQuery(() => ({ ...templatesQuery(), enabled: may('templates:read') }));
  const [edited, setEdited] = createSignal<Template | null>(null);
  return (
    <Show when={may('templates:read')} fallback={<NotForYourRole />}>
      <PageHead title={t('templates.title')} />
      <p class="muted page-lead">{t('templates.lead')}</p>
      <Panel query={templates} skeleton={<RowsSkeleton rows={4} />}>
        {(all) => (
          <Show
            when={all().some(({ archived }) => !archived)}
            fallback={<EmptyState glyph="box" title={t('templates.none')} lead={t('templates.none.lead')} />}
          >
            <ul class="stack" aria-label={t('templates.title')}>
              <For each={all().filter(({ archived }) => !archived)}>
                {(template) => <TemplateCard template={template} onEdit={() => setEdited(template)} />}
              </For>
            </ul>
          </Show>
        )}
      </Panel>
      <HrDialog
        isOpen={edited() !== null}
        onClose={() => setEdited(null)}
        title={t('templates.edit', { name: edited()?.name ?? '' })}
        lead={t('templates.lead')}
        isWide
      >
        <Show when={edited()}>
          {(template) => (
            <Suspense fallback={<RowsSkeleton rows={6} />}>
              <PanelForm template={template()} onClose={() => setEdited(null)} />
            </Suspense>
          )}
        </Show>
      </HrDialog>
    </Show>
  );
}

function TemplateCard(props: { readonly template: Template; readonly onEdit: () => void }) {
  const { t, may, text } = useHr();
  const { t: common } = useI18n();
  const people = useQuery(() => ({ ...peopleQuery(), enabled: may('people:read') }));
  const nameOf = (personId: string) => (dataOf(people) ?? []).find((one) => one.personId === personId)?.name ?? '…';
  const resources = useQuery(resourcesQuery);
  const resourceOf = (id: string) => (dataOf(resources) ?? []).find((one) => one.resourceId === id)?.name ?? '…';
  const list = (words: readonly string[]) => text().formats.list(words);
  return (
    <li class="card">
      <div class="action-row">
        <div class="min-w-0 flex-1">
          <h2 class="hr-h2">{props.template.name}</h2>
          <p class="muted">
            {common(`type.${props.template.type}`)},{' '}
            {common('facts.minutes', { count: props.template.durationMinutes })}
          </p>
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
        <Show when={may('templates:write') && may('people:read')}>
          <button
            type="button"
            class="button"
            aria-label={t('templates.edit', { name: props.template.name })}
            onClick={() => props.onEdit()}
          >
            {t('templates.edit.do')}
          </button>
        </Show>
      </div>
    </li>
  );
}
