import type { Connection } from 'mongoose';
import { Refused, refuse } from '../runtime/refused.ts';

const answersEveryMs = 500;
// Half a second between two answers and a tenth for looking: nobody waits for more than three seconds.
const silentAfterMs = 2_400;
const lookEveryMs = 100;
const longestLookMs = 3 * lookEveryMs;

export type Pulse = ReturnType<typeof createPulse>;

/** Options of a client whose server says every half second that it lives. */
export const pulseOptions = { heartbeatFrequencyMS: answersEveryMs };

/**
 * Knows whether the primary answers, by the heartbeats that the driver exchanges with it on a socket of their own: work
 * that waits in queues of this process is not silence of the database. A server that was stopped, or cut off, would
 * otherwise keep everybody waiting for as long as its sockets stand.
 */
export function createPulse(connection: Connection) {
  const waiting = new Set<(error: Refused) => void>();
  let lookedAt = performance.now();
  let silentMs = 0;
  let isSilent = false;

  const onAnswer = ({ reply }: { reply: { isWritablePrimary?: boolean } }) => {
    if (reply.isWritablePrimary !== true) return;
    silentMs = 0;
    isSilent = false;
  };
  const client = connection.getClient().on('serverHeartbeatSucceeded', onAnswer);

  // Two turns of the event loop: answers that came while this process was busy are read first.
  const look = () => setImmediate(() => setImmediate(judge));
  function judge(): void {
    const now = performance.now();
    // While this process stood still, as on a machine that was suspended, the database may have done so too.
    silentMs += Math.min(now - lookedAt, longestLookMs);
    lookedAt = now;
    if (silentMs < silentAfterMs) return;
    isSilent = true;
    for (const reject of waiting) reject(unavailable());
    waiting.clear();
  }
  const timer = setInterval(look, lookEveryMs).unref();

  return {
    isSilent: () => isSilent,

    /**
     * The outcome of the work, or `unavailable` as soon as the database is silent; what the work does then still counts,
     * and the key of the request tells it later.
     */
    async orSilent<T>(work: () => Promise<T>): Promise<T> {
      if (isSilent) refuse(unavailable().refusal);
      const silence = Promise.withResolvers<never>();
      waiting.add(silence.reject);
      try {
        return await Promise.race([work(), silence.promise]);
      } finally {
        waiting.delete(silence.reject);
      }
    },

    stop(): void {
      clearInterval(timer);
      client.off('serverHeartbeatSucceeded', onAnswer);
    },
  };
}

function unavailable(): Refused {
  return new Refused({ code: 'unavailable', retryAfterSeconds: 2 });
}
