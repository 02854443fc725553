import { fetchOutgoing, type OutgoingRules, refusedBy } from './outgoing.ts';
import { type BusyProvider, readTexts } from './provider.ts';

/** The secret address of a calendar that can be read and not written. */
export interface IcsSecret {
  readonly url: string;
}

/** Reads a calendar that a server gives out as one iCalendar file. */
export function icsProvider(rules: OutgoingRules): BusyProvider<IcsSecret> {
  return {
    async look({ signal }, { secret: { url } }, terms, cursor) {
      const headers = {
        accept: 'text/calendar',
        'user-agent': 'Interlude',
        ...(cursor === null ? {} : { 'if-none-match': cursor }),
      };
      const answer = await fetchOutgoing(url.replace(/^webcals?:/i, 'https:'), rules, { headers, signal });
      if (answer.status === 304 && cursor !== null) return { isSame: true };
      if (answer.status !== 200) throw refusedBy(answer);
      return { isSame: false, ...(await readTexts([answer.text], terms)), cursor: answer.header('etag') };
    },
  };
}
