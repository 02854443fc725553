import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { api, type Problem, problemOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createIntent } from '../idempotency.ts';
import { likelyZone } from '../zones/zone-choice.ts';
import type { BeginWish, Begun } from './begun.ts';
import { type ServiceAddress, serviceQuery } from './service.queries.ts';

/** Has a code mailed, once at a time; a retry after a lost answer causes no second mail. */
export function createBeginning(address: () => ServiceAddress, onBegun: (begun: Begun) => void) {
  const { locale } = useI18n();
  const queries = useQueryClient();
  const intent = createIntent();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  async function begin(wish: BeginWish): Promise<void> {
    if (isBusy()) return;
    setBusy(true);
    setProblem(null);
    // A device that hides its zone is asked for it on the next page; until then the service's zone counts.
    const service = queries.getQueryData(serviceQuery(address()).queryKey);
    const zone = likelyZone() ?? service?.zone ?? 'UTC';
    const input = { ...address(), ...wish, zone, locale: locale().tag };
    try {
      const { proofId, expiresAt } = await api.appointments.begin.mutate({
        ...input,
        idempotencyKey: intent.keyFor(input),
      });
      intent.settled();
      onBegun({ proofId, expiresAt, wish });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  return { begin, isBusy, problem, setProblem };
}
