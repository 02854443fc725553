import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
  readonly deadlineMs?: number;
  readonly everyMs?: number;
  /** Resolves with a reason when waiting on has become pointless, for example because the process ended. */
  readonly giveUp?: Promise<string>;
  /** What a person should see when the deadline passes, such as the last lines of a log. */
  readonly atDeadline?: () => string;
}

/** Polls until `probe` answers something truthy; throws after the deadline with the last error as its cause. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false>,
  { deadlineMs = 60_000, everyMs = 50, giveUp, atDeadline }: UntilOptions = {},
): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  const state: { over: string | null; last: unknown } = { over: null, last: undefined };
  void giveUp?.then((reason) => {
    state.over = reason;
  });
  for (;;) {
    const answer = await probe().catch((error: unknown) => {
      state.last = error;
      return null;
    });
    if (answer) return answer;
    if (state.over !== null) throw new Error(`${what}: ${state.over}`);
    if (performance.now() > deadline) {
      const because = state.last instanceof Error ? ` (${state.last.message})` : '';
      const seen = atDeadline ? `\n${atDeadline()}` : '';
      throw new Error(`${what}: not ready after ${deadlineMs / 1000} s${because}${seen}`, { cause: state.last });
    }
    await sleep(everyMs);
  }
}

/** Whether something accepts TCP connections there. */
export function connects(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1_000 });
    const answer = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
