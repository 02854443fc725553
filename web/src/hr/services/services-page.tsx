import { priceText } from '@interlude/shared/booking/price';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { type Asked, DraftDialog } from '../drafts/draft-dialog.tsx';
import { peopleQuery } from '../invite/invite.queries.ts';
import { resourcesQuery } from '../resources/resources.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { withSchemas } from '../session/with-schemas.ts';
import { dataOf } from '../shell/data-of.ts';
import { Glyph } from '../shell/glyph.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { groupLine } from '../templates/panel.models.ts';
import { type Service, servicesQuery } from './services.queries.ts';
import { Websites } from './websites.tsx';

// Loaded when needed: the schemas that judge what is typed come with it, and the list does without them.
const ServiceForm = lazyCode(
  async () => (await withSchemas(() => import('./service-form.tsx'))).ServiceForm,
  () => <RowsSkeleton rows={6} />,
);

/** `/hr/services`: what anybody may book, with the link to its public page. */
export function ServicesPage() {
  const { t, may } = useHr();
  const services = useQuery(() => ({ ...servicesQuery(), enabled: may('services:read') }));
  const [asked, setAsked] = createSignal<Asked<Service> | null>(null);
  const mayChange = () => may('services:write') && may('people:read');
  return (
    <Show when={may('services:read')} fallback={<NotForYourRole />}>
      <PageHead
        title={t('services.title')}
        aside={
          <Show when={mayChange()}>
            <button type="button" class="button button-primary" onClick={() => setAsked({ what: 'create' })}>
              <Glyph name="plus" />
              {t('services.new')}
            </button>
          </Show>
        }
      />
      <p class="muted page-lead">{t('services.lead')}</p>
      <Panel query={services} skeleton={<RowsSkeleton rows={4} />}>
        {(all) => (
          <Show
            when={all().some(({ archived }) => !archived)}
            fallback={<EmptyState glyph="flag" title={t('services.none')} lead={t('services.none.lead')} />}
          >
            <AllServices of={all()} />
            <ul class="stack" aria-label={t('services.title')}>
              <For each={all().filter(({ archived }) => !archived)}>
                {(service) => <ServiceCard service={service} mayChange={mayChange()} onAsk={setAsked} />}
              </For>
            </ul>
            <Show when={may('settings:write')}>
              <Websites services={all().filter(({ archived, isPublic }) => isPublic && !archived)} />
            </Show>
          </Show>
        )}
      </Panel>
      <DraftDialog
        kind="services"
        asked={asked()}
        form={(present) => <ServiceForm present={present} onClose={() => setAsked(null)} />}
        archive={({ serviceId }) => api.services.archive.mutate({ serviceId })}
        onClose={() => setAsked(null)}
      />
    </Show>
  );
}

/** The public page that lists them all, where one is public. */
function AllServices(props: { readonly of: readonly Service[] }) {
  const { t } = useHr();
  const page = () => {
    const [first] = props.of.filter(({ archived, isPublic }) => isPublic && !archived);
    return first && new URL('.', first.url).pathname.replace(/\/$/, '');
  };
  return (
    <Show when={page()}>
      {(path) => (
        <p class="mb-4">
          <a class="link" href={path()} target="_blank" rel="noreferrer">
            {t('services.all')}
            <span class="sr-only">{t('hr.newTab')}</span>
          </a>
        </p>
      )}
    </Show>
  );
}

interface CardProps {
  readonly service: Service;
  readonly mayChange: boolean;
  readonly onAsk: (asked: Asked<Service>) => void;
}

function ServiceCard(props: CardProps) {
  const { t, may, text } = useHr();
  const { t: common } = useI18n();
  const people = useQuery(() => ({ ...peopleQuery(), enabled: may('people:read') }));
  const nameOf = (personId: string) => (dataOf(people) ?? []).find((one) => one.personId === personId)?.name ?? '…';
  const resources = useQuery(() => ({ ...resourcesQuery(), enabled: may('templates:read') }));
  const resourceOf = (id: string) => (dataOf(resources) ?? []).find((one) => one.resourceId === id)?.name ?? '…';
  const list = (words: readonly string[]) => text().formats.list(words);
  const facts = () => {
    const { price, durationMinutes, provider } = props.service;
    const cost = price === null ? t('services.free') : priceText(price, text().formats.tag);
    return [common('facts.minutes', { count: durationMinutes }), cost, common(`provider.${provider}`)];
  };
  const { name } = props.service;
  return (
    <li class="card stack">
      <div class="min-w-0">
        <h2 class="hr-h2">{props.service.name}</h2>
        <p class="muted">{facts().join(' · ')}</p>
        <p>{t('services.by', { names: list(props.service.providerIds.map(nameOf)) })}</p>
        <For each={props.service.resources}>
          {(demand) => <p>{groupLine(demand, demand.anyOf.map(resourceOf), { t, list })}</p>}
        </For>
        <Show when={props.service.isPublic} fallback={<p class="muted">{t('services.hidden')}</p>}>
          <p class="break-all">
            {t('services.link')}:{' '}
            <a class="link" href={new URL(props.service.url).pathname} target="_blank" rel="noreferrer">
              {props.service.url.replace(/^https?:\/\//, '')}
              <span class="sr-only">{t('hr.newTab')}</span>
            </a>
          </p>
        </Show>
      </div>
      <div class="action-row">
        <Show when={props.service.isPublic}>
          <CopyLink service={props.service} />
        </Show>
        <Show when={props.mayChange}>
          <button
            type="button"
            class="button"
            aria-label={t('services.edit', { name })}
            onClick={() => props.onAsk({ what: 'edit', one: props.service })}
          >
            {t('services.edit.do')}
          </button>
          <button
            type="button"
            class="button"
            aria-label={t('services.archive', { name })}
            onClick={() => props.onAsk({ what: 'archive', one: props.service })}
          >
            {t('services.archive.do')}
          </button>
        </Show>
      </div>
    </li>
  );
}

function CopyLink(props: { readonly service: Service }) {
  const { t, say } = useHr();
  async function copy() {
    await navigator.clipboard.writeText(props.service.url);
    say({ text: t('services.copied', { name: props.service.name }) });
  }
  return (
    <button
      type="button"
      class="button"
      aria-label={t('services.copy.of', { name: props.service.name })}
      onClick={() => void copy()}
    >
      {t('services.copy')}
    </button>
  );
}
