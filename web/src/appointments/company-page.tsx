import type { ListedService, PublicServices } from '@interlude/shared/schemas/service';
import { A, useParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, For, Match, Show, Switch } from 'solid-js';
import { refusalOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Face } from '../ui/faces.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { wearColour } from '../ui/wear-colour.ts';
import { keptSearch } from './kept-search.ts';
import { NothingHere } from './nothing-here.tsx';
import { servicesQuery } from './service.queries.ts';
import { useServiceFacts } from './service-facts.ts';
import './company.css';

/** `/s/:tenant`: what anybody may book of a company. */
export function CompanyPage() {
  const params = useParams();
  const found = useQuery(() => servicesQuery(params['tenant'] ?? ''));
  const offered = () => (found.isPending ? null : (found.data ?? null));
  const isGone = () => ['not_found', 'invalid_input'].includes(refusalOf(found.error)?.code ?? '');
  return (
    <Switch fallback={<PageSkeleton />}>
      <Match when={offered()}>{(known) => <Offered tenant={params['tenant'] ?? ''} of={known()} />}</Match>
      <Match when={isGone()}>
        <NothingHere />
      </Match>
      <Match when={found.error}>
        <PageShell isNarrow>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </PageShell>
      </Match>
    </Switch>
  );
}

function Offered(props: { readonly tenant: string; readonly of: PublicServices }) {
  const { t } = useI18n();
  const title = () => t('offers.title', { company: props.of.company });
  createEffect(() => {
    document.title = title();
  });
  createEffect(() => wearColour(props.of.brand.accent));
  return (
    <PageShell
      brand={props.of.brand}
      head={<h1 class="text-title font-strong">{title()}</h1>}
      foot={<p>{t('facts.contact', { name: props.of.contact.name, email: props.of.contact.email })}</p>}
    >
      <Show
        when={props.of.services.length > 0}
        fallback={
          <div class="card grid gap-2">
            <h2 class="text-section font-strong">{t('offers.none')}</h2>
            <p>{t('offers.none.what')}</p>
          </div>
        }
      >
        <ul class="offers">
          <For each={props.of.services}>{(service) => <Offer tenant={props.tenant} service={service} />}</For>
        </ul>
      </Show>
    </PageShell>
  );
}

function Offer(props: { readonly tenant: string; readonly service: ListedService }) {
  const { t, formats } = useI18n();
  const factsOf = useServiceFacts();
  const names = () => {
    const { providers, furtherProviders: count } = props.service;
    const known = providers.map(({ name }) => name);
    return formats().list(count === 0 ? known : [...known, t('offers.more', { count })]);
  };
  return (
    <li class="card offer">
      <h2 class="text-section font-strong">
        <A class="offer-link" href={`/s/${props.tenant}/${props.service.slug}${keptSearch()}`}>
          <bdi translate="no">{props.service.name}</bdi>
        </A>
      </h2>
      <p class="text-meta text-muted">{factsOf(props.service)}</p>
      <Show when={props.service.beginning}>
        {(beginning) => (
          <p dir="auto" class="offer-text">
            {beginning()}
          </p>
        )}
      </Show>
      <div class="offer-people">
        <span class="faces" aria-hidden="true">
          <For each={props.service.providers}>{(person) => <Face of={person} />}</For>
        </span>
        <p class="text-meta">{t('facts.with', { names: names() })}</p>
      </div>
    </li>
  );
}
