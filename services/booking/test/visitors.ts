import { type Browser, CallRefused } from '@interlude/dev-stack/api-browser';
import { addressOf, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import type { TestPortal } from './portal.ts';

export interface Begun {
  readonly proofId: string;
  readonly expiresAt: string;
  readonly kept: boolean;
}

/** What visitors of a public page do: choose a time of a service, and prove an address by a code. */
export function visitorTools(portal: () => TestPortal, service: () => NewService) {
  const beginning = (more: object = {}) => ({
    ...addressOf(service()),
    name: 'Ola Nordmann',
    email: newEmail(),
    zone: 'Europe/Oslo',
    idempotencyKey: intentKey(),
    ...more,
  });
  const begin = (more: object = {}, browser: Browser = portal().browser()) =>
    browser.call<Begun>('appointments.begin', beginning(more));
  const freeStarts = async (from: NewService = service(), more: object = {}): Promise<string[]> => {
    const input = { ...addressOf(from), zone: 'Europe/Oslo', ...more };
    return (await portal().browser().ask<{ starts: string[] }>('appointments.slots', input)).starts;
  };
  return {
    beginning,
    begin,
    /** Null where another visitor has the time. */
    async beginUnlessTaken(more: object): Promise<Begun | null> {
      try {
        return await begin(more);
      } catch (error) {
        if (error instanceof CallRefused && error.refusal?.code === 'slot_taken') return null;
        throw error;
      }
    },
    prove: async (proofId: string, browser: Browser = portal().browser()) =>
      await browser.call<{ appointmentId: string; booked: boolean }>('appointments.prove', {
        proofId,
        code: await portal().codeOf(proofId),
      }),
    freeStarts,
    /** On a day that is wholly ahead. */
    someStart: async (n = 20): Promise<string> => (await freeStarts())[n] ?? '',
  };
}

export const newEmail = () => `ola-${intentKey()}@client.example`.toLowerCase();
