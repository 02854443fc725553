import type { PublicService, PublicServiceAnswer } from '@interlude/shared/schemas/service';
import { A, useParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createSignal, Match, Show, Switch } from 'solid-js';
import { createStore } from 'solid-js/store';
import { refusalOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { untyped } from '../phone/typed-phone.ts';
import { TimesContext } from '../picking/times-context.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Faces } from '../ui/faces.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { wearColour } from '../ui/wear-colour.ts';
import { AppointmentWords } from './appointment-words.tsx';
import { type Begun, isOver, rememberBegun, rememberedBegun } from './begun.ts';
import { ChooseStep, type WantedStart } from './choose-step.tsx';
import { CodeForm } from './code-form.tsx';
import { keptSearch } from './kept-search.ts';
import { NothingHere } from './nothing-here.tsx';
import type { Prefill } from './prefill.models.ts';
import { takePrefill } from './prefill.ts';
import { pageOf, type ServiceAddress, serviceQuery } from './service.queries.ts';
import { useServiceFacts } from './service-facts.ts';
import { createServiceTimes } from './service-times.ts';
import type { Draft } from './visitor-fields.tsx';
import { askedReturn, rememberReturn } from './way-back.ts';
import '../ui/panel.css';
import './service.css';

const facesInBand = 4;

/** `/s/:tenant/:service`: what anybody may book, and the way from its times to a booked one. */
export function ServicePage() {
  const params = useParams();
  const address = (): ServiceAddress => ({ tenant: params['tenant'] ?? '', service: params['service'] ?? '' });
  const prefill = takePrefill();
  const back = askedReturn();
  const found = useQuery(() => serviceQuery(address(), back));
  const service = () => (found.isPending ? null : (found.data ?? null));
  const isGone = () => ['not_found', 'invalid_input'].includes(refusalOf(found.error)?.code ?? '');
  return (
    <Switch fallback={<PageSkeleton />}>
      <Match when={service()}>
        {(known) => (
          <AppointmentWords>
            <Offered address={address()} service={known()} prefill={prefill} isReturnAsked={back !== null} />
          </AppointmentWords>
        )}
      </Match>
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

interface OfferedProps {
  readonly address: ServiceAddress;
  readonly service: PublicServiceAnswer;
  readonly prefill: Prefill | null;
  readonly isReturnAsked: boolean;
}

function Offered(props: OfferedProps) {
  const { t } = useI18n();
  // A visitor who went to their mail and whose page was loaded again goes on where they were.
  const former = rememberedBegun(props.address);
  const [begun, setBegun] = createSignal<Begun | null>(former);
  // A link to a time leads to the times, whatever was begun before.
  const isNamed = new URLSearchParams(window.location.search).has('start');
  const [wanted, setWanted] = createSignal<WantedStart | null>(isNamed ? null : wantedOf(former));
  const [providerId, setProviderId] = createSignal(former?.wish.providerId ?? null);
  const [draft, setDraft] = createStore<Draft>(draftOf(former, props.prefill));
  // What is held for them is theirs to choose, though nobody else is offered it.
  const proofId = () => {
    const present = begun();
    return present?.kept && !isOver(present) ? present.proofId : null;
  };
  const times = createServiceTimes({
    // A page of another service is another page.
    address: props.address,
    service: () => props.service,
    providerId,
    proofId,
  });
  createEffect(() => {
    document.title = t('service.title', { name: props.service.name, company: props.service.company });
  });
  createEffect(() => wearColour(props.service.brand.accent));
  createEffect(() => props.isReturnAsked && rememberReturn(pageOf(props.address), props.service.returnTo));

  function proceed(next: Begun) {
    rememberBegun(props.address, next);
    setBegun(next);
  }

  if (isNamed) goBack(null);

  function goBack(from: WantedStart | null) {
    const present = begun();
    setWanted(from);
    if (present) proceed({ ...present, isLeft: true });
  }

  return (
    <TimesContext.Provider value={times}>
      <PageShell
        brand={props.service.brand}
        faces={<Faces of={props.service.providers.slice(0, facesInBand)} />}
        head={<Heading service={props.service} />}
        foot={
          <>
            <p>
              <A class="link" href={`/s/${props.address.tenant}${keptSearch()}`}>
                {t('offers.all', { company: props.service.company })}
              </A>
            </p>
            <p>{t('facts.contact', { name: props.service.contact.name, email: props.service.contact.email })}</p>
          </>
        }
      >
        <Show
          when={begun()?.isLeft === true ? null : begun()}
          fallback={
            <ChooseStep
              address={props.address}
              service={props.service}
              providerId={providerId()}
              onProvider={setProviderId}
              draft={draft}
              onDraft={(change) => setDraft(change)}
              wanted={wanted()}
              zone={times.readerZone}
              former={begun}
              onBegun={proceed}
            />
          }
        >
          {(present) => (
            <div class="code-step">
              <CodeForm
                address={props.address}
                durationMinutes={props.service.durationMinutes}
                begun={present()}
                zone={times.readerZone}
                onBegun={proceed}
                onBack={() => goBack(wantedOf(present()))}
                onLost={(at, refusal) => goBack({ at, refusal })}
              />
            </div>
          )}
        </Show>
        <p class="sr-only" role="status">
          {times.sentence()}
        </p>
      </PageShell>
    </TimesContext.Provider>
  );
}

function wantedOf(begun: Begun | null): WantedStart | null {
  const startsAt = begun?.wish.startsAt ?? null;
  return startsAt === null ? null : { at: Date.parse(startsAt), refusal: null };
}

function draftOf(begun: Begun | null, prefill: Prefill | null): Draft {
  const { name = '', email = '', note = '', reminderBefore = null, repeats = false, answers = [] } = begun?.wish ?? {};
  const said = Object.fromEntries(answers.map(({ id, text }) => [id, text]));
  const number = begun?.wish.phone ?? null;
  const phone = number === null ? untyped : { text: number, number };
  const typed = { note, reminderBefore, repeats, answers: said, phone };
  return { name: prefill?.name || name, email: prefill?.email || email, ...typed };
}

/** The name of the service, and how long it takes, what it costs and where it is. */
function Heading(props: { readonly service: PublicService }) {
  const { t } = useI18n();
  const factsOf = useServiceFacts();
  return (
    <>
      <h1 class="text-title font-strong">
        <bdi translate="no">{props.service.name}</bdi>
      </h1>
      <div class="band-lead">
        <p>{factsOf(props.service)}</p>
        <Show when={props.service.venue}>{(venue) => <p>{t('facts.at', { venue: venue() })}</p>}</Show>
      </div>
    </>
  );
}
