import { createSignal } from 'solid-js';
import { api, type Problem, problemOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createIntent } from '../idempotency.ts';
import { likelyZone } from '../zones/zone-choice.ts';
import type { BeginWish, Begun } from './begun.ts';
import type { ServiceAddress } from './service.queries.ts';

/** Has a code mailed, once at a time; a retry after a lost answer causes no second mail. */
export function createBeginning(address: () => ServiceAddress, onBegun: (begun: Begun) => void) {
  const { locale } = useI18n();
  const intent = createIntent();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  async function begin(wish: BeginWish): Promise<void> {
    if (isBusy()) return;
    setBusy(true);
    setProblem(null);
    const input = { ...address(), ...wish, zone: likelyZone(), locale: locale.formats };
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
