import type { Refusal } from '@interlude/shared/booking/refusal';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { api, type Problem, problemOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createIntent } from '../idempotency.ts';
import type { BeginWish, Begun } from './begun.ts';
import type { ServiceAddress } from './service.queries.ts';

const lostCodes: ReadonlySet<string> = new Set(['slot_taken', 'slot_not_offered']);

interface BeginningParts {
  readonly address: ServiceAddress;
  readonly zone: () => string;
  /** What was begun before, whose time is given back. */
  readonly former: () => Begun | null;
  readonly onBegun: (begun: Begun) => void;
  /** The wanted time is no longer free, and no code was sent. */
  readonly onLost: (at: number, refusal: Refusal) => void;
}

/** Has a code mailed and the time held, once at a time; a retry after a lost answer causes no second mail. */
export function createBeginning({ address, zone, former, onBegun, onLost }: BeginningParts) {
  const { locale } = useI18n();
  const queries = useQueryClient();
  const intent = createIntent();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  function fail(failed: Problem, { startsAt }: BeginWish) {
    const refusal = failed.kind === 'refused' ? failed.refusal : null;
    // The service may ask something else by now.
    if (refusal?.code === 'invalid_input')
      void queries.invalidateQueries({ queryKey: ['service', address.tenant, address.service] });
    if (refusal !== null && lostCodes.has(refusal.code) && startsAt !== null) onLost(Date.parse(startsAt), refusal);
    else setProblem(failed);
  }

  async function begin(wish: BeginWish, clock: Begun['clock']): Promise<void> {
    if (isBusy()) return;
    setBusy(true);
    setProblem(null);
    const input = {
      ...address,
      ...wish,
      note: wish.note || null,
      zone: zone(),
      locale: locale().tag,
      replaces: former()?.proofId ?? null,
    };
    try {
      const begun = await api.appointments.begin.mutate({ ...input, idempotencyKey: intent.keyFor(input) });
      intent.settled();
      onBegun({ ...begun, wish, clock });
    } catch (error) {
      fail(problemOf(error), wish);
    } finally {
      setBusy(false);
    }
  }
  return { begin, isBusy, problem };
}
