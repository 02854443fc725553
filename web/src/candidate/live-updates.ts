import { useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createEffect, onCleanup } from 'solid-js';
import { type LiveEvent, openLiveStream } from './live-stream.ts';

const hiddenForMs = 60_000;
const failuresUntilPolling = 3;
const gatherMs = 250;
const spreadMs = 500;

interface LiveUpdatesProps {
  readonly interviewId: string;
  readonly onPolling: (isPolling: boolean) => void;
}

/**
 * Keeps one open page true: one event stream while it is in sight, closed after a minute out of sight; after three
 * failures in a row the page asks every half a minute instead, which `onPolling` tells. Draws nothing.
 */
export function LiveUpdates(props: LiveUpdatesProps): null {
  const interviewId = () => props.interviewId;
  const { refresh, stop } = createRefresh(interviewId);
  let stream: { close(): void } | null = null;
  let failures = 0;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  function close() {
    stream?.close();
    stream = null;
  }

  function onEvent({ type }: LiveEvent) {
    // What happened before the connection stood was missed: `ready` asks for everything once more.
    if (type !== 'slotsChanged') refresh('interview');
    refresh('slots');
    failures = 0;
    props.onPolling(false);
  }

  function onBreak(isFinal: boolean) {
    failures += 1;
    if (!isFinal && failures < failuresUntilPolling) return;
    close();
    props.onPolling(true);
    // A stream that ended for good may mean that the access ended: the next answer says so.
    if (isFinal) refresh('interview');
  }

  function open() {
    close();
    stream = openLiveStream(interviewId(), { onEvent, onBreak });
  }

  function onSight() {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(close, hiddenForMs);
    else if (stream === null) open();
  }

  createEffect(() => {
    failures = 0;
    open();
  });
  document.addEventListener('visibilitychange', onSight);
  window.addEventListener('online', onSight);
  onCleanup(() => {
    close();
    stop();
    clearTimeout(hiding);
    document.removeEventListener('visibilitychange', onSight);
    window.removeEventListener('online', onSight);
  });
  return null;
}

// Changes come several at once and to everybody at once: they are gathered, and the questions spread.
function createRefresh(interviewId: Accessor<string>) {
  const queries = useQueryClient();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  return {
    refresh(what: 'slots' | 'interview') {
      if (waiting.has(what)) return;
      const ask = () => {
        waiting.delete(what);
        void queries.invalidateQueries({ queryKey: [what, interviewId()] });
      };
      waiting.set(what, setTimeout(ask, gatherMs + (what === 'slots' ? Math.random() * spreadMs : 0)));
    },
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
