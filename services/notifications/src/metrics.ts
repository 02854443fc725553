import { Counter, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** Counters of one running service; labels are codes, never ids. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    settled: new Counter({
      name: 'interlude_mails_total',
      help: 'Messages that reached a final state.',
      labelNames: ['kind', 'outcome', 'because'],
      registers,
    }),
    retries: new Counter({
      name: 'interlude_mail_retries_total',
      help: 'Attempts that ended without a final state, by reason.',
      labelNames: ['because'],
      registers,
    }),
    possibleDuplicates: new Counter({
      name: 'interlude_mail_possible_duplicate_total',
      help: 'Messages the provider took again after it had not known the first attempt: worth a look.',
      labelNames: ['kind'],
      registers,
    }),
    duplicates: new Counter({
      name: 'interlude_mail_duplicate_total',
      help: 'Messages the provider delivered twice, by its own account: worth an alert.',
      labelNames: ['kind'],
      registers,
    }),
    events: new Counter({
      name: 'interlude_mail_events_total',
      help: 'Webhook calls by record type and what became of them.',
      labelNames: ['type', 'result'],
      registers,
    }),
    postSeconds: new Histogram({
      name: 'interlude_mail_post_seconds',
      help: 'Time of one call to the provider.',
      labelNames: ['outcome'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8],
      registers,
    }),
  };
}
