/** What the server says while a page stands open; `ready` comes with each connection. */
export type LiveEvent =
  | { readonly type: 'ready' | 'slotsChanged' }
  | { readonly type: 'interviewChanged'; readonly version: number };

interface StreamListener {
  readonly onEvent: (event: LiveEvent) => void;
  /** The connection broke; `isFinal` when the browser will not try again. */
  readonly onBreak: (isFinal: boolean) => void;
}

/**
 * The event stream of `candidate.live`, read as tRPC writes it: data in unnamed events, the rest in named ones. The
 * library's own link would cost more than the whole budget left for it, and the browser reconnects by itself.
 */
export function openLiveStream(interviewId: string, { onEvent, onBreak }: StreamListener): { close(): void } {
  const source = new EventSource(`/trpc/candidate.live?input=${encodeURIComponent(JSON.stringify({ interviewId }))}`);
  const end = () => {
    source.close();
    onBreak(true);
  };
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const event = eventFrom(data);
    if (event) onEvent(event);
  };
  source.onerror = () => onBreak(source.readyState === EventSource.CLOSED);
  source.addEventListener('serialized-error', end);
  // The server ends the stream when the link or the session behind it has changed.
  source.addEventListener('return', end);
  return { close: () => source.close() };
}

function eventFrom(text: string): LiveEvent | null {
  const data: unknown = JSON.parse(text);
  const isEvent = typeof data === 'object' && data !== null && 'type' in data;
  return isEvent ? (data as LiveEvent) : null;
}
