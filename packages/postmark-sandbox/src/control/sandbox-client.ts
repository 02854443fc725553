import type { Fault } from '../faults/fault-plan.ts';
import type { AddressBehaviour } from '../messages/mailbox-state.ts';
import type { ControlMessage, ControlStats } from './control-contract.ts';

export type SandboxClient = ReturnType<typeof createSandboxClient>;

/** Speaks to the control endpoints of a running sandbox, such as `http://127.0.0.1:3005`. Throws on any refusal. */
export function createSandboxClient(url: string) {
  async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const response = await fetch(new URL(`/__control${path}`, url), {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  return {
    /** Accepted messages, newest first, seen at once. Metadata is given as `metadata_<name>`. */
    messages: (filter: { to?: string; tag?: string; [metadata: `metadata_${string}`]: string } = {}) =>
      call<ControlMessage[]>('GET', `/messages?${new URLSearchParams(filter)}`),

    stats: () => call<ControlStats>('GET', '/stats'),

    /** Replaces the fault plan; an empty list ends all faults. */
    setFaults: (faults: readonly Fault[]) => call<Fault[]>('POST', '/faults', faults),

    /** The faults still to strike. */
    faults: () => call<Fault[]>('GET', '/faults'),

    /** Decides what becomes of all later mail to an address. */
    setAddress: (email: string, behaviour: AddressBehaviour) => call('POST', '/addresses', { email, behaviour }),

    /** Lets a message that was accepted bounce or draw a complaint now. */
    bounce: (messageId: string, type: 'hard-bounce' | 'soft-bounce' | 'spam-complaint') =>
      call('POST', '/events', { messageId, type }),

    /** Forgets everything: messages, suppressions, waiting webhooks, faults. */
    reset: () => call('POST', '/reset'),
  };
}
