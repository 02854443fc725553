import type { InterviewView } from '@interlude/shared/schemas/views';
import { useParams } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, Match, onCleanup, type ParentProps, Show, Switch } from 'solid-js';
import { unwrap } from 'solid-js/store';
import { api, isPassing, problemOf, refusalOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { LinkProblem } from '../links/link-problem.tsx';
import { TimesContext, type ZoneWish } from '../picking/times-context.ts';
import { createZonedText } from '../time/formats.models.ts';
import { lazyCode, lazyPart } from '../ui/lazy-part.tsx';
import { createNow } from '../ui/now.ts';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { createSpoken } from '../ui/spoken.ts';
import { whenQuiet } from '../ui/when-quiet.ts';
import { rememberZone, zoneOfReader } from '../zones/zone-choice.ts';
import { interviewQuery, type ReceivedView, received, slotsQuery } from './candidate.queries.ts';
import { InterviewContext, type InterviewContextValue } from './interview-context.tsx';
import { InterviewShell } from './interview-shell.tsx';

const pollEveryMs = 30_000;

/** `/i/:id` and its steps: loads the interview and shows what its status calls for, or why the link is dead. */
export function InterviewPage(props: ParentProps) {
  const params = useParams();
  const id = () => params['id'] ?? '';
  return (
    <Show when={id()} keyed>
      {(interviewId) => <Loaded interviewId={interviewId}>{props.children}</Loaded>}
    </Show>
  );
}

function Loaded(props: ParentProps<{ interviewId: string }>) {
  const [isPolling, setPolling] = createSignal(false);
  const interview = useQuery(() => ({
    ...interviewQuery(props.interviewId),
    refetchInterval: isPolling() ? pollEveryMs : false,
  }));
  // A link that was ended or replaced while the page stood open is dead at once; a lost connection is not.
  const deadBy = () => {
    const error = interview.error;
    if (error === null || error === undefined) return null;
    const isFinal = refusalOf(error) !== null && !isPassing(error);
    return isFinal || interview.data === undefined ? error : null;
  };
  return (
    <Switch fallback={<PageSkeleton />}>
      <Match when={deadBy()}>
        {(error) => (
          <LinkProblem
            problem={problemOf(error())}
            about={{ interviewId: props.interviewId }}
            onRetry={() => void interview.refetch()}
          />
        )}
      </Match>
      <Match when={unwrap(interview.data)}>
        {(data) => (
          <Provided interviewId={props.interviewId} data={data()} onPolling={setPolling}>
            {props.children}
          </Provided>
        )}
      </Match>
    </Switch>
  );
}

const LiveUpdates = lazyPart(
  async () => (await import('./live-updates.ts')).LiveUpdates,
  () => null,
);
const AppointmentWords = lazyCode(
  async () => (await import('../appointments/appointment-words.tsx')).AppointmentWords,
  PageSkeleton,
);

// A booking stays an appointment or an interview for good, so this is decided once.
function InWords(props: ParentProps<{ isAppointment: boolean }>) {
  if (!props.isAppointment) return props.children;
  return <AppointmentWords>{props.children}</AppointmentWords>;
}

interface ProvidedProps extends ParentProps {
  readonly interviewId: string;
  readonly data: ReceivedView;
  readonly onPolling: (isPolling: boolean) => void;
}

function Provided(props: ProvidedProps) {
  const { formats, adoptHourCycle, adoptLanguage } = useI18n();
  const queries = useQueryClient();
  const view = () => props.data.view;
  const key = interviewQuery(props.interviewId).queryKey;
  const [isQuiet, setQuiet] = createSignal(false);
  const [isPolling, setPolling] = createSignal(false);
  onCleanup(whenQuiet(queries, () => setQuiet(true)));
  const [chosenZone, setChosenZone] = createSignal<string | null>(null);
  const [zoneWish, wishZone] = createSignal<ZoneWish | null>(null);
  const [sentence, say] = createSpoken();
  let hasArrived = false;
  const cycle = view().hourCycle;
  if (cycle) adoptHourCycle(cycle);
  adoptLanguage(view().locale);

  // Only the page's own question names the reader's zone, so other answers keep what is known of it.
  const accept = (next: InterviewView) => {
    const { reader } = view();
    const isOpen = reader && next.status === 'invited' && chosenZone() === null;
    queries.setQueryData<ReceivedView>(key, received(isOpen ? { ...next, reader } : next));
  };
  const readerText = createMemo(() => {
    const { zone, offsets } = view().reader ?? view();
    return createZonedText(formats(), zone, offsets);
  });
  const readerZone = () => chosenZone() ?? zoneOfReader(view());
  const value: InterviewContextValue = {
    view,
    text: createMemo(() => {
      const { venueZone, venueOffsets } = view();
      return venueZone && venueOffsets ? createZonedText(formats(), venueZone, venueOffsets) : readerText();
    }),
    readerText,
    now: createNow(() => props.data.skewMs),
    timesQuery: (span) => slotsQuery({ ...span, interviewId: props.interviewId }),
    isPolling,
    isQuiet,
    zone: () => view().venueZone ?? readerZone(),
    ownZone: () => view().zone,
    isZoneAsked: () => view().status === 'invited',
    readerZone,
    zoneWish,
    wishZone: (wish) => wishZone(wish),
    isZoneFixed: () => view().venueZone !== undefined,
    chooseZone(zone) {
      rememberZone(zone);
      setChosenZone(zone);
      const { interviewId } = props;
      // The page shows the choice already; it is saved for the mails.
      void api.candidate.setPreferences.mutate({ interviewId, zone }).then(accept, () => undefined);
    },
    accept,
    refresh: () => void queries.invalidateQueries({ queryKey: key }),
    mayTakeFocus() {
      const before = hasArrived;
      hasArrived = true;
      return before;
    },
    say,
  };
  return (
    <InterviewContext.Provider value={value}>
      <TimesContext.Provider value={value}>
        <InWords isAppointment={view().type === 'appointment'}>
          <InterviewShell>{props.children}</InterviewShell>
        </InWords>
      </TimesContext.Provider>
      <Show when={isQuiet()}>
        <LiveUpdates
          interviewId={props.interviewId}
          onPolling={(isPolling) => {
            setPolling(isPolling);
            props.onPolling(isPolling);
          }}
        />
      </Show>
      <p class="sr-only" role="status">
        {sentence()}
      </p>
    </InterviewContext.Provider>
  );
}
