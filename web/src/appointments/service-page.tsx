import { priceText } from '@interlude/shared/booking/price';
import type { PublicService } from '@interlude/shared/schemas/service';
import { useParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createSignal, For, Match, Show, Switch } from 'solid-js';
import { refusalOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { WaysOut } from '../links/ways-out.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Face, Faces } from '../ui/faces.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { wearColour } from '../ui/wear-colour.ts';
import { BeginForm } from './begin-form.tsx';
import { type Begun, forgetBegun, rememberBegun, rememberedBegun } from './begun.ts';
import { CodeForm } from './code-form.tsx';
import { NextFree } from './next-free.tsx';
import { type ServiceAddress, serviceQuery } from './service.queries.ts';
import '../ui/panel.css';
import './service.css';

/** `/s/:tenant/:service`: what anybody may book, and the way to their first free time. */
export function ServicePage() {
  const params = useParams();
  const address = (): ServiceAddress => ({ tenant: params['tenant'] ?? '', service: params['service'] ?? '' });
  const found = useQuery(() => serviceQuery(address()));
  const service = () => (found.isPending ? null : (found.data ?? null));
  const isGone = () => ['not_found', 'invalid_input'].includes(refusalOf(found.error)?.code ?? '');
  return (
    <Switch fallback={<PageSkeleton />}>
      <Match when={service()}>{(known) => <Offered address={address()} service={known()} />}</Match>
      <Match when={isGone()}>
        <Gone />
      </Match>
      <Match when={found.error}>
        <PageShell isNarrow>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </PageShell>
      </Match>
    </Switch>
  );
}

function Gone() {
  const { t } = useI18n();
  createEffect(() => {
    document.title = t('service.gone.title');
  });
  return (
    <PageShell isNarrow>
      <div class="card mt-8 grid gap-4">
        <h1 class="text-title font-strong">{t('service.gone.title')}</h1>
        <p>{t('service.gone.what')}</p>
        <WaysOut way="address" />
        <p class="text-muted">{t('dead.person')}</p>
      </div>
    </PageShell>
  );
}

interface OfferedProps {
  readonly address: ServiceAddress;
  readonly service: PublicService;
}

function Offered(props: OfferedProps) {
  const { t } = useI18n();
  const [providerId, setProviderId] = createSignal<string | null>(null);
  // A visitor who went to their mail and whose page was loaded again goes on where they were.
  const [begun, setBegun] = createSignal<Begun | null>(rememberedBegun(props.address));
  createEffect(() => {
    document.title = t('service.title', { name: props.service.name, company: props.service.company });
  });

  createEffect(() => wearColour(props.service.brand.accent));

  function proceed(next: Begun | null) {
    if (next === null) forgetBegun(props.address);
    else rememberBegun(props.address, next);
    setBegun(next);
  }

  return (
    <PageShell
      brand={props.service.brand}
      faces={<Faces of={props.service.providers} />}
      head={<Heading service={props.service} />}
      foot={<p>{t('facts.contact', { name: props.service.contact.name, email: props.service.contact.email })}</p>}
    >
      <div class="service">
        <div class="service-about">
          <div class="card grid gap-5">
            <NextFree address={props.address} service={props.service} providerId={providerId()} />
            <People of={props.service.providers} />
          </div>
          <Show when={props.service.description}>
            <p dir="auto" class="service-text">
              {props.service.description}
            </p>
          </Show>
        </div>
        <Show
          when={begun()}
          fallback={
            <BeginForm
              address={props.address}
              providers={props.service.providers}
              providerId={providerId()}
              onProvider={setProviderId}
              onBegun={proceed}
            />
          }
        >
          {(present) => (
            <CodeForm address={props.address} begun={present()} onBegun={proceed} onOther={() => proceed(null)} />
          )}
        </Show>
      </div>
    </PageShell>
  );
}

/** The name of the service, and how long it takes, what it costs and where it is. */
function Heading(props: { readonly service: PublicService }) {
  const { t, locale } = useI18n();
  const facts = () => [
    t('facts.minutes', { count: props.service.durationMinutes }),
    props.service.price === null ? t('service.facts.free') : priceText(props.service.price, locale().formats),
    t(`provider.${props.service.provider}`),
  ];
  return (
    <>
      <h1 class="text-title font-strong">
        <bdi translate="no">{props.service.name}</bdi>
      </h1>
      <div class="band-lead">
        <p>{facts().join(' · ')}</p>
        <Show when={props.service.venue}>{(venue) => <p>{t('facts.at', { venue: venue() })}</p>}</Show>
      </div>
    </>
  );
}

function People(props: { readonly of: PublicService['providers'] }) {
  const { t } = useI18n();
  return (
    <div class="service-people">
      <h2 class="text-meta text-muted">{t(props.of.length > 1 ? 'service.who.any' : 'service.who')}</h2>
      <ul class="service-faces">
        <For each={props.of}>
          {(person) => (
            <li class="flex items-center gap-3">
              <Face of={person} />
              <span class="min-w-0">
                <bdi class="block font-strong" translate="no">
                  {person.name}
                </bdi>
                <Show when={person.title}>
                  {(title) => (
                    <bdi class="block text-meta text-muted" translate="no">
                      {title()}
                    </bdi>
                  )}
                </Show>
              </span>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
