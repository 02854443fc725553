import { useQuery } from '@tanstack/solid-query';
import { createEffect, createMemo, on, Show } from 'solid-js';
import { ActionAsked, ActionFrame } from '../interviews/actions/action-dialog.tsx';
import { interviewQuery } from '../interviews/interviews.queries.ts';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import type { QueueItem } from './home.queries.ts';
import type { AskedAction } from './queue-text.models.ts';

interface Asked {
  readonly item: QueueItem;
  readonly action: AskedAction;
}

/** The question that the page of the interview asks too, once all that it says is known. */
export function QueueAction(props: { readonly asked: Asked | null; readonly onClose: () => void }) {
  const shown = createMemo<Asked | null>((before) => props.asked ?? before, null);
  return (
    <Show when={shown()?.item.interviewId} keyed>
      {(interviewId) => (
        <Loaded interviewId={interviewId} action={props.asked?.action ?? null} onClose={props.onClose} />
      )}
    </Show>
  );
}

interface LoadedProps {
  readonly interviewId: string;
  readonly action: AskedAction | null;
  readonly onClose: () => void;
}

function Loaded(props: LoadedProps) {
  const interview = useQuery(() => interviewQuery(props.interviewId));
  // Whoever asks again wants it read again.
  createEffect(
    on(
      () => props.action,
      (action) => action !== null && interview.isError && void interview.refetch(),
    ),
  );
  return (
    <ActionFrame action={props.action} onClose={props.onClose}>
      {(action) => (
        <Panel query={interview} skeleton={<RowsSkeleton rows={4} />}>
          {(detail) => <ActionAsked interview={detail()} action={action} startsAt={null} onClose={props.onClose} />}
        </Panel>
      )}
    </ActionFrame>
  );
}
