import { A } from '@solidjs/router';
import { For, type ParentProps, Show } from 'solid-js';
import { TicketStub } from '../booked/booked-stub.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { AskInvitation } from '../links/ask-invitation.tsx';
import { PartsList } from '../parts/parts-list.tsx';
import { SeriesList } from '../series/series-list.tsx';
import { useInterview } from './interview-context.tsx';
import { RetakePanel } from './retake-panel.tsx';
import { stageOf } from './stage.models.ts';

/** Everything after the meeting or in its place: what became of it, then the way on, and whom to write to. */
export function PastState() {
  return (
    <div class="grid gap-6">
      <PartsList />
      <SeriesList />
      <Frame>
        <div class="grid max-w-2xl justify-items-start gap-4">
          <Said />
          <WayOn />
          <RetakePanel />
          <Contact />
        </div>
      </Frame>
    </div>
  );
}

/** The ticket of a time that is no more; a card for somebody who never had one. */
function Frame(props: ParentProps) {
  const { t } = useI18n();
  const { view, text, now } = useInterview();
  const isVoid = () => stageOf(view()) === 'cancelled';
  return (
    <Show when={view().startsAt} fallback={<section class="card">{props.children}</section>}>
      {(at) => (
        <section class="ticket ticket-off" aria-label={t('booked.ticket')}>
          <TicketStub at={Date.parse(at())} isVoid={isVoid()}>
            {/* A date that was called off is not ahead of anybody. */}
            {isVoid() ? '' : text().distance(now(), Date.parse(at()))}
          </TicketStub>
          <div class="ticket-body">{props.children}</div>
        </section>
      )}
    </Show>
  );
}

/** What became of it, in sentences. */
function Said() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const name = () => view().contact.name;
  const when = (at: string | null | undefined) => (at ? text().namedWhen(Date.parse(at)) : '');
  const lines = (): string[] => {
    const { startsAt, cancelledAt, tookPlace, outcome, company } = view();
    const date = when(startsAt);
    switch (stageOf(view())) {
      case 'completed':
        return tookPlace
          ? [t('completed.when', { date }), t(`completed.${outcome ?? 'pending'}`, { company })]
          : [t('completed.planned', { date }), t('booked.over.what', { name: name() })];
      case 'no_show':
        return [t('no_show.what', { date, name: name() })];
      case 'closed':
        return [];
      default:
        return [
          ...(cancelledAt ? [t('cancelled.when', { date: when(cancelledAt) })] : []),
          t('cancelled.what', { name: name() }),
        ];
    }
  };
  return (
    <div class="grid gap-2">
      <For each={lines()}>{(line) => <p>{line}</p>}</For>
    </div>
  );
}

/** Another invitation, as far as the company may give one; a client chooses another time by themselves. */
function WayOn() {
  const { t } = useI18n();
  const { view } = useInterview();
  const again = () => (stageOf(view()) === 'completed' ? undefined : view().appointment);
  return (
    <>
      <Show when={view().actions.includes('requestInvitation')}>
        <AskInvitation about={{ interviewId: view().interviewId }} isBrief />
      </Show>
      <Show when={again()}>
        {(appointment) => (
          <A class="button button-primary" href={appointment().page}>
            {t('pick.title')}
          </A>
        )}
      </Show>
    </>
  );
}

function Contact() {
  const { view } = useInterview();
  return (
    <a class="link inline-flex min-h-11 items-center" translate="no" href={`mailto:${view().contact.email}`}>
      {view().contact.email}
    </a>
  );
}
