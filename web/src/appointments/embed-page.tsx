import type { PublicService } from '@interlude/shared/schemas/service';
import { useParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, Match, onCleanup, onMount, type ParentProps, Show, Switch } from 'solid-js';
import { refusalOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ChosenDate, focusWhenChosen, sayChosen, WhenFacts } from '../picking/choice-facts.tsx';
import { createPicking, type Picking } from '../picking/create-picking.ts';
import { OfferedTimes } from '../picking/offered-times.tsx';
import { TimesContext } from '../picking/times-context.ts';
import { CompanyBrand } from '../ui/company-brand.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { CardSkeleton } from '../ui/skeleton.tsx';
import { wearColour } from '../ui/wear-colour.ts';
import { DisplayControl } from '../zones/display-control.tsx';
import { AppointmentWords } from './appointment-words.tsx';
import { keptSearch } from './kept-search.ts';
import { pageOf, type ServiceAddress, serviceQuery } from './service.queries.ts';
import { useServiceFacts } from './service-facts.ts';
import { createServiceTimes } from './service-times.ts';
import '../ui/panel.css';
import './embed.css';

/** `/embed/s/:tenant/:service`: the free times of a service within the page of somebody else. */
export function EmbedPage() {
  const params = useParams();
  const address = (): ServiceAddress => ({ tenant: params['tenant'] ?? '', service: params['service'] ?? '' });
  const found = useQuery(() => serviceQuery(address(), null));
  const service = () => (found.isPending ? null : (found.data ?? null));
  const isGone = () => ['not_found', 'invalid_input'].includes(refusalOf(found.error)?.code ?? '');
  return (
    <Measured>
      <Switch fallback={<CardSkeleton />}>
        <Match when={service()}>
          {(known) => (
            <AppointmentWords>
              <Offered address={address()} service={known()} />
            </AppointmentWords>
          )}
        </Match>
        <Match when={isGone()}>
          <Gone />
        </Match>
        <Match when={found.error}>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </Match>
      </Switch>
    </Measured>
  );
}

/** Tells whoever shows the page how high it is, whenever that changes. */
function Measured(props: ParentProps) {
  let whole: HTMLDivElement | undefined;
  onMount(() => {
    if (whole === undefined || window.parent === window) return;
    const observer = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0);
      // To whoever it is: a height is no secret, and only the company's own websites can show this page at all.
      window.parent.postMessage({ type: 'interlude:height', height }, '*');
    });
    observer.observe(whole);
    onCleanup(() => observer.disconnect());
  });
  return (
    <div ref={whole} class="embed">
      {props.children}
    </div>
  );
}

function Gone() {
  const { t } = useI18n();
  document.title = t('service.gone.title');
  return (
    <main class="card grid gap-2">
      <h1 class="text-section font-strong">{t('service.gone.title')}</h1>
      <p>{t('service.gone.what')}</p>
    </main>
  );
}

interface OfferedProps {
  readonly address: ServiceAddress;
  readonly service: PublicService;
}

function Offered(props: OfferedProps) {
  const { t } = useI18n();
  const factsOf = useServiceFacts();
  const times = createServiceTimes({
    address: props.address,
    service: () => props.service,
    providerId: () => null,
    proofId: () => null,
  });
  createEffect(() => {
    document.title = t('service.title', { name: props.service.name, company: props.service.company });
  });
  createEffect(() => wearColour(props.service.brand.accent));
  return (
    <TimesContext.Provider value={times}>
      <header class="grid gap-2">
        <CompanyBrand brand={props.service.brand} />
        <h1 class="text-section font-strong">
          <bdi translate="no">{props.service.name}</bdi>
        </h1>
        <p class="text-meta text-muted">{factsOf(props.service)}</p>
      </header>
      <main>
        <Times {...props} />
      </main>
      <footer class="embed-foot">
        <p>{t('facts.contact', { name: props.service.contact.name, email: props.service.contact.email })}</p>
        <DisplayControl />
      </footer>
      <p class="sr-only" role="status">
        {times.sentence()}
      </p>
    </TimesContext.Provider>
  );
}

function Times(props: OfferedProps) {
  const { t } = useI18n();
  const picking = createPicking();
  const isEmpty = () => picking.answer() !== undefined && !picking.mayCome();
  return (
    <div class="pick">
      <div class="pick-from">
        <h2 class="sr-only">{t('pick.title')}</h2>
        <OfferedTimes picking={picking} />
      </div>
      <p class="pick-wait">{t('pick.wait')}</p>
      <Show when={picking.chosen() !== null || isEmpty()}>
        <Choice {...props} picking={picking} />
      </Show>
    </div>
  );
}

/** The chosen time, or the waitlist, and the way to the page where a booking is made. */
function Choice(props: OfferedProps & { readonly picking: Picking }) {
  const { t, locale } = useI18n();
  // The picker stays the same for as long as this is shown.
  const { picking } = props;
  let way: HTMLAnchorElement | undefined;
  sayChosen(picking);
  focusWhenChosen(picking, () => way);
  // A frame as high as its page does not scroll: what shows it does.
  createEffect(() => picking.choice() && way?.scrollIntoView({ block: 'nearest' }));
  const page = () => {
    const at = picking.chosen();
    // What was chosen here is not known there: a frame has a storage of its own.
    const chosen = { lang: locale().language, ...(at === null ? {} : { start: new Date(at).toISOString() }) };
    return pageOf(props.address) + keptSearch(chosen);
  };
  return (
    <section class="panel embed-choice" aria-label={t('confirm.title')}>
      <div class="panel-top">
        <Show when={picking.chosen()} fallback={<p class="panel-date">{t('wait.join')}</p>}>
          <ChosenDate picking={picking} />
        </Show>
      </div>
      <div class="panel-body">
        <Show when={picking.chosen()}>
          {(at) => <WhenFacts picking={picking} at={at()} durationMinutes={props.service.durationMinutes} />}
        </Show>
        <a ref={way} class="button button-primary" href={page()} target="_blank" rel="noopener">
          {t(picking.chosen() === null ? 'embed.open' : 'embed.book')}
        </a>
        <p class="text-meta text-muted">{t('embed.how')}</p>
      </div>
    </section>
  );
}
