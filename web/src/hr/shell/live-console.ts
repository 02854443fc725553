import { useQueryClient } from '@tanstack/solid-query';
import { onCleanup } from 'solid-js';
import { isFollowed, isOldNow } from './followed.models.ts';

const gatherMs = 1_000;
const hiddenForMs = 60_000;
const tryAgainMs = 30_000;

/**
 * Keeps an open console true: one event stream while it is in sight, that says only that something has changed. What
 * is shown is asked for again, at most once a second; without a stream the lists still ask from time to time.
 */
export function createLiveConsole(): void {
  const queries = useQueryClient();
  let source: EventSource | null = null;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function refresh({ data }: MessageEvent<string>) {
    if (data.includes('"ready"')) {
      const now = Date.now();
      return void queries.invalidateQueries({ predicate: (asked) => isOldNow(asked, now) });
    }
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void queries.invalidateQueries({ predicate: isFollowed });
    }, gatherMs);
  }

  function close() {
    source?.close();
    source = null;
  }

  function open() {
    clearTimeout(waiting);
    close();
    source = new EventSource('/trpc/staff.live');
    source.onmessage = refresh;
    const end = () => {
      close();
      waiting = setTimeout(onSight, tryAgainMs);
    };
    // The browser tries again by itself, until the server has said something else than a stream.
    source.onerror = () => source?.readyState === EventSource.CLOSED && end();
    source.addEventListener('serialized-error', end);
    source.addEventListener('return', end);
  }

  function onSight() {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(close, hiddenForMs);
    else if (source === null) open();
  }

  onSight();
  document.addEventListener('visibilitychange', onSight);
  window.addEventListener('online', onSight);
  onCleanup(() => {
    close();
    for (const timer of [gathering, hiding, waiting]) clearTimeout(timer);
    document.removeEventListener('visibilitychange', onSight);
    window.removeEventListener('online', onSight);
  });
}
