import { fetchOutgoing, type OutgoingRules, refusedBy } from './outgoing.ts';
import type { BusyProvider } from './provider.ts';

/** The secret address of a calendar that can be read and not written. */
export interface IcsSecret {
  readonly url: string;
}

/** Reads a calendar that a server gives out as one iCalendar file. */
export function icsProvider(rules: OutgoingRules): BusyProvider<IcsSecret> {
  return {
    async look({ signal, reading }, { secret: { url } }, terms, cursor) {
      const headers = {
        accept: 'text/calendar',
        'user-agent': 'Interlude',
        ...(cursor === null ? {} : { 'if-none-match': cursor }),
      };
      const asked = { headers, signal, take: reading.take };
      const answer = await fetchOutgoing(url.replace(/^webcals?:/i, 'https:'), rules, asked);
      if (answer.status === 304 && cursor !== null) return { isSame: true };
      if (answer.status !== 200) throw refusedBy(answer);
      const found = await reading.read('file', { bytes: answer.bytes, signal }, terms);
      return { isSame: false, ...found, cursor: answer.header('etag') };
    },
  };
}
